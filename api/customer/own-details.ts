import { lockTicket } from '../../db/append.ts';
import type { Tx } from '../../db/client.ts';
import { recordFact } from '../../db/facts.ts';
import { keepTexts } from '../../db/private-texts.ts';
import { contactOf, placeOfService } from '../../db/telling.ts';
import { changeContact } from '../../domain/contacts.ts';
import type { TicketContact, Texts } from '../../domain/events.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Ticket } from '../../domain/ticket.ts';
import { knownTimeZone } from '../../mail/instants.ts';
import type { LanguageBody, PhoneBody, QuietHoursBody } from '../schemas/customer-deeds.ts';
import type { Holder } from './holder.ts';

/** The number to call, of nobody but the holder of the link, and for this ticket only; the customer's list is not theirs to change. */
export async function changePhone(
  tx: Tx,
  { ticket: { number }, contactId }: Holder,
  { phone }: PhoneBody,
): Promise<void> {
  // Under the lock: of two numbers that are sent at once, none is written over unseen.
  await lockTicket(tx, number);
  const known = await contactOf(tx, number, contactId);
  if (known === null) throw new Error(`a link of ${number} speaks for a contact that is not kept`);
  if (known.phone === phone) return;
  const { name, email, webhook } = known;
  const texts = await keepTexts(tx, { name, phone, email, webhook });
  await change(tx, number, contactId, (contact) => ({ contact: { ...contact, phone: true }, texts }));
}

/**
 * When the holder is left in peace: by the clocks of their page, unless their hours have a zone already. What they
 * asked to hear at once stays so.
 */
export async function changeQuietHours(
  tx: Tx,
  { ticket, contactId }: Holder,
  { from, to }: QuietHoursBody,
): Promise<void> {
  const before = contactIn(ticket, contactId).quietHours;
  if (before?.from === from && before?.to === to) return;
  const timeZone = knownTimeZone((await placeOfService(tx, ticket.serviceId))?.timeZone);
  await change(tx, ticket.number, contactId, ({ quietHours: known, ...contact }) => {
    const hours = from !== undefined && to !== undefined && { quietHours: { timeZone, ...known, from, to } };
    return { contact: { ...contact, ...hours }, texts: {} };
  });
}

/** In which language the holder is written to and called. */
export async function changeLanguage(tx: Tx, { ticket, contactId }: Holder, { language }: LanguageBody): Promise<void> {
  if (contactIn(ticket, contactId).language === language) return;
  await change(tx, ticket.number, contactId, (contact) => ({ contact: { ...contact, language }, texts: {} }));
}

interface Changed {
  readonly contact: TicketContact;
  /** `name`, `phone`, `email` and `webhook` together, or none of them. */
  readonly texts: Texts;
}

async function change(
  tx: Tx,
  number: string,
  contactId: string,
  changed: (contact: TicketContact) => Changed,
): Promise<void> {
  const by = { kind: 'customer', id: contactId } as const;
  await recordFact(
    tx,
    number,
    (ticket) => {
      const command = { type: 'changeContact', change: 'changed', ...changed(contactIn(ticket, contactId)) } as const;
      return changeContact(ticket, command, by);
    },
    'factsRecorded',
  );
}

function contactIn({ contacts }: Ticket, contactId: string): TicketContact {
  const contact = contacts.find(({ id }) => id === contactId);
  if (!contact) throw new Refusal('notFound', 'no such link any more');
  return contact;
}
