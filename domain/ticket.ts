import type { Again } from './broken-again.ts';
import type { CallSeen } from './calls.ts';
import type { Clock } from './clock.ts';
import type { Told } from './clock-facts.ts';
import type { Eta, EtaDemand } from './eta.ts';
import type { Opening, TicketContact } from './events.ts';
import type { Field } from './field/field.ts';
import type { Instant } from './instant.ts';
import type { Localization } from './localization.ts';
import type { Owed } from './obligations.ts';
import type { MessageSeen } from './received.ts';
import type { Question } from './reminders.ts';
import type { Silence } from './silences.ts';
import type { Status } from './status.ts';
import type { Wait } from './waits.ts';
import type { Addressee } from './terms.ts';
import type { Hearing } from './telling/hearing.ts';
import type { Decision } from './words.ts';

/** A trouble ticket as its protocol makes it. Plain data: it is a workflow's input, and a row's `state`. */
export interface Ticket extends Omit<Opening, 'questionnaire' | 'localizes' | 'dispatches'> {
  readonly status: Status;
  readonly urgency: number;
  readonly assigneeId: string | null;
  readonly team: string;
  /** Each stretch of work after "still broken", from 1. */
  readonly episode: number;
  readonly episodeStartedAt: Instant;
  readonly eta: Eta | null;
  readonly etaDemand: EtaDemand | null;
  /** Of a ticket from before there were clocks: none. */
  readonly clocks?: readonly Clock[];
  /** When it was thought to have been reported, before earlier reports of the same trouble joined. */
  readonly laterReports?: readonly Instant[];
  /** The first act of a person for the customer. */
  readonly respondedAt?: Instant | null;
  /** What the customer was told in words or facts, the latest last. */
  readonly told?: readonly Told[];
  /** Intervals of the update clock in this episode that are over. */
  readonly silences?: readonly Silence[];
  /** The start of the update clock for which the owner was last asked for words. */
  readonly wordsWantedFor?: number;
  /** The start of the update clock that ran out without a word to the customer, until one is said. */
  readonly silenceToFill?: number | null;
  /** Promises of the contract that ran out, without those of which that proved wrong. */
  readonly breaches?: number;
  /** Of a ticket from before the desk tested lines by itself: none. */
  readonly localization?: Localization;
  /** Of a ticket from before the desk sent engineers: none. */
  readonly field?: Field;
  /** Planned works are, or were, under way on its line. */
  readonly onWorks?: true;
  readonly waits: readonly Wait[];
  /** The wait that runs now. */
  readonly wait: Wait | null;
  /** The customer gave what was waited for, and the desk has not gone on yet. */
  readonly waitAnswered: boolean;
  readonly waitAnsweredAt?: Instant | null;
  readonly calls: readonly CallSeen[];
  /** What customers wrote in this episode; of a ticket from before the desk took in mails: none. */
  readonly received?: readonly MessageSeen[];
  readonly restoredAt: Instant | null;
  /** Since when, and how, the customer is asked whether the service works. */
  readonly question?: Question;
  /** The customer's word on the last restoration. */
  readonly answer: Answer | null;
  /** Of a closed ticket whose trouble came back. */
  readonly again?: Again;
  readonly owed: readonly Owed[];
  /** What contacts are to hear by which channels; of a ticket whose desk knew mails and calls only: none. */
  readonly hearings?: readonly Hearing[];
  /** Grows when the customer changes, so that links of the former one die. */
  readonly linkEpoch: number;
  /** Counts people's commands and changes of status. */
  readonly version: number;
  readonly foldedUpTo: number;
}

/** What a customer said of a restoration, and which contact it was. */
export interface Answer {
  readonly decision: Decision;
  readonly episode: number;
  readonly at: Instant;
  /** Of a word from before it was kept: none. */
  readonly contactId?: string;
}

/** Who works on it; where nobody does, the shift lead. */
export function ownerOf({ assigneeId }: Ticket): Addressee {
  return assigneeId === null ? { role: 'supervisor' } : { userId: assigneeId };
}

/** Whether this contact's word closes the ticket: those named as `confirms`, else who reported. */
export function mayConfirm(ticket: Ticket, contactId: string): boolean {
  return confirmers(ticket).some(({ id }) => id === contactId);
}

export function confirmers({ contacts }: Pick<Ticket, 'contacts'>): readonly TicketContact[] {
  const named = contacts.filter(({ roles }) => roles.includes('confirms'));
  return named.length > 0 ? named : contacts.filter(({ roles }) => roles.includes('reporter'));
}
