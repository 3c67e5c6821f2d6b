import { inArray } from 'drizzle-orm';
import { v7 } from 'uuid';
import { theDesk } from '../domain/actor.ts';
import type { EventData, TicketContact } from '../domain/events.ts';
import { Refusal } from '../domain/refusal.ts';
import { isFinal } from '../domain/status.ts';
import type { Ticket } from '../domain/ticket.ts';
import { lockTicket } from './append.ts';
import type { Tx } from './client.ts';
import { recordFact } from './facts.ts';
import { ticketContacts } from './schema.ts';

/**
 * A duplicate's contacts and its earlier report time move to the ticket that lives on, with the cancellation itself.
 * @throws Refusal `duplicateNotOpen`: it may have ended since it was named, even as a duplicate of this one
 */
export async function joinDuplicate(
  tx: Tx,
  from: Ticket,
  { duplicateOf }: EventData['ticketCancelled'],
): Promise<void> {
  if (duplicateOf === undefined) return;
  const { ticket: other } = await lockTicket(tx, duplicateOf);
  if (isFinal(other.status)) throw notOpen();
  const contacts = await copyContacts(tx, from.contacts, duplicateOf);
  const data = { number: from.number, reportedAt: from.reportedAt, contacts };
  await recordFact(tx, duplicateOf, () => [{ type: 'duplicateJoined', by: theDesk, data }], 'factsRecorded');
}

function notOpen(): Refusal {
  const message = 'is not open any more';
  return new Refusal('duplicateNotOpen', 'a duplicate of a ticket that is not open', [
    { path: 'duplicateOf', message },
  ]);
}

/** They become `informed`: whose word closes the ticket was settled when it was opened. */
async function copyContacts(tx: Tx, contacts: readonly TicketContact[], to: string): Promise<TicketContact[]> {
  if (contacts.length === 0) return [];
  const ids = contacts.map(({ id }) => id);
  const rows = await tx.select().from(ticketContacts).where(inArray(ticketContacts.id, ids));
  if (rows.length === 0) return [];
  const moved = rows.map((row) => ({ ...row, id: v7(), number: to, roles: ['informed' as const] }));
  await tx.insert(ticketContacts).values(moved);
  return moved.map(({ id, language, prefers, roles, phone, email }) => ({
    ...{ id, language, prefers, roles },
    phone: phone !== null,
    email: email !== null,
    listed: false,
  }));
}
