import type { By } from './actor.ts';
import type { AskingEvents } from './events-of-asking.ts';
import type { ClockEvents } from './events-of-clocks.ts';
import type { CustomerEvents } from './events-of-customers.ts';
import type { FieldEvents } from './events-of-field.ts';
import type { LocalizationEvents } from './events-of-localization.ts';
import type { TalkEvents } from './events-of-talk.ts';
import type { Evidence } from './evidence.ts';
import type { Instant } from './instant.ts';
import type {
  Bilingual,
  CancellationKind,
  ContactChannel,
  ContactRole,
  IntakeChannel,
  Language,
  Priority,
  Severity,
  SeverityChangeKind,
  Visibility,
  WaitReason,
  WaitsFor,
  Zone,
} from './words.ts';
import type { Addressee, Terms } from './terms.ts';
import type { QuietHours } from './telling/quiet-hours.ts';
import type { TicketNumber } from './ticket-number.ts';
import type { WorkingTime } from './working-time.ts';

/** A free or personal text that stands outside the event, so that it can be erased; the digest is salted. */
export interface TextRef {
  readonly id: string;
  readonly digest: string;
}
export type Texts = Readonly<Record<string, TextRef>>;

/** A contact as the rules see it: how it can be reached, not who it is. */
export interface TicketContact {
  readonly id: string;
  readonly language: Language;
  readonly prefers: readonly ContactChannel[];
  readonly roles: readonly ContactRole[];
  readonly phone: boolean;
  readonly email: boolean;
  /** A program of theirs listens at an address of the web. */
  readonly webhook?: true;
  /** Channels that they have an address for and do not want to be told by. */
  readonly refuses?: readonly ContactChannel[];
  readonly quietHours?: QuietHours;
  /** Taken from the customer's list of those who may confirm, rather than named in the call. */
  readonly listed: boolean;
}

/** The service a ticket is about, with the promise that holds for it. */
export interface ServedBy {
  readonly serviceId: string | null;
  readonly customerId: string | null;
  readonly contractId: string | null;
  readonly terms: Terms;
  readonly termsVersion: number;
  /** The calendars that the terms name, expanded; one that is missing here counts around the clock. */
  readonly workingTimes?: readonly WorkingTime[];
  /** Elements of the service, nearest the customer first. */
  readonly chain: readonly string[];
}

export interface Ranked {
  readonly priority: Priority;
  readonly priorityReason: Bilingual;
}

export interface Opening extends ServedBy, Ranked {
  readonly number: TicketNumber;
  readonly channel: IntakeChannel;
  /** What the promises count from: receipt of the call, the mail, the alarm. */
  readonly reportedAt: Instant;
  readonly openedAt: Instant;
  readonly contacts: readonly TicketContact[];
  readonly severity: Severity;
  readonly hypothesis: Bilingual | null;
  readonly questionnaire: { readonly id: string; readonly version: number; readonly answers: Answers } | null;
  readonly previous: TicketNumber | null;
  /** The desk looks for the fault by itself; absent where it could not yet. */
  readonly localizes?: true;
  /** The desk sends engineers by itself; absent where it could not yet. */
  readonly dispatches?: true;
  /** The desk speaks by every channel, reminds and fills silences by itself; absent where it could not yet. */
  readonly speaks?: true;
}

/** Answers of a questionnaire; free text ones stand in `texts` and are null here. */
export type Answers = Readonly<Record<string, string | number | boolean | null>>;

/** Why somebody is told beside the ladder of the contract. */
export type EscalationCause =
  | 'byHand'
  | 'etaOverdue'
  | 'customerSilent'
  | 'visitNotBooked'
  | 'visitNotAccepted'
  | 'visitNotDeparted'
  | 'visitLate'
  | 'nobodyFree'
  | 'partShort'
  | 'floorTouched'
  | 'customerNotReached';

interface Answer {
  readonly episode: number;
  readonly contactId: string;
  readonly evidence: Evidence | { readonly link: true };
  readonly happenedAt: Instant;
}

