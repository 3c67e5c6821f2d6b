import { byOf, type Person } from '../actor.ts';
import type { Instant } from '../instant.ts';
import { Refusal } from '../refusal.ts';
import type { VisitFault, Zone } from '../words.ts';
import { foldVisit } from './evolve-visit.ts';
import { hasPassed, requireMayAct } from './may-act.ts';
import { toldInstant } from './told-instant.ts';
import { isEnded, type Visit } from './visit.ts';
import type { VisitEvent } from './visit-events.ts';

interface Told {
  /** When it was done, where it is told afterwards. */
  readonly happenedAt?: Instant;
  /** The call by which it was told, where somebody of the desk tells it for the engineer. */
  readonly callId?: string;
}
type Deed =
  | { readonly type: 'accept' | 'depart' | 'arrive' }
  | { readonly type: 'complete'; readonly zone: Zone }
  | { readonly type: 'fail'; readonly fault: VisitFault };

/** What an engineer says about their visit. */
export type VisitAction = (Deed & Told) | ({ readonly type: 'decline' } & Told);

/**
 * What follows from an engineer's word; nothing where it was told before, or is known better. Deeds told with their
 * `happenedAt` may come late, twice and in any order, and end in the same visit (how: fold-progress.ts):
 *
 * - Of two different ends the first that is told stands, for what follows from it is under way; the other is refused.
 * - On a visit that is over, a deed told as it happens is refused, for the engineer can still turn round. One that is
 *   told with its instant is a fact: the end of the work after a cancellation too, since parts were used for it.
 * - Declining is no deed but the end of the booking, until somebody sets out; it counts from when it is told. So does
 *   the end of the desk's patience: whoever was passed over is refused, also for what they did before, and asks the
 *   dispatcher, who may book them again.
 *
 * @throws Refusal notAllowed, notFound, evidenceRequired (`callId`), instantInFuture, instantBeforeEpisode
 * (`happenedAt`), visitFinished
 */
export function act(visit: Visit, action: VisitAction, by: Person, now: Instant): VisitEvent[] {
  if (action.type === 'decline' && hasPassed(visit, by)) return [];
  const engineerId = requireMayAct(visit, action, by);
  const happenedAt = toldInstant(visit, action.happenedAt, now);
  const call = by.id !== engineerId && action.callId !== undefined && { callId: action.callId };
  if (action.type === 'decline') return declined(visit, { engineerId, unbookedAt: now, ...call }, by);
  const event = { by: byOf(by), ...deedOf(action, { happenedAt, ...call }) } as VisitEvent;
  if (isToldBefore(visit, event)) return [];
  if (isAnotherEnd(visit, event) || (isEnded(visit) && action.happenedAt === undefined)) throw over();
  return [event];
}

function deedOf(deed: Deed, done: { readonly happenedAt: Instant; readonly callId?: string }) {
  switch (deed.type) {
    case 'accept':
      return { type: 'visitAccepted', data: done } as const;
    case 'depart':
      return { type: 'engineerDeparted', data: done } as const;
    case 'arrive':
      return { type: 'engineerArrived', data: done } as const;
    case 'complete':
      return { type: 'visitCompleted', data: { ...done, zone: deed.zone } } as const;
    case 'fail':
      return { type: 'visitFailed', data: { ...done, fault: deed.fault } } as const;
  }
}

/** An end is told again when it says the same, whenever; a step when it changes nothing that is known. */
function isToldBefore(visit: Visit, event: VisitEvent): boolean {
  const { end } = visit;
  if (event.type === 'visitCompleted') return end?.status === 'completed' && end.zone === event.data.zone;
  if (event.type === 'visitFailed') return end?.status === 'unableToComplete' && end.fault === event.data.fault;
  return stepsOf(foldVisit(visit, [event])) === stepsOf(visit);
}

function isAnotherEnd({ end }: Visit, { type }: VisitEvent): boolean {
  const endsTheWork = type === 'visitCompleted' || type === 'visitFailed';
  return endsTheWork && end !== null && end.status !== 'cancelled';
}

function stepsOf({ acceptedAt, departedAt, arrivedAt }: Visit): string {
  return [acceptedAt, departedAt, arrivedAt].join();
}

function declined(
  { status }: Visit,
  data: { readonly engineerId: string; readonly unbookedAt: Instant; readonly callId?: string },
  by: Person,
): VisitEvent[] {
  if (status !== 'offered' && status !== 'accepted') throw over();
  return [{ type: 'visitUnbooked', by: byOf(by), data: { ...data, because: 'declined' } }];
}

function over(): Refusal {
  return new Refusal('visitFinished', 'the visit has gone further, or is over');
}
