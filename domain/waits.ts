import { byOf, is, theDesk, type By, type Person } from './actor.ts';
import type { Deadline } from './deadlines.ts';
import type { EventData, TicketEvent, Texts } from './events.ts';
import type { Folds } from './fold.ts';
import { earliest, latest, type Instant } from './instant.ts';
import { Refusal } from './refusal.ts';
import type { Ticket } from './ticket.ts';
import { enter, requireOpen, startWork } from './transitions.ts';
import { isWorthTelling } from './waits-told.ts';
import type { WaitReason, WaitsFor } from './words.ts';

/** A pause with a reason. Whether it stops a clock is the contract's word. */
export interface Wait {
  readonly id: string;
  readonly for: WaitsFor;
  readonly reason: WaitReason;
  readonly from: Instant;
  readonly until: Instant | null;
  readonly to: Instant | null;
  readonly voided: boolean;
  /** The customer was told that it began. */
  readonly told?: true;
}

export interface StartWait {
  readonly type: 'wait';
  readonly waitId: string;
  readonly for: WaitsFor;
  readonly reason: WaitReason;
  readonly until?: Instant;
  readonly texts: Texts;
}
export interface Resume {
  readonly type: 'resume';
}
export interface VoidWait {
  readonly type: 'voidWait';
  readonly waitId: string;
  readonly texts: Texts;
}

export function wait(ticket: Ticket, command: StartWait, by: Person, now: Instant): TicketEvent[] {
  const { waitId, for: waitsFor, reason, until = null, texts } = command;
  const started = startWork(ticket, by, now);
  enter(started.length > 0 ? { ...ticket, status: 'inProgress' } : ticket, statusOf(waitsFor));
  requireNote(command, by);
  if (until !== null && until <= now) {
    throw new Refusal('untilInPast', 'a wait ends in the future', [{ path: 'until', message: 'lies in the past' }]);
  }
  const data = { waitId, for: waitsFor, reason, from: now, until };
  return [...started, { type: 'waitStarted', by: byOf(by), data, texts }];
}

function requireNote({ reason, texts }: StartWait, by: Person): void {
  if (reason === 'forceMajeure' && !is(by, 'supervisor')) {
    throw new Refusal('notAllowed', 'force majeure is declared by a supervisor');
  }
  if ((reason === 'forceMajeure' || reason === 'other') && texts['note'] === undefined) {
    throw new Refusal('noteRequired', 'this reason needs a note', [{ path: 'note', message: 'is needed' }]);
  }
}

export function resume(ticket: Ticket, _command: Resume, by: By, now: Instant): TicketEvent[] {
  requireOpen(ticket);
  if (!ticket.wait) throw new Refusal('noWait', 'the ticket is not waiting');
  return [waitEnded(ticket, ticket.wait, { by, now, because: 'resumed' })];
}

/** Resolving or cancelling while waiting ends the wait first. */
export function endWait(ticket: Ticket, by: By, now: Instant, because: 'restored' | 'cancelled'): TicketEvent[] {
  return ticket.wait ? [waitEnded(ticket, ticket.wait, { by, now, because })] : [];
}

/** A pause that turns out not to have been one is taken back, running or over; its time counts again. */
export function voidWait(ticket: Ticket, { waitId, texts }: VoidWait, by: By): TicketEvent[] {
  const known = ticket.waits.find(({ id }) => id === waitId);
  if (!known) throw new Refusal('notFound', 'no such wait on this ticket');
  if (known.voided) throw new Refusal('waitAlreadyVoided', 'the wait is voided already');
  return [{ type: 'waitVoided', by: byOf(by), data: { waitId }, texts }];
}

export function waitDeadlines({ wait: running }: Ticket): Deadline[] {
  return running?.until ? [{ at: running.until, what: 'waitOver' }] : [];
}

/** A wait ends by itself when its time is up or the customer has given what was waited for. */
export function waitDue(ticket: Ticket, now: Instant): TicketEvent[] {
  const { wait: running, waitAnswered } = ticket;
  if (!running) return [];
  const ends = (because: 'answered' | 'untilReached') => [waitEnded(ticket, running, { by: theDesk, now, because })];
  if (waitAnswered) return ends('answered');
  return running.until !== null && running.until <= now ? ends('untilReached') : [];
}

interface End {
  readonly by: By;
  readonly now: Instant;
  readonly because: EventData['waitEnded']['because'];
}

/** A wait is over with the first that ends it, however late the desk learns of that: the clocks go on from there. */
function waitEnded({ waitAnsweredAt }: Ticket, wait: Wait, { by, now, because }: End): TicketEvent {
  const endedAt = latest(wait.from, earliest(now, wait.until ?? now, waitAnsweredAt ?? now));
  return { type: 'waitEnded', by: byOf(by), data: { waitId: wait.id, endedAt, because } };
}

function statusOf(waitsFor: WaitsFor): 'pending' | 'held' {
  return waitsFor === 'customer' ? 'pending' : 'held';
}

export const foldWaits: Folds<'waitStarted' | 'waitEnded' | 'waitVoided'> = {
  waitStarted: (ticket, { waitId: id, for: waitsFor, reason, from, until }) => {
    const told = isWorthTelling(ticket, { for: waitsFor, from, until }) && { told: true as const };
    const started: Wait = { id, for: waitsFor, reason, from, until, to: null, voided: false, ...told };
    return { ...ticket, status: statusOf(waitsFor), wait: started, waits: [...ticket.waits, started] };
  },
  waitEnded: (ticket, { waitId, endedAt }) => ({
    ...ticket,
    status: 'inProgress',
    wait: null,
    waitAnswered: false,
    waitAnsweredAt: null,
    waits: change(ticket.waits, waitId, { to: endedAt }),
  }),
  waitVoided: (ticket, { waitId }) => ({
    ...ticket,
    wait: ticket.wait?.id === waitId ? { ...ticket.wait, voided: true } : ticket.wait,
    waits: change(ticket.waits, waitId, { voided: true }),
  }),
};

/** A contact's own word, in a call or in writing, gives what was waited for. */
export function waitAnsweredBy(
  { wait: running, contacts, waitAnsweredAt }: Ticket,
  contactId: string | null | undefined,
  answeredAt: Instant,
): Partial<Pick<Ticket, 'waitAnswered' | 'waitAnsweredAt'>> {
  const known = contacts.some(({ id }) => id === contactId);
  if (running?.for !== 'customer' || !known) return {};
  return { waitAnswered: true, waitAnsweredAt: waitAnsweredAt ?? answeredAt };
}

function change(waits: readonly Wait[], id: string, to: Partial<Wait>): readonly Wait[] {
  return waits.map((known) => (known.id === id ? { ...known, ...to } : known));
}
