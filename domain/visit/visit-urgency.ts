import type { Urgency } from '../events-of-field.ts';
import { earliest } from '../instant.ts';
import type { Visit } from './visit.ts';

/**
 * How urgent a visit is: in each respect as its most urgent ticket makes it, so that nobody who joins makes it less
 * urgent. `arriveBy` is the earliest instant that any of their contracts names.
 */
export function urgencyOf({ tickets }: Pick<Visit, 'tickets'>): Urgency {
  const [first, ...others] = tickets;
  if (first === undefined) throw new Error('a visit for nobody');
  return others.reduce<Urgency>(moreUrgent, withoutNumber(first));
}

function withoutNumber({ priority, urgency, arriveBy }: Urgency): Urgency {
  return { priority, urgency, arriveBy };
}

function moreUrgent(one: Urgency, other: Urgency): Urgency {
  const arriveBy = one.arriveBy && other.arriveBy ? earliest(one.arriveBy, other.arriveBy) : null;
  return {
    priority: one.priority < other.priority ? one.priority : other.priority,
    urgency: Math.max(one.urgency, other.urgency),
    arriveBy: arriveBy ?? one.arriveBy ?? other.arriveBy,
  };
}
