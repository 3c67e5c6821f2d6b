import type { VisitStatus } from '../words.ts';
import type { Visit } from './visit.ts';

type Told = Pick<Visit, 'end' | 'arrivedAt' | 'departedAt' | 'acceptedAt' | 'engineerId'>;

/** How far a visit has come: read off what is known to have happened, so that it can't contradict it. */
function statusOf({ end, arrivedAt, departedAt, acceptedAt, engineerId }: Told): VisitStatus {
  if (end !== null) return end.status;
  if (arrivedAt !== null) return 'onSite';
  if (departedAt !== null) return 'enRoute';
  if (acceptedAt !== null) return 'accepted';
  return engineerId === null ? 'proposed' : 'offered';
}

export function standsAt(visit: Visit): Visit {
  return { ...visit, status: statusOf(visit) };
}

/** Nobody has set out: it may still be given to somebody else, or to another time. */
export function isMovable({ status }: Pick<Visit, 'status'>): boolean {
  return status === 'proposed' || status === 'offered' || status === 'accepted';
}