/** Everything that can have happened to a ticket, in the past tense, with what matters about it. */
export interface EventData
  extends AskingEvents, ClockEvents, CustomerEvents, FieldEvents, LocalizationEvents, TalkEvents {
  ticketOpened: Opening;
  workStarted: { readonly startedAt: Instant };
  assigned: { readonly userId: string };
  unassigned: { readonly userId: string };
  handedOver: { readonly team: string; readonly from: string };
  serviceIdentified: ServedBy &
    Ranked & {
      readonly previousServiceId: string | null;
      /** Those of the customer's list whose word closes the ticket; only where the customer is another now. */
      readonly listed: readonly TicketContact[];
    };
  severityChanged: Ranked & {
    readonly severity: Severity;
    readonly from: Severity;
    readonly kind: SeverityChangeKind;
    readonly evidence?: Evidence;
  };
  termsChanged: Ranked & {
    readonly terms: Terms;
    readonly termsVersion: number;
    readonly workingTimes?: readonly WorkingTime[];
    /** The customer's word, where the newer terms promise less. */
    readonly evidence?: Evidence;
  };
  contactChanged: TicketContact & { readonly change: 'added' | 'changed' };
  /** A person's data were erased on their request; the digests in the chain stay. */
  contactErased: { readonly contactId: string };
  etaDemanded: {
    readonly dueAt: Instant;
    readonly because: 'opened' | 'reopened' | 'missed';
    readonly episode: number;
  };
  etaPromised: {
    readonly promisedAt: Instant;
    readonly revision: number;
    readonly episode: number;
    readonly move: 'first' | 'later' | 'sooner';
    readonly previousPromisedAt?: Instant;
    readonly warnAt: Instant | null;
    /** When the customer is told that it may slip; only where the contract says so. */
    readonly slipsAt?: Instant;
  };
  etaWarned: { readonly promisedAt: Instant; readonly revision: number };
  etaBreached: { readonly promisedAt: Instant; readonly breachedAt: Instant; readonly revision: number };
  etaKept: { readonly promisedAt: Instant; readonly restoredAt: Instant; readonly revision: number };
  escalated: {
    readonly to: Addressee;
    readonly because: EscalationCause;
    readonly dueAt?: Instant;
    /** Who could not be reached. */
    readonly contactId?: string;
  };
  waitStarted: {
    readonly waitId: string;
    readonly for: WaitsFor;
    readonly reason: WaitReason;
    readonly from: Instant;
    readonly until: Instant | null;
  };
  waitEnded: {
    readonly waitId: string;
    readonly endedAt: Instant;
    readonly because: 'resumed' | 'answered' | 'untilReached' | 'restored' | 'cancelled';
  };
  waitVoided: { readonly waitId: string };
  serviceRestored: {
    readonly restoredAt: Instant;
    readonly zone: Zone;
    readonly episode: number;
    /** When the desk came to know of it, where that was later: the customer is asked since then. */
    readonly knownAt?: Instant;
  };
  customerConfirmed: Answer;
  customerDenied: Answer;
  ticketClosed: { readonly closedAt: Instant; readonly episode: number };
  ticketReopened: { readonly reopenedAt: Instant; readonly episode: number };
  ticketCancelled: {
    readonly kind: CancellationKind;
    readonly cancelledAt: Instant;
    readonly duplicateOf?: TicketNumber;
    readonly evidence?: Evidence;
  };
  ticketRejected: { readonly rejectedAt: Instant };
  duplicateJoined: {
    readonly number: TicketNumber;
    readonly reportedAt: Instant;
    readonly contacts: readonly TicketContact[];
  };
}

export type EventType = keyof EventData;

export interface EventOf<T extends EventType> {
  readonly type: T;
  readonly by: By;
  readonly data: EventData[T];
  readonly texts?: Texts;
}

export type TicketEvent = { [T in EventType]: EventOf<T> }[EventType];

/** An event at its place in the ticket's protocol, from 1. */
export type Entry = { [T in EventType]: EventOf<T> & { readonly position: number } }[EventType];

/** What a customer may read of the protocol; a note says so itself, and a message shows by whom it is. */
const customerSees: ReadonlySet<EventType> = new Set<EventType>([
  'ticketOpened',
  'workStarted',
  'serviceIdentified',
  'severityChanged',
  'contactChanged',
  'etaPromised',
  'etaSlipping',
  'etaBreached',
  'etaKept',
  'waitStarted',
  'waitEnded',
  'callLogged',
  'callAsked',
  'visitAccepted',
  'engineerDeparted',
  'engineerArrived',
  'visitCompleted',
  'visitFailed',
  'visitCancelled',
  'worksLinked',
  'silenceFilled',
  'serviceRestored',
  'reminded',
  'customerConfirmed',
  'customerDenied',
  'answerRepeated',
  'ticketClosed',
  'ticketReopened',
  'ticketCancelled',
  'ticketRejected',
  'reportedAgain',
]);

export function visibilityOf(event: TicketEvent): Visibility {
  if (event.type === 'noteAdded') return event.data.visibility;
  if (event.type === 'messageReceived') return event.data.contactId === null ? 'internal' : 'customer';
  if (event.type === 'fileAttached') return isTheirs(event.data) ? 'customer' : 'internal';
  return customerSees.has(event.type) ? 'customer' : 'internal';
}

/** A mail as it came holds more than what its sender meant to say, and a stranger's file may be anything. */
function isTheirs({ contactId, original }: EventData['fileAttached']): boolean {
  return contactId !== null && original === undefined;
}

/** By which channel something was said, where that matters. */
export function channelOf(event: TicketEvent): string | null {
  switch (event.type) {
    case 'ticketOpened':
    case 'messageQueued':
    case 'messageReceived':
      return event.data.channel;
    case 'fileAttached':
      return event.data.from;
    case 'callLogged':
      return 'phone';
    case 'callAsked':
    case 'reportedAgain':
      return 'link';
    case 'customerConfirmed':
    case 'customerDenied':
      return 'link' in event.data.evidence ? 'link' : 'messageId' in event.data.evidence ? 'email' : 'phone';
    default:
      return null;
  }
}
