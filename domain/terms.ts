import type { Duration, Instant } from './instant.ts';
import type { ClockName, Priority, Severity, WaitReason } from './words.ts';

/** A target is a length of time, the end of a working day, or nothing at all: "no target" is a legal promise. */
export type Target = Duration | { readonly endOfWorkingDay: number; readonly reportedBefore?: string } | null;

export type DispatchRule = 'automatic' | 'proposed' | 'never';

export interface PriorityTargets extends Readonly<Record<ClockName, Target>> {
  readonly calendarId?: string;
  readonly dispatch: DispatchRule;
}

export type Addressee = { readonly role: string } | { readonly userId: string } | { readonly team: string };

export interface Rung {
  readonly clock: ClockName;
  /** A share of the target (`50%`) or an offset to its end (`-PT15M`, `+PT10M`). */
  readonly at: string;
  readonly tell: Addressee;
  readonly channel?: string;
  readonly do?: 'notify' | 'raise' | 'reassign' | 'dispatch';
}

export interface EtaRule {
  /** How soon after the opening, and after every reopening, somebody has to promise a time. */
  readonly firstWithin: Duration;
  readonly warnBefore: Duration;
  /** So long before a promise runs out the customer hears that it may slip; where it is left out, they don't. */
  readonly tellBefore?: Duration;
  /** How soon after a missed promise a new one has to be made. */
  readonly demandNewWithin: Duration;
}

export interface ConfirmationRule {
  readonly callWithin: Duration;
  readonly remindAfter: readonly Duration[];
  readonly repeatEvery: Duration;
  readonly escalateAfter: Duration;
}

/** One version of what a contract promises (the Priority Rule). Never changed once it is in use. */
export interface Terms {
  readonly validFrom: Instant;
  readonly serviceClass: string;
  readonly calendarId: string;
  readonly priorityBySeverity: Readonly<Record<Severity, Priority>>;
  readonly priorities: Readonly<Record<Priority, PriorityTargets>>;
  readonly stopClockReasons: readonly { readonly reason: WaitReason; readonly clocks: readonly ClockName[] }[];
  readonly ladder: readonly Rung[];
  readonly eta: EtaRule;
  readonly confirmation: ConfirmationRule;
}
