import { foldAssignment } from './assignment.ts';
import { foldReportedAgain } from './broken-again.ts';
import { foldCall } from './calls.ts';
import { noteClockFacts } from './clock-facts.ts';
import { foldClocks } from './clocks.ts';
import { foldCancellation } from './cancellation.ts';
import { foldClassification } from './classification.ts';
import { foldConfirmation } from './confirmation.ts';
import { foldContacts } from './contacts.ts';
import { foldEscalated } from './escalation.ts';
import { foldEta } from './eta.ts';
import type { Entry, EventType, TicketEvent } from './events.ts';
import { foldField } from './field/fold-field.ts';
import type { Fold, Folds } from './fold.ts';
import { foldInterim } from './interim.ts';
import { owing } from './obligations.ts';
import { born } from './opening.ts';
import { foldLocalization } from './localization.ts';
import { foldReceived } from './received.ts';
import { foldReminded } from './reminders.ts';
import { foldRestored } from './resolution.ts';
import { foldRungs } from './rungs.ts';
import { foldMessages } from './telling/fold-messages.ts';
import type { Ticket } from './ticket.ts';
import { foldWaits } from './waits.ts';

const asItWas = (ticket: Ticket): Ticket => ticket;

const folds: Folds<Exclude<EventType, 'ticketOpened'>> = {
  workStarted: (ticket) => ({ ...ticket, status: 'inProgress' }),
  ...foldAssignment,
  ...foldClassification,
  ...foldClocks,
  ...foldContacts,
  ...foldEta,
  ...foldField,
  escalated: foldEscalated,
  ...foldWaits,
  callLogged: foldCall,
  noteAdded: asItWas,
  callAsked: asItWas,
  reportedAgain: foldReportedAgain,
  messageReceived: foldReceived,
  fileAttached: asItWas,
  ...foldRungs,
  ...foldLocalization,
  serviceRestored: foldRestored,
  reminded: foldReminded,
  ...foldInterim,
  answerRepeated: asItWas,
  ...foldConfirmation,
  ...foldCancellation,
  ...foldMessages,
};

/**
 * What an entry means for the ticket. Throws where the entry is not the next one: a fold with a hole is a bug
 * that must not be written over.
 */
export function evolve(ticket: Ticket | null, entry: Entry): Ticket {
  if (entry.position !== (ticket?.foldedUpTo ?? 0) + 1) {
    throw new Error(`entry ${entry.position} does not follow ${ticket?.foldedUpTo ?? 0}`);
  }
  if (entry.type === 'ticketOpened' && ticket === null) return owing(born(entry), entry, null);
  if (entry.type === 'ticketOpened' || ticket === null) throw new Error(`${entry.type} at position ${entry.position}`);
  const fold = folds[entry.type] as Fold<typeof entry.type>;
  const folded = noteClockFacts(fold(ticket, entry.data as never, entry.position, entry.by), entry);
  const after = { ...folded, foldedUpTo: entry.position, version: versionAfter(ticket, folded, entry) };
  return owing(after, entry, ticket);
}

/** The ticket as it would be after events that are not recorded yet. */
export function foldEvents(ticket: Ticket, events: readonly TicketEvent[]): Ticket {
  return foldAll(
    events.map((event, index) => ({ ...event, position: ticket.foldedUpTo + 1 + index }) as Entry),
    ticket,
  );
}

/** The ticket that a whole protocol makes, or what more entries make of one. */
export function foldAll(entries: readonly Entry[], from: Ticket | null = null): Ticket {
  const ticket = entries.reduce<Ticket | null>(evolve, from);
  if (ticket === null) throw new Error('a protocol without entries');
  return ticket;
}

/** Facts a person may add at any time; they are no commands and leave the version alone. */
const facts: ReadonlySet<EventType> = new Set<EventType>([
  'callLogged',
  'noteAdded',
  'messageReceived',
  'answerRepeated',
  'fileAttached',
  'customerConfirmed',
  'customerDenied',
  ...(Object.keys(foldField) as EventType[]),
]);

function versionAfter(before: Ticket, after: Ticket, { by, type }: Entry): number {
  const command = by.kind === 'person' && !facts.has(type);
  return command || before.status !== after.status ? before.version + 1 : before.version;
}
