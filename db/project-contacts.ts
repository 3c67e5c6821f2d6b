import { and, eq, notInArray, sql } from 'drizzle-orm';
import type { EventOf, TicketContact, Texts } from '../domain/events.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Tx } from './client.ts';
import { bringForward, lockCall } from './joining-calls.ts';
import { textsById } from './private-texts.ts';
import { callTasks, ticketContacts } from './schema.ts';

/** A contact as it was added or corrected. */
export async function projectContact(tx: Tx, number: string, event: EventOf<'contactChanged'>): Promise<void> {
  await keepContact(tx, number, event.data, await plainTexts(tx, event.texts, ''));
  if (event.texts?.['phone']) await callsTryAgain(tx, event.data.id);
}

/** A number that was wrong is another one now: the call is due at once, with all that it is about. */
async function callsTryAgain(tx: Tx, contactId: string): Promise<void> {
  const { attempts, mergedInto, state } = callTasks;
  const wrong = and(
    eq(callTasks.contactId, contactId),
    eq(state, 'open'),
    sql`${attempts}->-1->>'outcome' = 'wrongNumber'`,
  );
  const calls = await tx.selectDistinct({ id: mergedInto }).from(callTasks).where(wrong).orderBy(mergedInto);
  for (const { id } of calls) {
    await lockCall(tx, id);
    await bringForward(tx, id, sql`now()`);
  }
  await tx
    .update(callTasks)
    .set({ attempts: sql`jsonb_set(${attempts}, '{-1,corrected}', 'true')` })
    .where(wrong);
}

/** With another customer the list of the former one goes, and those of the new one join. */
export async function projectListed(tx: Tx, ticket: Ticket, event: EventOf<'serviceIdentified'>): Promise<void> {
  for (const contact of event.data.listed) {
    await keepContact(tx, ticket.number, contact, await plainTexts(tx, event.texts, `contacts.${contact.id}.`));
  }
  const kept = ticket.contacts.map(({ id }) => id);
  await tx
    .delete(ticketContacts)
    .where(
      and(eq(ticketContacts.number, ticket.number), ...(kept.length > 0 ? [notInArray(ticketContacts.id, kept)] : [])),
    );
}

interface Known {
  readonly name: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly webhook: string | null;
}

/** Null where the event brought no words: then whoever is known already stays as known. */
async function plainTexts(tx: Tx, texts: Texts = {}, prefix: string): Promise<Known | null> {
  const refs = ['name', 'phone', 'email', 'webhook'].map((name) => texts[`${prefix}${name}`]?.id);
  if (refs.every((id) => id === undefined)) return null;
  const plain = await textsById(
    tx,
    refs.flatMap((id) => id ?? []),
  );
  const [name = null, phone = null, email = null, webhook = null] = refs.map((id) =>
    id === undefined ? null : (plain.get(id) ?? null),
  );
  return { name, phone, email, webhook };
}

async function keepContact(tx: Tx, number: string, contact: TicketContact, known: Known | null): Promise<void> {
  const { id, language, prefers, roles } = contact;
  const row = { ...known, language, prefers: [...prefers], roles: [...roles] };
  await tx
    .insert(ticketContacts)
    .values({ id, number, ...row })
    .onConflictDoUpdate({ target: ticketContacts.id, set: row, setWhere: eq(ticketContacts.number, number) });
}
