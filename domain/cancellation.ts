import { byOf, is, type Person } from './actor.ts';
import { stopClocks } from './clocks.ts';
import { settleEta } from './eta.ts';
import type { TicketEvent, Texts } from './events.ts';
import { prove, type OfferedEvidence } from './evidence.ts';
import type { Folds } from './fold.ts';
import type { Instant } from './instant.ts';
import { Refusal } from './refusal.ts';
import type { Ticket } from './ticket.ts';
import type { TicketNumber } from './ticket-number.ts';
import { enter } from './transitions.ts';
import { endWait } from './waits.ts';

/** Each way to end a ticket that was not repaired, with what it has to bring. */
export type Cancel = {
  readonly type: 'cancel';
  /** `reason`, and `document` where a contract ended. */
  readonly texts: Texts;
} & (
  | { readonly kind: 'withdrawn'; readonly evidence?: OfferedEvidence }
  | { readonly kind: 'duplicate'; readonly duplicateOf: TicketNumber }
  | { readonly kind: 'mistake' }
  | { readonly kind: 'contractEnded' }
);

export interface Reject {
  readonly type: 'reject';
  readonly texts: Texts;
}

export function cancel(ticket: Ticket, command: Cancel, by: Person, now: Instant): TicketEvent[] {
  requireCancellable(ticket, command, by);
  const proof = command.kind === 'withdrawn' ? prove(ticket, command.evidence, by, now) : null;
  const data = {
    kind: command.kind,
    cancelledAt: now,
    ...(command.kind === 'duplicate' && { duplicateOf: command.duplicateOf }),
    ...(proof && { evidence: proof.evidence }),
  };
  return [
    ...(proof?.recorded ?? []),
    ...endWait(ticket, by, now, 'cancelled'),
    { type: 'ticketCancelled', by: byOf(by), data, texts: command.texts },
  ];
}

function requireCancellable(ticket: Ticket, command: Cancel, by: Person): void {
  enter(ticket, 'cancelled');
  if (ticket.status === 'resolved' && command.kind !== 'contractEnded') {
    throw new Refusal('wrongStatus', 'a restored service waits for the customer’s word');
  }
  if (command.kind === 'mistake') requireUntouched(ticket, by);
  if (command.kind === 'contractEnded') requireDocument(command.texts, by);
  if (command.kind === 'duplicate') requireAnother(ticket, command.duplicateOf);
}

function requireAnother({ number }: Ticket, duplicateOf: TicketNumber): void {
  if (duplicateOf !== number) return;
  const message = 'is this ticket itself';
  throw new Refusal('duplicateNotOpen', 'a ticket is no duplicate of itself', [{ path: 'duplicateOf', message }]);
}

function requireUntouched(ticket: Ticket, by: Person): void {
  if (ticket.status !== 'acknowledged') throw new Refusal('wrongStatus', 'work on this ticket has begun');
  requireSupervisorAfterBreach(ticket, by);
}

function requireDocument(texts: Texts, by: Person): void {
  if (!is(by, 'supervisor')) throw new Refusal('notAllowed', 'only a supervisor ends a ticket with its contract');
  if (texts['document'] === undefined) {
    throw new Refusal('evidenceRequired', 'the document is needed', [{ path: 'document', message: 'is needed' }]);
  }
}

/** Not our service: only before work has begun. */
export function reject(ticket: Ticket, { texts }: Reject, by: Person, now: Instant): TicketEvent[] {
  enter(ticket, 'rejected');
  requireSupervisorAfterBreach(ticket, by);
  return [{ type: 'ticketRejected', by: byOf(by), data: { rejectedAt: now }, texts }];
}

/** A promise that ran out is not tidied away by whoever is judged by it. */
function requireSupervisorAfterBreach({ etaDemand, breaches = 0 }: Ticket, by: Person): void {
  const ranOut = etaDemand?.escalated || breaches > 0;
  if (ranOut && !is(by, 'supervisor')) {
    throw new Refusal('notAllowed', 'a promise has run out: a supervisor decides');
  }
}

export const foldCancellation: Folds<'ticketCancelled' | 'ticketRejected' | 'duplicateJoined'> = {
  ticketCancelled: (ticket) => ({ ...settleEta(ticket), ...stopClocks(ticket), status: 'cancelled' }),
  ticketRejected: (ticket) => ({ ...settleEta(ticket), ...stopClocks(ticket), status: 'rejected' }),
  duplicateJoined: (ticket, { reportedAt, contacts }) => ({
    ...ticket,
    ...(reportedAt < ticket.reportedAt && reportedEarlier(ticket, reportedAt)),
    contacts: [...ticket.contacts, ...contacts],
  }),
};

function reportedEarlier(ticket: Ticket, reportedAt: Instant): Pick<Ticket, 'reportedAt' | 'laterReports'> {
  return { reportedAt, laterReports: [...(ticket.laterReports ?? []), ticket.reportedAt] };
}
