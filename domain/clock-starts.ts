import { theDesk } from './actor.ts';
import { dueAt, type Clock } from './clock.ts';
import { limitFrom, spanFrom, type Promising } from './clock-target.ts';
import type { ClockStart } from './events-of-clocks.ts';
import type { EventData, TicketEvent } from './events.ts';
import type { Instant } from './instant.ts';
import type { Ticket } from './ticket.ts';
import type { ClockName } from './words.ts';

export type Starting = Promising & Pick<Ticket, 'episode' | 'clocks' | 'waits'>;
type Started = EventData['clockStarted'];

/** The clocks that run from the report. Arrival and replacement wait until a visit or hardware is found to be needed. */
export function clocksAtOpening(opening: Promising & Pick<Ticket, 'reportedAt'>): TicketEvent[] {
  const ticket = { ...opening, episode: 1, waits: [] };
  return fromReport.flatMap((name) => startClock(ticket, name, { from: opening.reportedAt, because: 'opened' }));
}

export const fromReport = ['response', 'update', 'restore'] as const satisfies readonly ClockName[];

/** Starts a clock anew; nothing where the contract promises nothing. */
export function startClock(
  ticket: Starting,
  name: ClockName,
  { from, because }: { readonly from: Instant; readonly because: ClockStart },
): TicketEvent[] {
  const limit = limitFrom(ticket, name, from);
  if (limit === null) return [];
  return [started(ticket, name, { because, limits: [limit], spans: [spanFrom(ticket, name, from)] })];
}

/** A clock that was met and turns out not to be: it counts on as if it never had stood still. */
export function countOn(ticket: Starting, clock: Clock, leftOut: Clock['leftOut']): TicketEvent {
  const { limits, spans, fired, breachedAt } = clock;
  return started(ticket, clock.name, { because: 'reopened', limits, spans, fired, breachedAt, leftOut });
}

/** The same promise, counted from an earlier instant than was thought. */
export function countFrom(
  ticket: Starting,
  clock: Clock,
  how: { readonly from: Instant } & Pick<Started, 'because'> & Partial<Pick<Started, 'fired' | 'breachedAt'>>,
): TicketEvent[] {
  const { name, fired, breachedAt, leftOut } = clock;
  const { from, ...more } = how;
  const limits = limitsFrom(ticket, clock, from);
  const [span, ...spans] = clock.spans;
  const counted = span ? [{ ...span, from }, ...spans] : [];
  return limits.length === 0
    ? []
    : [started(ticket, name, { fired, breachedAt, leftOut, limits, spans: counted, ...more })];
}

/** A promise that was shortened since was made under another priority: its own length stays. */
function limitsFrom(ticket: Starting, { name, limits }: Clock, from: Instant): Clock['limits'] {
  const [first, ...later] = limits;
  if (first && later.length > 0) return [{ ...first, from }, ...later];
  const limit = limitFrom(ticket, name, from);
  return limit === null ? [] : [limit];
}

/** The event of a start, whatever let it happen. */
export function started(
  ticket: Starting,
  name: ClockName,
  {
    leftOut = [],
    fired = [],
    breachedAt = null,
    ...how
  }: Pick<Started, 'because' | 'limits' | 'spans'> & Partial<Started>,
): TicketEvent {
  const { episode } = ticket;
  const arming = (clockOf(ticket, name)?.arming ?? 0) + 1;
  const data = { clock: name, arming, episode, ...how, leftOut, fired, breachedAt };
  return { type: 'clockStarted', by: theDesk, data: { ...data, dueAt: dueAt(clockFrom(data), ticket) } };
}

/** The clock that a start makes. */
export function clockFrom(data: Omit<Started, 'dueAt'>): Clock {
  const { clock: name, arming, episode, because, limits, spans, leftOut, fired, breachedAt } = data;
  const missed = because === 'missed' ? { missed: true as const } : {};
  const how = { limits, spans, leftOut, metAt: null, breachedAt, fired };
  return { name, arming, episode, state: 'running', ...missed, ...how };
}

export function clockOf({ clocks }: Pick<Ticket, 'clocks'>, name: ClockName): Clock | undefined {
  return clocks?.find((clock) => clock.name === name);
}

/** From when the oldest promise of a clock counts. */
export function startOf({ limits }: Clock): Instant {
  const [first] = limits;
  if (!first) throw new Error('a clock has a limit');
  return first.from;
}
