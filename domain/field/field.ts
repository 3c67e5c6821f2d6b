import type { PartsWanted, Urgency, VisitCancellation, Window } from '../events-of-field.ts';
import type { Instant } from '../instant.ts';
import type { ReservationStatus, VisitCause, VisitFault, VisitStatus, Zone } from '../words.ts';

/** What a ticket knows of the visits and spare parts that work for it. */
export interface Field {
  /** In the order in which they were asked for or joined; those of earlier episodes too. */
  readonly visits: readonly VisitSeen[];
  readonly parts: readonly PartSeen[];
  /** Parts that could not be had since the last visit was asked for. */
  readonly short: readonly PartsWanted[];
  /** The confirmed element was replaced, and whether the line was found well since. */
  readonly replaced: Replaced | null;
  /** A visit has ended its work and the line has not been tested since. */
  readonly testOwed: boolean;
}

export interface VisitSeen {
  readonly id: string;
  readonly cause: VisitCause;
  readonly status: VisitStatus;
  readonly episode: number;
  readonly zone: Zone;
  readonly element: string | null;
  /** No customer waits there. */
  readonly ourSite: boolean;
  readonly parts: readonly PartsWanted[];
  readonly requestedAt: Instant;
  /** How urgent the visit knows this ticket to be. */
  readonly urgency: Urgency;
  readonly engineerId: string | null;
  readonly window: Window | null;
  /** The customer chose the window. */
  readonly chosenByCustomer: boolean;
  /** The window that the customer was told; null while there is none, or while it is being moved. */
  readonly agreed: Window | null;
  readonly acceptedAt: Instant | null;
  readonly departedAt: Instant | null;
  readonly arrivedAt: Instant | null;
  readonly endedAt: Instant | null;
  /** Whose fault it was that it led to nothing. */
  readonly fault: VisitFault | null;
  readonly calledOff: VisitCancellation | null;
}

export interface PartSeen {
  readonly reservationId: string;
  readonly visitId: string | null;
  readonly partId: string;
  readonly quantity: number;
  readonly warehouseId: string;
  readonly status: ReservationStatus;
  readonly neededBy: Instant | null;
  readonly readyAt: Instant;
}

export interface Replaced {
  readonly element: string | null;
  readonly usedAt: Instant;
  readonly passed: boolean;
}

export const noField: Field = { visits: [], parts: [], short: [], replaced: null, testOwed: false };

/** Over, as far as this ticket is concerned. */
export function isVisitOver({ status }: Pick<VisitSeen, 'status'>): boolean {
  return status === 'completed' || status === 'unableToComplete' || status === 'cancelled';
}

/** Visits that may still bring somebody. */
export function openVisits({ field }: { readonly field?: Field }): readonly VisitSeen[] {
  return field?.visits.filter((visit) => !isVisitOver(visit)) ?? [];
}
