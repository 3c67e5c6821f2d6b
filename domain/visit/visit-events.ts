import type { By } from '../actor.ts';
import type { VisitCancellation, Window } from '../events-of-field.ts';
import type { Evidence } from '../evidence.ts';
import type { Instant } from '../instant.ts';
import type { Bilingual, VisitFault, Zone } from '../words.ts';
import type { Visit, VisitRung, VisitTicket } from './visit.ts';

type Requested = Pick<
  Visit,
  'cause' | 'dispatch' | 'zone' | 'element' | 'siteId' | 'region' | 'skills' | 'language' | 'parts' | 'wanted'
>;

interface Done {
  /** When it was done, which may be long before it was told. */
  readonly happenedAt: Instant;
  /** The call by which it was told to a dispatcher, where the engineer did not tell it themselves. */
  readonly callId?: string;
}

/** Everything that can have happened to a visit, with what matters about it. Free texts stand on its tickets. */
export interface VisitEventData {
  visitRequested: Requested & {
    readonly id: string;
    readonly ticket: VisitTicket;
    readonly requestedAt: Instant;
    /** The customer pays, and has said so. */
    readonly consent?: Evidence;
  };
  ticketJoined: { readonly ticket: VisitTicket; readonly joinedAt: Instant };
  /** Its priority or what its contract wants has changed. */
  ticketChanged: { readonly ticket: VisitTicket };
  ticketLeft: { readonly number: string; readonly because: VisitCancellation; readonly leftAt: Instant };
  visitAmended: Partial<Pick<Visit, 'skills' | 'parts' | 'wanted' | 'dispatch' | 'cause'>>;
  visitBooked: {
    readonly engineerId: string;
    readonly window: Window;
    readonly travelMs: number;
    readonly acceptBy: Instant | null;
    readonly why: Bilingual;
    readonly chosenBy?: 'customer';
  };
  visitUnbooked: {
    readonly engineerId: string;
    readonly because: 'notAccepted' | 'declined' | 'preempted' | 'rebooked';
    readonly unbookedAt: Instant;
    /** The call by which the engineer declined, where they did not do it themselves. */
    readonly callId?: string;
  };
  nobodyFree: { readonly until: Instant | null; readonly why: Bilingual };
  visitAccepted: Done;
  engineerDeparted: Done;
  engineerArrived: Done;
  visitCompleted: Done & { readonly zone: Zone };
  visitFailed: Done & { readonly fault: VisitFault };
  visitCancelled: { readonly because: VisitCancellation; readonly cancelledAt: Instant };
  rungFired: { readonly rung: VisitRung; readonly dueAt: Instant };
  attachmentAdded: {
    readonly attachmentId: string;
    readonly kind: 'photo' | 'signature';
    readonly mediaType: string;
    readonly bytes: number;
    readonly sha256: string;
    readonly happenedAt: Instant;
  };
}
export type VisitEventType = keyof VisitEventData;

export interface VisitEventOf<T extends VisitEventType> {
  readonly type: T;
  readonly by: By;
  readonly data: VisitEventData[T];
}
export type VisitEvent = { [T in VisitEventType]: VisitEventOf<T> }[VisitEventType];
/** An event at its place in the visit's log, from 1. */
export type VisitEntry = { [T in VisitEventType]: VisitEventOf<T> & { readonly position: number } }[VisitEventType];
