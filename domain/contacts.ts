import { byOf, type By } from './actor.ts';
import type { TicketContact, TicketEvent, Texts } from './events.ts';
import type { Folds } from './fold.ts';
import { Refusal } from './refusal.ts';
import { putOffNoMore } from './telling/fold-messages.ts';
import { hasAddress } from './telling/route.ts';
import type { Ticket } from './ticket.ts';

export interface ChangeContact {
  readonly type: 'changeContact';
  readonly change: 'added' | 'changed';
  readonly contact: TicketContact;
  /** `name`, `phone`, `email`. */
  readonly texts: Texts;
}

/** A misheard number is corrected here, on finished tickets too: their messages may still be on the way. */
export function changeContact(ticket: Ticket, command: ChangeContact, by: By): TicketEvent[] {
  const { change, contact, texts } = command;
  if (change === 'changed' && !ticket.contacts.some(({ id }) => id === contact.id)) {
    throw new Refusal('notFound', 'no such contact on this ticket');
  }
  requireReachable(contact);
  return [{ type: 'contactChanged', by: byOf(by), data: { ...contact, change }, texts }];
}

/** At least one of phone and e-mail, and preferences only among what is there. */
function requireReachable(contact: TicketContact): void {
  const { phone, email, prefers } = contact;
  if (!phone && !email) throw new Refusal('notReachable', 'a contact needs a phone or an e-mail address');
  if (prefers.some((channel) => !hasAddress(contact, channel))) {
    throw new Refusal('notReachable', 'a preferred channel has no address');
  }
}

export const foldContacts: Folds<'contactChanged' | 'contactErased'> = {
  contactChanged: (ticket, { change, ...contact }) => ({
    ...ticket,
    contacts:
      change === 'added'
        ? [...ticket.contacts, contact]
        : ticket.contacts.map((known) => (known.id === contact.id ? contact : known)),
    owed: putOffNoMore(ticket.owed, contact.id),
  }),
  contactErased: (ticket, { contactId }) => ({
    ...ticket,
    contacts: ticket.contacts.map((known) => (known.id === contactId ? unreachable(known) : known)),
  }),
};

function unreachable({ webhook: _webhook, ...known }: TicketContact): TicketContact {
  return { ...known, prefers: [], phone: false, email: false };
}
