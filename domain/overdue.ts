import { dueAt, type Clock } from './clock.ts';
import { earliest, type Instant } from './instant.ts';
import { isFinal } from './status.ts';
import type { Ticket } from './ticket.ts';

/**
 * The instant by which a queue is sorted: when the nearest promise runs out that can still hurt, or ran out and hurts
 * since. A clock that a wait holds hurts nobody. Null where nothing is at stake: restored, over, or no promise left.
 */
export function hurtsAt(ticket: Ticket): Instant | null {
  if (isFinal(ticket.status)) return null;
  const [first, ...others] = [...clocksHurt(ticket), ...etaHurts(ticket)];
  return first === undefined ? null : earliest(first, ...others);
}

/** Late on a promise: one of the contract or of an ETA ran out and is not met, or nobody said an ETA in time. */
export function isOverdue(ticket: Ticket): boolean {
  if (isFinal(ticket.status)) return false;
  const { clocks = [], etaDemand } = ticket;
  if (clocks.some((clock) => clock.state === 'running' && clock.breachedAt !== null)) return true;
  return isUnderWork(ticket) && (missedEta(ticket) !== null || (etaDemand?.escalated ?? false));
}

function clocksHurt(ticket: Ticket): Instant[] {
  const running = (ticket.clocks ?? []).filter(({ state }) => state === 'running');
  return running.map((clock) => clockHurts(clock, ticket)).filter((at) => at !== null);
}

function clockHurts(clock: Clock, ticket: Ticket): Instant | null {
  return clock.breachedAt ?? dueAt(clock, ticket);
}

function etaHurts(ticket: Ticket): Instant[] {
  if (!isUnderWork(ticket)) return [];
  const { eta, etaDemand } = ticket;
  const running = eta?.state === 'running' ? eta.promisedAt : null;
  return [running, missedEta(ticket), etaDemand?.dueAt ?? null].filter((at) => at !== null);
}

/** When the last promise of this episode ran out, where none has followed it. */
function missedEta({ eta, episode }: Ticket): Instant | null {
  return eta?.state === 'missed' && eta.episode === episode ? eta.promisedAt : null;
}

/** An ETA is about the restoration: what is restored waits for the customer's word, and no ETA is late. */
function isUnderWork({ status }: Ticket): boolean {
  return status !== 'resolved';
}
