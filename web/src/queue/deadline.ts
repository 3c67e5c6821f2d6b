import type { TicketView } from '../../../api/schemas/ticket-view.ts';
import type { ClockName, WaitReason } from '../../../domain/words.ts';

type Instant = string;

/** What is promised: a clock of the contract, an ETA, or that somebody says one. */
export type Promised = ClockName | 'eta' | 'etaDemand';

/** The one deadline of a ticket that a queue shows. */
export type Deadline =
  | { readonly promised: Promised; readonly state: 'running' | 'atRisk' | 'breached'; readonly at: Instant }
  | { readonly promised: Promised; readonly state: 'paused'; readonly reason: WaitReason }
  | { readonly promised: Promised; readonly state: 'met'; readonly at: Instant };

interface Hurting {
  readonly promised: Promised;
  readonly at: Instant;
}

type Promises = Pick<TicketView, 'status' | 'clocks' | 'eta'>;

const riskMs = 30 * 60_000;
const over: readonly TicketView['status'][] = ['closed', 'rejected', 'cancelled'];

/**
 * The promise that the queue is sorted by: the nearest that can still hurt, or ran out and hurts since. Where nothing
 * can, what holds the clocks; else whether the restoration was in time. Null where nothing was promised.
 */
export function deadlineOf(ticket: Promises, nowMs: number): Deadline | null {
  const [nearest] = over.includes(ticket.status) ? [] : hurting(ticket).toSorted((a, b) => compare(a.at, b.at));
  if (nearest) return { ...nearest, state: stateAt(nearest.at, nowMs) };
  return pausedIn(ticket) ?? metIn(ticket);
}

function stateAt(at: Instant, nowMs: number): 'running' | 'atRisk' | 'breached' {
  const leftMs = Date.parse(at) - nowMs;
  if (leftMs <= 0) return 'breached';
  return leftMs <= riskMs ? 'atRisk' : 'running';
}

function hurting({ status, clocks, eta }: Promises): Hurting[] {
  const ofClocks = clocks.flatMap(({ name, state, dueAt, metAt, breachedAt }) => {
    const at = state === 'running' ? dueAt : state === 'breached' && !metAt ? (breachedAt ?? dueAt) : null;
    return at === null ? [] : [{ promised: name, at }];
  });
  return status === 'resolved' ? ofClocks : [...ofClocks, ...hurtingOfEta(eta)];
}

function hurtingOfEta(eta: TicketView['eta']): Hurting[] {
  if (eta === null) return [];
  const { state, promisedAt, demandedBy } = eta;
  const said = (state === 'running' || state === 'missed') && promisedAt !== null ? promisedAt : null;
  return [
    ...(said === null ? [] : [{ promised: 'eta' as const, at: said }]),
    ...(demandedBy === null ? [] : [{ promised: 'etaDemand' as const, at: demandedBy }]),
  ];
}

function pausedIn({ clocks }: Promises): Deadline | null {
  const held = clocks.find(({ state }) => state === 'paused');
  return held?.pausedBy ? { promised: held.name, state: 'paused', reason: held.pausedBy.reason } : null;
}

function metIn({ clocks }: Promises): Deadline | null {
  const restore = clocks.find(({ name }) => name === 'restore');
  return restore?.state === 'met' && restore.metAt ? { promised: 'restore', state: 'met', at: restore.metAt } : null;
}

function compare(a: Instant, b: Instant): number {
  return Date.parse(a) - Date.parse(b);
}
