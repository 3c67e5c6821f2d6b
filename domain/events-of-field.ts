import type { Instant } from './instant.ts';
import type { DispatchRule } from './terms.ts';
import type { Bilingual, Priority, VisitCause, VisitFault, Zone } from './words.ts';

interface OfVisit {
  readonly visitId: string;
}

/** Of several tickets that wait for a visit the first carries its notices to staff: one mail, not one for each. */
interface ToldToStaff {
  readonly first: boolean;
}

/** How urgent a ticket makes its visit. */
export interface Urgency {
  readonly priority: Priority;
  readonly urgency: number;
  /** When its contract wants somebody there. */
  readonly arriveBy: Instant | null;
}

/** What is about one reservation of spare parts. */
interface OfReservation {
  readonly reservationId: string;
  readonly partId: string;
  readonly quantity: number;
}

/** A stretch of time that somebody was promised. */
export interface Window {
  readonly from: Instant;
  readonly to: Instant;
}

/** The engineer goes to a site of the operator's, where no customer waits. */
interface MayBeOurSite {
  readonly ourSite?: true;
}

/** Parts that a visit needs. */
export interface PartsWanted {
  readonly partId: string;
  readonly quantity: number;
}

/** Why a visit was called off. */
export type VisitCancellation = 'asked' | 'ticketOver' | 'restored' | 'notNeeded';

/**
 * Visits and spare parts as the tickets that wait for them see it. All of it are facts: recorded by whoever learns
 * them, on every ticket of the visit, in the transaction that changes the visit or the stock.
 */
export interface FieldEvents {
  visitProposed: OfVisit &
    Urgency &
    MayBeOurSite & {
      readonly cause: VisitCause;
      readonly dispatch: Exclude<DispatchRule, 'never'>;
      readonly zone: Zone;
      readonly element: string | null;
      readonly siteId: string | null;
      readonly skills: readonly string[];
      readonly parts: readonly PartsWanted[];
      readonly requestedAt: Instant;
      /** The customer pays, and has said so: the call or message that proves it. */
      readonly consent?: { readonly callId: string } | { readonly messageId: string };
    };
  /** The same fault brings somebody there already. */
  visitJoined: OfVisit &
    Urgency &
    MayBeOurSite & {
      readonly cause: VisitCause;
      readonly zone: Zone;
      readonly element: string | null;
      readonly joinedAt: Instant;
      /** How far that visit has come. */
      readonly engineerId: string | null;
      readonly window: Window | null;
      readonly acceptedAt: Instant | null;
      readonly departedAt: Instant | null;
      readonly arrivedAt: Instant | null;
    };
  /** What the visit knows of this ticket has changed. */
  visitUrgencyChanged: OfVisit & Urgency;
  /** An engineer and a window are kept for it; `why` explains the choice. */
  visitBooked: OfVisit &
    ToldToStaff & {
      readonly engineerId: string;
      readonly window: Window;
      readonly acceptBy: Instant | null;
      readonly why: Bilingual;
      /** A dispatcher moved the window: what was promised before. */
      readonly instead?: Window;
      /** The customer chose the window. */
      readonly chosenBy?: 'customer';
    };
  /** The engineer was silent, declined, or is needed elsewhere. */
  visitUnbooked: OfVisit &
    ToldToStaff & {
      readonly engineerId: string;
      readonly because: 'notAccepted' | 'declined' | 'preempted' | 'rebooked';
    };
  /** Nobody who may go is free; asked again then. */
  nobodyFree: OfVisit & { readonly until: Instant | null; readonly why: Bilingual };
  visitAccepted: OfVisit & { readonly engineerId: string; readonly window: Window; readonly happenedAt: Instant };
  engineerDeparted: OfVisit & { readonly engineerId: string; readonly happenedAt: Instant };
  engineerArrived: OfVisit & { readonly engineerId: string; readonly happenedAt: Instant };
  /** The promised window is over, or will be, and nobody is there. */
  visitLate: OfVisit & { readonly window: Window; readonly happenedAt: Instant };
  /** `found`, `done` stand in the texts. */
  visitCompleted: OfVisit & { readonly zone: Zone; readonly happenedAt: Instant };
  /** `reason` stands in the texts. */
  visitFailed: OfVisit & { readonly fault: VisitFault; readonly happenedAt: Instant };
  /** For this ticket; others may still wait for the same visit. */
  visitCancelled: OfVisit & {
    readonly because: VisitCancellation;
    readonly cancelledAt: Instant;
    /** The engineer who need not go any more, and has to hear it: on one ticket of the visit. */
    readonly calledOff: string | null;
  };
  attachmentAdded: OfVisit & {
    readonly attachmentId: string;
    readonly kind: 'photo' | 'signature';
    readonly mediaType: string;
    readonly bytes: number;
    /** Of the file as it was sent, in hex. */
    readonly sha256: string;
    readonly happenedAt: Instant;
  };
  partReserved: OfReservation & {
    readonly visitId: string | null;
    readonly warehouseId: string;
    readonly neededBy: Instant | null;
    /** When it can be where it is needed. */
    readonly readyAt: Instant;
    /** The emergency reserve was touched. */
    readonly belowFloor?: true;
  };
  /** `reason` of whoever let the floor be broken stands in the texts of `partReserved`. */
  partShort: {
    readonly visitId: string | null;
    readonly partId: string | null;
    readonly quantity: number;
    readonly because: 'outOfStock' | 'belowFloor' | 'noPartKnown';
    /** When it can be had at the earliest, as far as is known. */
    readonly notBefore: Instant | null;
  };
  partIssued: OfReservation & { readonly warehouseId: string; readonly engineerId: string; readonly issuedAt: Instant };
  /** The engineer confirms that the part was handed over. */
  partReceived: OfReservation & { readonly engineerId: string; readonly happenedAt: Instant };
  partUsed: OfReservation & {
    readonly visitId: string | null;
    readonly element: string | null;
    readonly usedAt: Instant;
    readonly serialNumbers?: readonly string[];
    readonly replacedSerialNumbers?: readonly string[];
  };
  /** Dead on arrival. */
  partFoundDead: OfReservation & { readonly visitId: string | null; readonly happenedAt: Instant };
  partReturned: OfReservation & { readonly warehouseId: string; readonly returnedAt: Instant };
  partReleased: OfReservation & {
    readonly warehouseId: string;
    readonly because: 'asked' | 'ticketOver' | 'visitOver';
    readonly releasedAt: Instant;
  };
  /** Planned maintenance is under way on the line; it may be the reason. */
  worksLinked: { readonly worksId: string; readonly window: Window };
}
