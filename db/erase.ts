import { and, eq, inArray, or, sql, type SQL } from 'drizzle-orm';
import { theDesk } from '../domain/actor.ts';
import { isFinal } from '../domain/status.ts';
import { appendTo, lockTicket } from './append.ts';
import type { Db, Tx } from './client.ts';
import { eraseAttachments } from './erase-attachments.ts';
import { eraseMails } from './inbound/erase-mails.ts';
import { findPerson, type Person } from './find-person.ts';
import { order } from './orders.ts';
import { eraseCallers } from './telephony/live-calls.ts';
import {
  calls,
  callTasks,
  commands,
  customerContacts,
  digests,
  messages,
  privateTexts,
  protocol,
  ticketContacts,
} from './schema.ts';

export interface Erased {
  /** On tickets and on customers' lists together. */
  readonly contacts: number;
  readonly tickets: readonly string[];
  /** That came in from their addresses. */
  readonly mails: number;
}

/**
 * Erases a person: names, numbers, addresses and what they said or were told, on every ticket and on the customers'
 * lists. `who` is a contact's id, a phone (E.164) or an e-mail address. The protocol's digests stay, so every chain
 * still verifies; each ticket's protocol says that it was done. Safe to repeat.
 */
export async function erase(db: Db, who: string): Promise<Erased> {
  const person = await findPerson(db, who);
  for (const { id, number } of person.onTickets) await db.transaction((tx) => eraseOnTicket(tx, number, id, person));
  const mails = await db.transaction(async (tx) => {
    await eraseElsewhere(tx, person, who);
    return eraseMails(tx, [...person.addresses, who]);
  });
  const tickets = [...new Set(person.onTickets.map(({ number }) => number))];
  return { contacts: person.onTickets.length + person.listed.length, tickets, mails };
}

const nobody = { name: null, phone: null, email: null, webhook: null, erasedAt: sql`now()` };

async function eraseOnTicket(tx: Tx, number: string, contactId: string, { addresses }: Person): Promise<void> {
  const head = await lockTicket(tx, number);
  await appendTo(tx, head, [{ type: 'contactErased', by: theDesk, data: { contactId } }]);
  // Before the contact's own row: it says whose words the report is.
  await eraseTexts(tx, number, contactId);
  await eraseTextsAt(tx, number, callsWith(tx, number, addresses));
  await tx.update(ticketContacts).set(nobody).where(eq(ticketContacts.id, contactId));
  const told = sql`${messages.recipient}->>'contactId' = ${contactId}`;
  await tx
    .update(messages)
    .set({ address: null, subject: null, body: null, html: null, refused: null, erasedAt: sql`now()` })
    .where(and(eq(messages.number, number), told));
  await eraseAttachments(tx, number, contactId);
  await tx.update(callTasks).set({ script: null, state: 'void' }).where(eq(callTasks.contactId, contactId));
  await tx.delete(commands).where(eq(commands.number, number));
  if (!isFinal(head.ticket.status)) await order(tx, number, 'factsRecorded');
}

/** Who they are, and the free texts that they said: in the report, in calls, in their answer. */
async function eraseTexts(tx: Tx, number: string, contactId: string): Promise<void> {
  const named = sql`${privateTexts.name} like ${`contacts.${contactId}.%`}`;
  const { data, type } = protocol;
  const theirs = sql`(${data}->>'contactId' = ${contactId} or (${type} = 'contactChanged' and ${data}->>'id' = ${contactId}))`;
  await eraseTextsAt(tx, number, or(named, at(tx, number, theirs), reported(number, contactId)));
}

/** Calls that name no contact, from or to one of their numbers. */
function callsWith(tx: Tx, number: string, addresses: readonly string[]): SQL | undefined {
  const { position, value } = privateTexts;
  const withThem = tx
    .select({ position })
    .from(privateTexts)
    .where(and(eq(privateTexts.number, number), inArray(value, [...addresses])));
  return and(at(tx, number, eq(protocol.type, 'callLogged')), inArray(position, withThem));
}

function at(tx: Tx, number: string, entries: SQL): SQL {
  const { position } = protocol;
  const positions = tx
    .select({ position })
    .from(protocol)
    .where(and(eq(protocol.number, number), entries));
  return inArray(privateTexts.position, positions);
}

async function eraseTextsAt(tx: Tx, number: string, which: SQL | undefined): Promise<void> {
  await tx
    .update(privateTexts)
    .set({ value: null, salt: null, erasedAt: sql`now()` })
    .where(and(eq(privateTexts.number, number), which));
}

/** The description and the free answers are the reporter's words. */
function reported(number: string, contactId: string): SQL {
  return sql`(${privateTexts.position} = 1 and (${privateTexts.name} = 'description' or ${privateTexts.name} like 'answers.%')
    and exists (select from ${ticketContacts} c
      where c.number = ${number} and c.id = ${contactId} and c.roles @> '["reporter"]'))`;
}

/** On the customers' lists, in calls about no ticket, and in answers that are kept for repeated requests. */
async function eraseElsewhere(tx: Tx, { onTickets, listed, addresses }: Person, who: string): Promise<void> {
  await tx
    .update(customerContacts)
    .set({ ...nobody, prefers: [], mayConfirm: false })
    .where(inArray(customerContacts.id, [...listed]));
  const known = [...addresses, who];
  await tx.update(digests).set({ address: null }).where(inArray(digests.address, known));
  await tx.update(calls).set({ phone: null, text: null }).where(inArray(calls.phone, known));
  await tx.update(callTasks).set({ phone: null, state: 'void' }).where(inArray(callTasks.phone, known));
  await eraseCallers(tx, known);
  for (const word of [...known, ...listed, ...onTickets.map(({ id }) => id)]) {
    await tx.delete(commands).where(sql`strpos(${commands.response}::text, ${word}) > 0`);
  }
}
