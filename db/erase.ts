import { and, eq, inArray, or, sql, type SQL } from 'drizzle-orm';
import { theDesk } from '../domain/actor.ts';
import { isFinal } from '../domain/status.ts';
import { appendTo, lockTicket } from './append.ts';
import type { Db, Tx } from './client.ts';
import { order } from './orders.ts';
import {
  calls,
  callTasks,
  commands,
  customerContacts,
  messages,
  privateTexts,
  protocol,
  ticketContacts,
} from './schema.ts';

export interface Erased {
  readonly contacts: number;
  readonly tickets: readonly string[];
}

/**
 * Erases a person: names, numbers, addresses and what they said or were told, on every ticket and on the customers'
 * lists. `who` is a contact's id, a phone (E.164) or an e-mail address. The protocol's digests stay, so every chain
 * still verifies; each ticket's protocol says that it was done. Safe to repeat.
 */
export async function erase(db: Db, who: string): Promise<Erased> {
  const people = await db.select().from(ticketContacts).where(matches(ticketContacts, who));
  const linked = people.flatMap(({ customerContactId }) => customerContactId ?? []);
  for (const { id, number } of people) await db.transaction((tx) => eraseOnTicket(tx, number, id));
  const listed = await db.transaction((tx) => eraseListed(tx, who, linked));
  return { contacts: people.length + listed, tickets: [...new Set(people.map(({ number }) => number))] };
}

type People = typeof ticketContacts | typeof customerContacts;

function matches(table: People, who: string): SQL {
  if (/^[0-9a-f-]{36}$/i.test(who)) return eq(table.id, who);
  return who.includes('@') ? eq(sql`lower(${table.email})`, who.toLowerCase()) : eq(table.phone, who);
}

const nobody = { name: null, phone: null, email: null, erasedAt: sql`now()` };

async function eraseOnTicket(tx: Tx, number: string, contactId: string): Promise<void> {
  const head = await lockTicket(tx, number);
  await appendTo(tx, head, [{ type: 'contactErased', by: theDesk, data: { contactId } }]);
  await tx.update(ticketContacts).set(nobody).where(eq(ticketContacts.id, contactId));
  await eraseTexts(tx, number, contactId);
  const told = sql`${messages.recipient}->>'contactId' = ${contactId}`;
  await tx
    .update(messages)
    .set({ address: null, subject: null, body: null, erasedAt: sql`now()` })
    .where(and(eq(messages.number, number), told));
  await tx.update(callTasks).set({ script: null, state: 'void' }).where(eq(callTasks.contactId, contactId));
  await tx.delete(commands).where(eq(commands.number, number));
  if (!isFinal(head.ticket.status)) await order(tx, number, 'factsRecorded');
}

/** Who they are, and the free texts that they said: in the report, in calls, in their answer. */
async function eraseTexts(tx: Tx, number: string, contactId: string): Promise<void> {
  const theirs = tx
    .select({ position: protocol.position })
    .from(protocol)
    .where(
      and(
        eq(protocol.number, number),
        sql`(${protocol.data}->>'contactId' = ${contactId} or (${protocol.type} = 'contactChanged' and ${protocol.data}->>'id' = ${contactId}))`,
      ),
    );
  const named = sql`${privateTexts.name} like ${`contacts.${contactId}.%`}`;
  await tx
    .update(privateTexts)
    .set({ value: null, salt: null, erasedAt: sql`now()` })
    .where(
      and(
        eq(privateTexts.number, number),
        or(named, inArray(privateTexts.position, theirs), reported(number, contactId)),
      ),
    );
}

/** The description and the free answers are the reporter's words. */
function reported(number: string, contactId: string): SQL {
  return sql`(${privateTexts.position} = 1 and (${privateTexts.name} = 'description' or ${privateTexts.name} like 'answers.%')
    and exists (select from ${ticketContacts} c
      where c.number = ${number} and c.id = ${contactId} and c.roles @> '["reporter"]'))`;
}

async function eraseListed(tx: Tx, who: string, linked: readonly string[]): Promise<number> {
  const ofLinked = linked.length > 0 ? [inArray(customerContacts.id, [...linked])] : [];
  const erased = await tx
    .update(customerContacts)
    .set({ ...nobody, prefers: [], mayConfirm: false })
    .where(or(matches(customerContacts, who), ...ofLinked))
    .returning({ id: customerContacts.id });
  await tx.update(calls).set({ phone: null, text: null }).where(eq(calls.phone, who));
  return erased.length;
}
