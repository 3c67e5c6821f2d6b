import type { Clock, FiredRung, Limit, Span } from './clock.ts';
import type { Instant } from './instant.ts';
import type { Addressee, Rung } from './terms.ts';
import type { OpenInterval, WorkingTime } from './working-time.ts';
import type { ClockName, Priority } from './words.ts';

/** What let a clock start, or start again with another target. */
export type ClockStart =
  | 'opened'
  | 'needed'
  | 'failed'
  | 'told'
  | 'undelivered'
  | 'missed'
  | 'severity'
  | 'service'
  | 'terms'
  | 'reopened'
  | 'joined';

interface OfClock {
  readonly clock: ClockName;
  /** Which start of this clock it is about, from 1. */
  readonly arming: Clock['arming'];
  readonly episode: number;
}

/** What the promises of the contract went through, and the ladder with them. */
export interface ClockEvents {
  clockStarted: OfClock & {
    readonly because: ClockStart;
    readonly limits: readonly Limit[];
    readonly spans: readonly Span[];
    readonly leftOut: readonly OpenInterval[];
    /** Rungs of an earlier arming that need not fire again. */
    readonly fired: readonly FiredRung[];
    /** A breach that was recorded before and stays. */
    readonly breachedAt: Instant | null;
    /** As far as it can be told now; null while a wait holds the clock. */
    readonly dueAt: Instant | null;
  };
  clockMet: OfClock & {
    readonly priority: Priority;
    readonly metAt: Instant;
    readonly dueAt: Instant | null;
    readonly late: boolean;
  };
  clockBreached: OfClock & {
    readonly priority: Priority;
    readonly dueAt: Instant;
    /** When the promise ran out, also where that is found later. */
    readonly breachedAt: Instant;
    /** How many intervals of silence have passed; of the update clock alone. */
    readonly missed?: number;
  };
  clockBreachWithdrawn: OfClock & {
    readonly breachedAt: Instant;
    readonly because: 'lateKnowledge' | 'service';
    /** What proves the breach wrong; null where the promise was not this ticket's. */
    readonly metAt: Instant | null;
  };
  /** The contract promises nothing here any more, or what it promises is not needed. */
  clockStopped: OfClock & { readonly because: 'noTarget' | 'notNeeded' };
  calendarExtended: { readonly workingTime: WorkingTime };
  rungFired: OfClock & {
    /** Its place in the ladder of the terms, from 0. */
    readonly rung: number;
    readonly dueAt: Instant;
    readonly at: Rung['at'];
    readonly tell: Addressee;
    readonly do: NonNullable<Rung['do']>;
  };
  urgencyRaised: { readonly from: number; readonly to: number; readonly rung: number };
}
