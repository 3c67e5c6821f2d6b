import { byOf, type Person } from './actor.ts';
import type { TicketEvent, Texts } from './events.ts';
import type { Instant } from './instant.ts';
import type { Party, Zone } from './words.ts';
import type { Ticket } from './ticket.ts';
import { requireOpen, startWork } from './transitions.ts';

export interface ConfirmZone {
  readonly type: 'confirmZone';
  readonly zone: Zone;
  readonly party: Party;
  /** Equipment is broken and has to be replaced: asked apart, because a dead line need not be a dead box. */
  readonly hardware: boolean;
  readonly element: string | null;
  /** The element is the customer's, and the contract does not cover it. */
  readonly chargeable?: true;
  /** `note`. */
  readonly texts: Texts;
}

/** A person says where the fault lies. The tests only suspect. */
export function confirmZone(ticket: Ticket, command: ConfirmZone, by: Person, now: Instant): TicketEvent[] {
  requireOpen(ticket);
  const { zone, party, hardware, element, chargeable, texts } = command;
  const data = { zone, party, hardware, element, confirmedAt: now, ...(chargeable && { chargeable }) };
  return [...startWork(ticket, by, now), { type: 'zoneConfirmed', by: byOf(by), data, texts }];
}
