import type { Instant } from './instant.ts';
import type { Addressee } from './terms.ts';
import type { CallDirection, CallOutcome, Decision, Language, Visibility } from './words.ts';

export type MessageCause =
  | 'opened'
  | 'etaPromised'
  | 'etaExtended'
  | 'etaSooner'
  | 'etaMissed'
  | 'etaSlipping'
  | 'waiting'
  | 'resumed'
  | 'note'
  | 'interim'
  | 'visitAgreed'
  | 'visitMoved'
  | 'engineerOnTheWay'
  | 'visitMissed'
  | 'visitFailed'
  | 'visitCancelled'
  | 'restored'
  | 'reminder'
  | 'closed'
  | 'reopened'
  | 'cancelled'
  | 'rejected'
  | 'callAsked'
  | 'etaWarned'
  | 'etaDemanded'
  | 'visitOffered'
  | 'visitCalledOff'
  | 'rungFired'
  | 'escalated'
  | 'callWanted'
  | 'wordsWanted'
  | 'stillBroken'
  | 'customerWrote';

/** What a message looks like: an answer, or, on a closed ticket, that the trouble is there again. */
export type Offer = Decision | 'again';

export const messageChannels = ['email', 'sms', 'phone', 'webhook'] as const;
/** By phone a person calls: the desk makes a call task. */
export type MessageChannel = (typeof messageChannels)[number];
export type Recipient = { readonly contactId: string } | Addressee;

/** What was said and written; the words themselves stand apart. */
export interface TalkEvents {
  callLogged: {
    readonly callId: string;
    readonly direction: CallDirection;
    readonly outcome: CallOutcome;
    readonly happenedAt: Instant;
    readonly episode: number;
    readonly contactId?: string;
    readonly durationSeconds?: number;
    readonly callTaskId?: string;
    /** The exchange failed meanwhile: what is told is what was known until then. */
    readonly interrupted?: true;
  };
  /** A file that somebody of the customer's sent; it lies outside the database. Its name is a text. */
  fileAttached: {
    readonly attachmentId: string;
    readonly mediaType: string;
    readonly bytes: number;
    readonly sha256: string;
    readonly from: 'link' | 'email';
    /** Null where nobody of the ticket's contacts sent it. */
    readonly contactId: string | null;
    /** The message that it came with. */
    readonly messageId?: string;
    /** It is that message itself, as it came. */
    readonly original?: true;
    readonly happenedAt: Instant;
  };
  noteAdded: {
    readonly noteId: string;
    readonly visibility: Visibility;
    readonly happenedAt?: Instant;
    /** It is sent to the customer besides; absent where the desk could not yet. */
    readonly told?: true;
  };
  /** A customer wrote, by mail or on the page behind their link. */
  messageReceived: {
    readonly messageId: string;
    /** Which of the ticket's contacts wrote it; null where the sender is none of them. */
    readonly contactId: string | null;
    readonly channel: 'email' | 'link';
    readonly episode: number;
    readonly happenedAt: Instant;
    /** The answer that it looks like: for an agent to judge, of no consequence by itself. */
    readonly offers?: Offer;
    /** Its ticket was found by the number alone, which anybody could write: it proves nothing. */
    readonly byNumber?: true;
  };
  messageQueued: {
    readonly messageId: string;
    readonly key: string;
    readonly cause: MessageCause;
    readonly channel: MessageChannel;
    readonly audience: 'customer' | 'staff';
    readonly to: Recipient;
    readonly language: Language;
    /** It does not go alone: many came at once, and one mail will list them all. */
    readonly digestId?: string;
  };
  messageSent: {
    readonly messageId: string;
    readonly key: string;
    readonly sentAt?: Instant;
    /** The channel will report; without a word by then the next one is taken. */
    readonly confirmBy?: Instant;
    readonly possibleDuplicate?: true;
    readonly digestId?: string;
  };
  messageFailed: {
    readonly messageId: string;
    readonly key: string;
    readonly failure: string;
    readonly digestId?: string;
  };
  messageDelivered: { readonly messageId: string; readonly key: string };
  /** No report came in time: the next channel is taken. */
  messageUnconfirmed: { readonly messageId: string; readonly key: string };
  /** Not now: whom it is for does not want to hear before. */
  messageDeferred: { readonly key: string; readonly until: Instant };
  /** What was put off is to be told now. */
  messageDue: { readonly key: string };
}
