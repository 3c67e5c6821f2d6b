import { earliest, instantOf, msOf, type Instant } from './instant.ts';
import type { Ticket } from './ticket.ts';
import type { Wait } from './waits.ts';
import type { ClockName, WaitReason } from './words.ts';
import {
  openMs,
  whenOpenFor,
  workingTimeKey,
  type OpenInterval,
  type Stretch,
  type WorkingTime,
} from './working-time.ts';

/**
 * One promise of the contract, as it counts. Nothing is added up as time goes by: what has been consumed follows from
 * the start, the calendar and the waits each time it is asked for, so a pause that is taken back afterwards needs no
 * repair and nothing can drift.
 */
export interface Clock {
  readonly name: ClockName;
  /** Counts starts and changes of the target; each rung fires once in each. */
  readonly arming: number;
  readonly episode: number;
  readonly state: 'running' | 'met' | 'off';
  /** It follows an interval of silence that ran out where this one begins. */
  readonly missed?: true;
  /** The earliest of them is the promise: a higher severity may shorten it and never lengthen it. */
  readonly limits: readonly Limit[];
  /** By which calendar it counts and for which reasons it stops, each from an instant on. */
  readonly spans: readonly Span[];
  /** Time that is left out beside the waits: a customer who could not be reached about a restoration. */
  readonly leftOut: readonly OpenInterval[];
  readonly metAt: Instant | null;
  readonly breachedAt: Instant | null;
  /** Rungs of this arming that have fired, with the instant for which they were armed. */
  readonly fired: readonly FiredRung[];
}

export interface Limit {
  readonly from: Instant;
  /** In open time. */
  readonly targetMs: number;
  /** Its own, where the clock counts by others since: an old promise goes on by the calendar under which it was made. */
  readonly spans?: readonly Span[];
}

export interface Span {
  readonly from: Instant;
  /** As `workingTimeKey` names it; null: around the clock. */
  readonly calendar: string | null;
  readonly stops: readonly WaitReason[];
}

export interface FiredRung {
  readonly rung: number;
  readonly at: Instant;
}

/** What the arithmetic of a clock needs of its ticket. */
export type Times = Pick<Ticket, 'waits' | 'workingTimes'>;

/** When the promise runs out, or ran out; null while it is paused. */
export function dueAt(clock: Clock, times: Times): Instant | null {
  const ends = clock.limits.map((limit) => reached(clock, limit, limit.targetMs, times));
  const known = ends.filter((end) => end !== null);
  return known.length === 0 ? null : earliest(known[0]!, ...known.slice(1));
}

/** The limit that runs out first; of a paused clock, the one that would around the clock. */
export function tightest(clock: Clock, times: Times): Limit | undefined {
  const end = (limit: Limit) => reached(clock, limit, limit.targetMs, times) ?? never;
  const wallEnd = ({ from, targetMs }: Limit) => msOf(from) + targetMs;
  return clock.limits.toSorted((a, b) => compare(end(a), end(b)) || wallEnd(a) - wallEnd(b))[0];
}

/** Sorts behind every instant. */
const never = '~';

/** The instant when so much open time of a limit is consumed; null where a pause stands in between. */
export function reached(clock: Clock, limit: Limit, ms: number, times: Times): Instant | null {
  let left = ms;
  for (const { time, ...stretch } of counting(clock, limit, times)) {
    const end = whenOpenFor(time, stretch, left);
    if (end !== null) return instantOf(end);
    if (stretch.to === Infinity) return null;
    left -= openMs(time, stretch);
  }
  return null;
}

/** Open time of a limit that was consumed by an instant, pauses left out. */
export function consumedMs(clock: Clock, limit: Limit, times: Times, at: Instant): number {
  const end = msOf(at);
  return counting(clock, limit, times)
    .filter((stretch) => stretch.from < end)
    .reduce(
      (sum, { time, ...stretch }) => sum + openMs(time, { from: stretch.from, to: Math.min(stretch.to, end) }),
      0,
    );
}

/** The wait that holds the clock now. */
export function pausedBy(clock: Clock, { waits }: Times): Wait | null {
  const stops = clock.spans.at(-1)?.stops ?? [];
  const holds = (wait: Wait) => wait.to === null && !wait.voided && stops.includes(wait.reason);
  return clock.state === 'running' && clock.breachedAt === null ? (waits.find(holds) ?? null) : null;
}

interface Counting extends Stretch {
  readonly time: WorkingTime | undefined;
}

/** When a limit counts, and by which calendar: its spans without what stops the clock in each. */
function counting(clock: Clock, { from, spans = clock.spans }: Limit, times: Times): Counting[] {
  return spans.flatMap((span, index) => {
    const starts = Math.max(msOf(from), index === 0 ? -Infinity : msOf(span.from));
    const next = spans[index + 1];
    const whole = { from: starts, to: next ? msOf(next.from) : Infinity };
    const time = times.workingTimes?.find((known) => workingTimeKey(known) === span.calendar);
    return without(whole, stopsIn(clock, span, times)).map((stretch) => ({ ...stretch, time }));
  });
}

function stopsIn({ leftOut }: Clock, { stops }: Span, { waits }: Times): Stretch[] {
  const pauses = waits.filter(({ reason, voided }) => !voided && stops.includes(reason));
  return [
    ...pauses.map(({ from, to }) => ({ from: msOf(from), to: to === null ? Infinity : msOf(to) })),
    ...leftOut.map(([from, to]) => ({ from: msOf(from), to: msOf(to) })),
  ];
}

/** What is left of a stretch when others are taken out of it. */
function without(whole: Stretch, taken: readonly Stretch[]): Stretch[] {
  let rest = whole.from < whole.to ? [whole] : [];
  for (const out of taken) {
    rest = rest.flatMap(({ from, to }) =>
      [
        { from, to: Math.min(to, out.from) },
        { from: Math.max(from, out.to), to },
      ].filter((piece) => piece.from < piece.to),
    );
  }
  return rest;
}

/** By code points: the order of instants, whatever the machine's language. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
