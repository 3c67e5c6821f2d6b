import type { Reader } from '../db/client.ts';
import type { PlainTexts } from '../db/private-texts.ts';
import { contactsOf } from '../db/ticket-lookups.ts';
import { confirmersOf } from '../db/ticket-references.ts';
import type { TicketContact } from '../domain/events.ts';
import type { Ticket } from '../domain/ticket.ts';
import { hasAddress, isSame, listedContact } from './intake-contacts.ts';

export interface Joining {
  readonly listed: readonly TicketContact[];
  readonly texts: PlainTexts;
}

/** Those of a customer's list whose word will close a ticket that turns out to be theirs. */
export async function joiningFrom(reader: Reader, ticket: Ticket, customerId: string | null): Promise<Joining> {
  if (customerId === null || customerId === ticket.customerId) return { listed: [], texts: {} };
  const people = [...(await contactsOf(reader, [ticket.number])).values()];
  const listed: TicketContact[] = [];
  const texts: Record<string, string | null> = {};
  for (const one of (await confirmersOf(reader, customerId)).filter(hasAddress)) {
    const same = people.find(({ phone, email }) => isSame(one, { phone, email }));
    const known = ticket.contacts.find(({ id, listed: of }) => id === same?.id && !of);
    if (known) {
      listed.push({ ...known, roles: [...new Set([...known.roles, 'confirms' as const])] });
      continue;
    }
    const { contact, name, phone, email, webhook = null } = listedContact(one, ['confirms']);
    listed.push(contact);
    Object.entries({ name, phone, email, webhook }).forEach(
      ([what, value]) => (texts[`contacts.${contact.id}.${what}`] = value),
    );
  }
  return { listed, texts };
}
