import { byOf, type Person } from './actor.ts';
import type { TicketEvent } from './events.ts';
import type { Instant } from './instant.ts';
import { notLocalized, startLocalization } from './localization.ts';
import type { Ticket } from './ticket.ts';
import { requireOpen } from './transitions.ts';

/**
 * Somebody wants the line tested again. A fact, taken also while the engine is away; where tests are on their way
 * already, they are the answer.
 * @throws Refusal ticketFinished
 */
export function requestTests(
  ticket: Ticket,
  { specificationIds }: { readonly specificationIds: readonly string[] },
  by: Person,
  now: Instant,
): TicketEvent[] {
  requireOpen(ticket);
  const { localization = notLocalized, episode, chain } = ticket;
  return startLocalization({ localization, episode, chain }, 'asked', { by: byOf(by), at: now, specificationIds });
}
