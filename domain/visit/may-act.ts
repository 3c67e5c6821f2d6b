import { is, type Person } from '../actor.ts';
import { Refusal } from '../refusal.ts';
import type { Visit } from './visit.ts';

/** The visit went on without them: they were silent or declined. */
export function hasPassed({ passedOver, engineerId }: Visit, { id }: Person): boolean {
  return passedOver.includes(id) && engineerId !== id;
}

/**
 * Who goes, for whom somebody speaks: the engineer for themselves, the desk on their behalf with the call. Engineers
 * do not find visits of others.
 * @throws Refusal notAllowed, notFound, evidenceRequired (`callId`), visitFinished where nobody is booked any more
 */
export function requireMayAct(visit: Visit, { callId }: { readonly callId?: string }, by: Person): string {
  const { engineerId } = visit;
  if (engineerId === by.id) return engineerId;
  if (!is(by, 'dispatcher', 'supervisor')) throw notTheirs(visit, by);
  if (callId === undefined) {
    throw new Refusal('evidenceRequired', 'only with the engineer’s call', [{ path: 'callId', message: 'is needed' }]);
  }
  if (engineerId === null) throw new Refusal('visitFinished', 'nobody is booked');
  return engineerId;
}

function notTheirs(visit: Visit, by: Person): Refusal {
  if (!is(by, 'engineer')) return new Refusal('notAllowed', 'engineers do visits');
  return hasPassed(visit, by)
    ? new Refusal('visitFinished', 'the visit went on without them')
    : new Refusal('notFound', 'no such visit of theirs');
}
