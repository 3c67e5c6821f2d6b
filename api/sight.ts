import { may, type Act } from '../domain/access.ts';
import type { Person } from '../domain/actor.ts';
import type { Sight } from '../db/sight.ts';

/**
 * Whose tickets and visits somebody reads. Another system sees those it opened; engineers and storekeepers see those
 * with their visits and with reservations. Who is several of these sees what each sees. What is out of sight answers 404.
 */
export function sightOf({ id, roles }: Person): Sight {
  if (may(roles, 'readTickets')) return 'all';
  return {
    ...(roles.includes('integration') && { openedBy: id }),
    ...(roles.includes('engineer') && { visitedBy: id }),
    ...(roles.includes('storekeeper') && { withParts: true as const }),
  };
}

/** Whose tickets somebody may add a fact to: people to any, another system to its own. */
export function reachOf({ id, roles }: Person): Sight {
  return roles.some((role) => role !== 'integration') ? 'all' : { openedBy: id };
}

/** On whose tickets somebody may do this: whoever may as an engineer alone, on those with visits of their own. */
export function fieldReachOf({ id, roles }: Person, act: Act): Sight {
  const besides = roles.filter((role) => role !== 'engineer');
  return may(besides, act) ? 'all' : { visitedBy: id };
}
