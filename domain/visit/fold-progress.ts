import { earliest, type Instant } from '../instant.ts';
import type { Visit } from './visit.ts';
import type { VisitFolds } from './evolve-visit.ts';

type Progress =
  'visitAccepted' | 'engineerDeparted' | 'engineerArrived' | 'visitCompleted' | 'visitFailed' | 'visitCancelled';

/**
 * What an engineer did, told late, twice or in any order. The fold depends on what was told, never on when:
 *
 * - Of each step the earliest instant counts, and a later step proves the earlier ones: who arrived had set out, who
 *   completed had arrived. So accepted ≤ departed ≤ arrived ≤ end, also where the instants contradict each other.
 * - Who could not complete need not have arrived, or even set out: such an end bounds the steps and proves none.
 * - The engineer's own end comes before the desk's cancellation, which they may not have heard of.
 * - Somebody on site by the time of a cancellation undoes it: a visit on site is never cancelled. Who arrives after it stays
 *   a fact for the clocks, and the visit stays cancelled.
 */
export const foldProgress: VisitFolds<Progress> = {
  visitAccepted: (visit, { happenedAt }) => withSteps(visit, { accepted: happenedAt }),
  engineerDeparted: (visit, { happenedAt }) => withSteps(visit, { accepted: happenedAt, departed: happenedAt }),
  engineerArrived: (visit, { happenedAt }) => withSteps(visit, allOf(happenedAt)),
  visitCompleted: (visit, { happenedAt: at, zone }) =>
    withSteps({ ...visit, end: { status: 'completed', at, zone } }, allOf(at)),
  visitFailed: (visit, { happenedAt: at, fault }) =>
    withSteps({ ...visit, end: { status: 'unableToComplete', at, fault } }, {}),
  visitCancelled: (visit, { cancelledAt: at }) => withSteps({ ...visit, end: { status: 'cancelled', at } }, {}),
};

interface Steps {
  readonly accepted?: Instant;
  readonly departed?: Instant;
  readonly arrived?: Instant;
}

function allOf(at: Instant): Steps {
  return { accepted: at, departed: at, arrived: at };
}

function withSteps(visit: Visit, { accepted, departed, arrived }: Steps): Visit {
  const bound = visit.end !== null && visit.end.status !== 'cancelled' ? visit.end.at : null;
  const acceptedAt = sooner(visit.acceptedAt, accepted, bound);
  const departedAt = sooner(visit.departedAt, departed, bound);
  const arrivedAt = sooner(visit.arrivedAt, arrived, bound);
  const undone = visit.end?.status === 'cancelled' && arrivedAt !== null && arrivedAt <= visit.end.at;
  return { ...visit, acceptedAt, departedAt, arrivedAt, end: undone ? null : visit.end };
}

/** The earlier of what was known and what is told, and not after the end; null where neither is. */
function sooner(known: Instant | null, told: Instant | undefined, bound: Instant | null): Instant | null {
  const instants = [known, told].filter((at) => at !== null && at !== undefined);
  if (instants.length === 0) return null;
  return earliest(instants[0]!, ...instants, ...(bound === null ? [] : [bound]));
}
