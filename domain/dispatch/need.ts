import type { PartsWanted, Window } from '../events-of-field.ts';
import type { Instant } from '../instant.ts';
import type { Language, Priority } from '../words.ts';

/** What a visit needs of whoever goes. */
export interface DispatchNeed {
  readonly visitId: string;
  readonly priority: Priority;
  readonly urgency: number;
  readonly region: string | null;
  /** All of them. */
  readonly skills: readonly string[];
  readonly language: Language | null;
  readonly parts: readonly PartsWanted[];
  /** Spare parts are not there before; null where none are awaited. */
  readonly partsReadyAt: Instant | null;
  /** How long the work takes once somebody is there. */
  readonly durationMs: number;
  /** When the most pressing contract wants somebody there. */
  readonly arriveBy: Instant | null;
  /** The window that was asked for; one that can no longer be kept binds nobody. */
  readonly wanted: Window | null;
  /** Engineers who are not to be asked (again). */
  readonly passedOver: readonly string[];
}
