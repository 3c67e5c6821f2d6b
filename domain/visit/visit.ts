import type { PartsWanted, Window } from '../events-of-field.ts';
import type { Instant } from '../instant.ts';
import type { DispatchRule } from '../terms.ts';
import type { Bilingual, Language, Priority, VisitCause, VisitFault, VisitStatus, Zone } from '../words.ts';

/** One field visit as its log makes it: one engineer, one place, one window, for every ticket with the same fault. */
export interface Visit {
  readonly id: string;
  readonly status: VisitStatus;
  readonly cause: VisitCause;
  readonly dispatch: Exclude<DispatchRule, 'never'>;
  readonly zone: Zone;
  readonly element: string | null;
  readonly siteId: string | null;
  readonly region: string | null;
  readonly skills: readonly string[];
  /** What the customer speaks; null where nobody is to be spoken to. */
  readonly language: Language | null;
  readonly parts: readonly PartsWanted[];
  /** Who waits for it, the one that it was made for first. */
  readonly tickets: readonly VisitTicket[];
  /** The window that was asked for, if any. */
  readonly wanted: (Window & { readonly chosenBy?: 'customer' }) | null;
  readonly requestedAt: Instant;
  /** Since when nobody was booked: the request, or the end of the last booking. */
  readonly proposedAt: Instant;
  /** Who is to go, or went; null while nobody is. */
  readonly engineerId: string | null;
  /** The promised window: the engineer is there at some time in it. */
  readonly window: Window | null;
  readonly travelMs: number;
  /** How the choice was explained. */
  readonly why: Bilingual | null;
  readonly acceptBy: Instant | null;
  /** Engineers who were silent or declined: not asked again for this visit. */
  readonly passedOver: readonly string[];
  /** Nobody was free; the next try without anybody's word, and null where no shift is known. */
  readonly nobodyFree: { readonly until: Instant | null } | null;
  /** Deadlines of this booking that have been told already. */
  readonly fired: readonly VisitRung[];
  /** What the engineer did, each with its own instant: sent late, twice or in any order it comes to the same. */
  readonly acceptedAt: Instant | null;
  readonly departedAt: Instant | null;
  readonly arrivedAt: Instant | null;
  readonly end: VisitEnd | null;
  readonly foldedUpTo: number;
}

export interface VisitTicket {
  readonly number: string;
  readonly priority: Priority;
  readonly urgency: number;
  /** When its contract wants somebody there. */
  readonly arriveBy: Instant | null;
}

export type VisitEnd =
  | { readonly status: 'completed'; readonly at: Instant; readonly zone: Zone }
  | { readonly status: 'unableToComplete'; readonly at: Instant; readonly fault: VisitFault }
  | { readonly status: 'cancelled'; readonly at: Instant };

/** Deadlines of a visit, each with a notice of its own. */
export const visitRungs = ['proposal', 'acceptance', 'departure', 'window'] as const;
export type VisitRung = (typeof visitRungs)[number];

/** Over: nothing is kept for it any more. */
export function isEnded({ status }: Pick<Visit, 'status'>): boolean {
  return status === 'completed' || status === 'unableToComplete' || status === 'cancelled';
}
