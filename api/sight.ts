import { may } from '../domain/access.ts';
import type { Person } from '../domain/actor.ts';
import type { Sight } from '../db/tickets.ts';

/**
 * Whose tickets somebody reads. Another system sees those it opened; engineers and storekeepers see those with their
 * visits and reservations, of which there are none yet. What is out of sight answers 404.
 */
export function sightOf({ id, roles }: Person): Sight {
  if (may(roles, 'readTickets')) return 'all';
  return roles.includes('integration') ? { openedBy: id } : 'none';
}

/** Whose tickets somebody may add a fact to: people to any, another system to its own. */
export function reachOf({ id, roles }: Person): Sight {
  return roles.some((role) => role !== 'integration') ? 'all' : { openedBy: id };
}
