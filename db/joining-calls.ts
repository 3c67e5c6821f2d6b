import { and, eq, inArray, or, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Ticket } from '../domain/ticket.ts';
import type { Tx } from './client.ts';
import { callTasks, ticketContacts, tickets } from './schema.ts';

export type NewCallTask = Omit<typeof callTasks.$inferInsert, 'mergedInto'>;

/**
 * Keeps what is to be said on the phone: in the open call to the same person if there is one, which is due no later
 * then. Gives the call's id. Locks are taken in this order, so that nobody waits in a ring: tickets by their numbers,
 * the number called, the call.
 */
export async function oweCall(tx: Tx, task: NewCallTask, phone: string): Promise<string> {
  await lockCallsTo(tx, phone);
  const open = task.state === 'void' ? null : await openCallTo(tx, task.contactId ?? null);
  const call = open === null ? { mergedInto: task.id } : { ...open, dueAt: earlier(open.dueAt, task.dueAt) };
  await tx
    .insert(callTasks)
    .values({ ...task, ...call })
    .onConflictDoNothing({ target: callTasks.phone, where: sql`state = 'open' and phone is not null` });
  if (open !== null) await bringForward(tx, open.mergedInto, task.dueAt);
  return call.mergedInto;
}

/** Two who begin a call to one number at once would begin two. Held until the transaction ends. */
async function lockCallsTo(tx: Tx, phone: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`calls to ${phone}`}, 0))`);
}

function earlier(one: Date, other: Date): Date {
  return one < other ? one : other;
}

async function openCallTo(tx: Tx, contactId: string | null) {
  const id = contactId && (await callTo(tx, contactId));
  if (!id) return null;
  await lockCall(tx, id);
  const { mergedInto, dueAt, assigneeId, attempts } = callTasks;
  const [open] = await tx
    .select({ mergedInto, dueAt, assigneeId, attempts })
    .from(callTasks)
    .where(and(eq(mergedInto, id), eq(callTasks.state, 'open')))
    .limit(1);
  return open ?? null;
}

/**
 * One person is who has the same number and language, on tickets of one customer; each ticket names them anew. Any of
 * their open rows leads to the call: to look for the first would cost each that joins as much as there are.
 */
async function callTo(tx: Tx, contactId: string): Promise<string | null> {
  const [me, mine] = [alias(ticketContacts, 'me'), alias(tickets, 'mine')];
  const [found] = await tx
    .select({ id: callTasks.mergedInto })
    .from(me)
    .innerJoin(mine, eq(mine.number, me.number))
    .innerJoin(ticketContacts, and(eq(ticketContacts.phone, me.phone), eq(ticketContacts.language, me.language)))
    .innerJoin(callTasks, and(eq(callTasks.contactId, ticketContacts.id), eq(callTasks.state, 'open')))
    .innerJoin(tickets, eq(tickets.number, callTasks.number))
    .where(and(eq(me.id, contactId), or(eq(tickets.number, mine.number), eq(tickets.customerId, mine.customerId))))
    .limit(1);
  return found?.id ?? null;
}

/** Whatever a call's rows have in common changes under this lock. */
export async function lockCall(tx: Tx, id: string): Promise<void> {
  await tx.select({ id: callTasks.id }).from(callTasks).where(eq(callTasks.id, id)).for('update');
}

/** The call is due by an instant at the latest. Nothing is written where it is: each of its rows would be. */
export async function bringForward(tx: Tx, id: string, dueAt: Date | SQL): Promise<void> {
  const at = dueAt instanceof Date ? sql`${dueAt.toISOString()}::timestamptz` : dueAt;
  await tx
    .update(callTasks)
    .set({ dueAt: sql`${at}` })
    .where(and(eq(callTasks.mergedInto, id), sql`${callTasks.dueAt} > ${at}`));
}

/**
 * The call that asks a contact about a restoration already, due by an instant at the latest: asked again, they need not
 * be told twice. Null where there is none.
 */
export async function questionDueBy(
  tx: Tx,
  { ticket, contactId, dueAt }: { ticket: Pick<Ticket, 'number' | 'episode'>; contactId: string; dueAt: Date },
): Promise<string | null> {
  const [asked] = await tx
    .select({ id: callTasks.mergedInto })
    .from(callTasks)
    .where(
      and(
        eq(callTasks.number, ticket.number),
        eq(callTasks.episode, ticket.episode),
        eq(callTasks.contactId, contactId),
        eq(callTasks.state, 'open'),
        inArray(callTasks.purpose, ['restored', 'reminder']),
      ),
    );
  if (!asked) return null;
  await lockCall(tx, asked.id);
  await bringForward(tx, asked.id, dueAt);
  return asked.id;
}
