import { dueAt, pausedBy, type Clock } from '../domain/clock.ts';
import { targetOf } from '../domain/clock-target.ts';
import { ladder } from '../domain/ladder.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Wait } from '../domain/waits.ts';
import { clockNames, type ClockName } from '../domain/words.ts';
import type { ClockView, RungView, WaitView } from './schemas/clock-view.ts';

/** The clocks that the terms promise or that have run, in the order of their names' list. */
export function viewClocks(ticket: Ticket): ClockView[] {
  return clockNames.flatMap((name) => {
    const clock = ticket.clocks?.find((one) => one.name === name);
    if (clock) return [viewOfClock(clock, ticket)];
    return targetOf(ticket, name) === null ? [] : [{ name, state: 'off' as const, dueAt: null }];
  });
}

function viewOfClock(clock: Clock, ticket: Ticket): ClockView {
  const { name, state, metAt, breachedAt } = clock;
  const wait = pausedBy(clock, ticket);
  return {
    name,
    state: breachedAt !== null ? 'breached' : wait ? 'paused' : state,
    dueAt: state === 'off' ? null : dueAt(clock, asItStood(clock, ticket)),
    ...(metAt !== null && { metAt }),
    ...(breachedAt !== null && { breachedAt }),
    ...(wait && { pausedBy: { id: wait.id, reason: wait.reason } }),
  };
}

/** What was waited for after a promise was met moves it no more. */
function asItStood({ metAt }: Clock, ticket: Ticket): Ticket {
  return metAt === null ? ticket : { ...ticket, waits: ticket.waits.filter(({ from }) => from < metAt) };
}

export function viewLadder(ticket: Ticket): RungView[] {
  return ladder(ticket).map(({ rung, what, at, fired }) => {
    const { clock, at: threshold, tell, do: does = 'notify' } = what;
    return { rung, clock, at, threshold, tell, do: does, ...(fired && at !== null && { firedAt: at }) };
  });
}

export function viewWaits(ticket: Ticket): WaitView[] {
  return ticket.waits.map((wait) => {
    const { id, for: waitsFor, reason, from, until, to, voided } = wait;
    const ends = { ...(until !== null && { until }), ...(to !== null && { to }) };
    const clocks = clocksStoppedBy(wait, ticket);
    return { id, for: waitsFor, reason, from, ...ends, stopsClocks: clocks.length > 0, clocks, voided };
  });
}

/** Clocks that stood still during a wait or do now: by the terms under which they counted then. */
function clocksStoppedBy(wait: Wait, { clocks = [] }: Ticket): ClockName[] {
  if (wait.voided) return [];
  const stopped = clocks.filter((clock) => counted(clock, wait) && stops(clock, wait));
  return stopped.map(({ name }) => name);
}

/** Whether a clock had begun before a wait was over, and had not ended before it began. */
function counted({ limits, metAt, breachedAt }: Clock, { from, to }: Wait): boolean {
  const [first] = limits;
  const ended = [metAt, breachedAt].some((end) => end !== null && end <= from);
  return first !== undefined && (to === null || first.from < to) && !ended;
}

function stops({ spans }: Clock, { from, to, reason }: Wait): boolean {
  return spans.some((span, index) => {
    const until = spans[index + 1]?.from ?? null;
    const begins = index === 0 || to === null || span.from < to;
    return span.stops.includes(reason) && begins && (until === null || until > from);
  });
}
