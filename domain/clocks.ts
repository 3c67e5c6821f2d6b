import { theDesk } from './actor.ts';
import { consumedMs, dueAt, reached, type Clock } from './clock.ts';
import { breachWithdrawn, ofClock } from './clock-events.ts';
import { isHeard } from './clock-facts.ts';
import { clockFrom, clockOf, countFrom, countOn, startClock, startOf } from './clock-starts.ts';
import { limitFrom, spanFrom } from './clock-target.ts';
import type { TicketEvent } from './events.ts';
import { fieldClocksDue, fieldFact } from './field/field-clocks.ts';
import type { Folds } from './fold.ts';
import type { Instant } from './instant.ts';
import { notReached } from './not-reached.ts';
import { silencesBefore, silencesDue, withoutBreach } from './silences.ts';
import { isFinal } from './status.ts';
import type { Ticket } from './ticket.ts';
import type { ClockName } from './words.ts';
import { extended, workingTimeKey } from './working-time.ts';

/** What the clocks make of facts and time: started again, breached, a breach that a fact takes back. */
export function clocksDue(ticket: Ticket, now: Instant): TicketEvent[] {
  const clocks = ticket.clocks ?? [];
  if (isFinal(ticket.status)) return [];
  return firstOf([
    () => reopened(ticket),
    () => reportedEarlier(ticket),
    () => silencesDue(ticket),
    () => fieldClocksDue(ticket),
    ...clocks.filter(isOpen).map((clock) => () => judged(ticket, clock, now)),
  ]);
}

/** The clocks that a fact meets. Asked for after the rungs that stood before the fact. */
export function clocksMet(ticket: Ticket): TicketEvent[] {
  if (isFinal(ticket.status)) return [];
  return running(ticket.clocks ?? []).flatMap((clock) => {
    const fact = clock.name === 'update' ? null : factFor(ticket, clock.name);
    return fact === null ? [] : [met(ticket, clock, fact)];
  });
}

function running(clocks: readonly Clock[]): Clock[] {
  return clocks.filter(({ state }) => state === 'running');
}

/** Whether anything may still be found out about a clock: a restoration is not over before the customer says so. */
export function isOpen({ name, state }: Clock): boolean {
  return state === 'running' || (name === 'restore' && state === 'met');
}

function firstOf(follows: readonly (() => TicketEvent[])[]): TicketEvent[] {
  for (const follow of follows) {
    const events = follow();
    if (events.length > 0) return events;
  }
  return [];
}

/** "Still broken": the restoration counts as never met, and the silence begins anew. */
function reopened(ticket: Ticket): TicketEvent[] {
  if (ticket.status === 'resolved') return [];
  const restore = clockOf(ticket, 'restore');
  const update = clockOf(ticket, 'update');
  return [
    ...(restore?.state === 'met' ? [countOn(ticket, restore, [...restore.leftOut, ...notReached(ticket)])] : []),
    ...(update?.state === 'off' && update.episode < ticket.episode
      ? startClock(ticket, 'update', { from: ticket.episodeStartedAt, because: 'reopened' })
      : []),
  ];
}

/** What counts from the report counts from the earliest one; what began with a change for the worse stays there. */
function reportedEarlier(ticket: Ticket): TicketEvent[] {
  const { clocks = [], laterReports = [] } = ticket;
  const counted = clocks.filter((clock) => isOpen(clock) && clock.name !== 'update');
  const early = counted.filter((clock) => laterReports.includes(startOf(clock)));
  return early.flatMap((clock) => countFrom(ticket, clock, { from: ticket.reportedAt, because: 'joined' }));
}

function judged(ticket: Ticket, clock: Clock, now: Instant): TicketEvent[] {
  const fact = factFor(ticket, clock.name);
  const due = dueAt(clock, ticket);
  if (clock.breachedAt === null && due !== null && due <= now && (fact === null || due < fact)) {
    return [breached(ticket, clock, due, now)];
  }
  const isWrong = clock.breachedAt !== null && fact !== null && fact <= clock.breachedAt;
  if (!isWrong) return [];
  return [breachWithdrawn(clock, clock.breachedAt, { because: 'lateKnowledge', metAt: fact })];
}

/** The instant of the fact that meets a clock; of the update clock, of what the customer was told since it started. */
export function factFor(ticket: Ticket, name: ClockName): Instant | null {
  switch (name) {
    case 'response':
      return ticket.respondedAt ?? null;
    case 'restore':
      return ticket.status === 'resolved' ? ticket.restoredAt : null;
    case 'update':
      return toldSince(ticket);
    case 'arrival':
    case 'replacement':
      return fieldFact(ticket, name);
  }
}

/** The first that the customer heard since; each word is counted from the one before it. */
function toldSince(ticket: Ticket): Instant | null {
  const from = clockOf(ticket, 'update')?.limits[0]?.from;
  return from === undefined ? null : isHeard(ticket, { after: from });
}

/**
 * The silence is counted anew: from what the customer was told, or, after a breach, so that it is due at the next
 * multiple of its interval that lies in the future. Asked for after the rungs of the interval that is over.
 */
export function updateDue(ticket: Ticket, now: Instant): TicketEvent[] {
  const clock = clockOf(ticket, 'update');
  if (clock?.state !== 'running' || isFinal(ticket.status)) return [];
  const told = toldSince(ticket);
  if (told) return startClock(ticket, 'update', { from: told, because: 'told' });
  if (clock.breachedAt === null) return [];
  const { from } = roundsSince(ticket, clock, clock.breachedAt, now);
  return from === null ? [] : startClock(ticket, 'update', { from, because: 'missed' });
}

/** Further intervals of silence that are over after a breach, by what is promised now; the next one runs from there. */
function roundsSince(
  ticket: Ticket,
  clock: Clock,
  breachedAt: Instant,
  until: Instant,
): { readonly rounds: number; readonly from: Instant | null } {
  const next = limitFrom(ticket, 'update', breachedAt);
  if (next === null) return { rounds: 0, from: null };
  const limit = { ...next, spans: [spanFrom(ticket, 'update', breachedAt)] };
  const rounds = Math.floor(consumedMs(clock, limit, ticket, until) / limit.targetMs);
  return { rounds, from: reached(clock, limit, rounds * limit.targetMs, ticket) };
}

function met(ticket: Ticket, clock: Clock, metAt: Instant): TicketEvent {
  const data = { ...ofClock(clock), priority: ticket.priority, metAt, dueAt: dueAt(clock, ticket) };
  return { type: 'clockMet', by: theDesk, data: { ...data, late: clock.breachedAt !== null } };
}

function breached(ticket: Ticket, clock: Clock, due: Instant, now: Instant): TicketEvent {
  const data = { ...ofClock(clock), priority: ticket.priority, dueAt: due, breachedAt: due };
  if (clock.name !== 'update') return { type: 'clockBreached', by: theDesk, data };
  // All that are over by now, or were when the customer heard something.
  const { rounds } = roundsSince(ticket, clock, due, toldSince(ticket) ?? now);
  return { type: 'clockBreached', by: theDesk, data: { ...data, missed: 1 + rounds } };
}

/** Clocks that stop without an entry of their own: with a restoration the update, with the end of the ticket all. */
export function stopClocks(ticket: Ticket, names?: readonly ClockName[]): Pick<Ticket, 'clocks'> {
  if (!ticket.clocks) return {};
  const stops = ({ name, state }: Clock) => state === 'running' && (names?.includes(name) ?? true);
  return { clocks: ticket.clocks.map((clock) => (stops(clock) ? { ...clock, state: 'off' } : clock)) };
}

type Folded =
  'clockStarted' | 'clockMet' | 'clockBreached' | 'clockBreachWithdrawn' | 'clockStopped' | 'calendarExtended';

export const foldClocks: Folds<Folded> = {
  clockStarted: (ticket, data) => ({
    ...ticket,
    clocks: [...(ticket.clocks ?? []).filter(({ name }) => name !== data.clock), clockFrom(data)],
    ...(data.clock === 'update' && {
      silences: silencesBefore(ticket, data),
      ...(ticket.speaks && { silenceToFill: null }),
    }),
  }),
  clockMet: (ticket, { clock, metAt }) => ({
    ...change(ticket, clock, { state: 'met', metAt }),
    ...(clock === 'response' && { respondedAt: metAt }),
  }),
  clockBreached: (ticket, { clock, arming, breachedAt }) => ({
    ...change(ticket, clock, { breachedAt }),
    ...(clock === 'update' && ticket.speaks && { silenceToFill: arming }),
    breaches: (ticket.breaches ?? 0) + 1,
  }),
  clockBreachWithdrawn: (ticket, data) => ({
    ...change(ticket, data.clock, { breachedAt: null }),
    ...(data.clock === 'update' && { silences: withoutBreach(ticket.silences, data) }),
    breaches: (ticket.breaches ?? 0) - 1,
  }),
  clockStopped: (ticket, { clock }) => change(ticket, clock, { state: 'off' }),
  calendarExtended: (ticket, { workingTime }) => ({
    ...ticket,
    workingTimes: (ticket.workingTimes ?? []).map((known) =>
      workingTimeKey(known) === workingTimeKey(workingTime) ? extended(known, workingTime) : known,
    ),
  }),
};

export function change(ticket: Ticket, name: ClockName, to: Partial<Clock>): Ticket {
  return {
    ...ticket,
    clocks: (ticket.clocks ?? []).map((clock) => (clock.name === name ? { ...clock, ...to } : clock)),
  };
}
