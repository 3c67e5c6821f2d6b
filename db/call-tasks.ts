import { and, asc, desc, eq, inArray, ne, sql, type SQL } from 'drizzle-orm';
import type { Instant } from '../domain/instant.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Reader, Tx } from './client.ts';
import { callTasks, roster, ticketContacts, users, type CallAttempt } from './schema.ts';

type NewCallTask = typeof callTasks.$inferInsert;
export type CallTask = typeof callTasks.$inferSelect;
export type CallTaskState = CallTask['state'];

export async function insertCallTask(tx: Tx, task: NewCallTask): Promise<void> {
  await tx.insert(callTasks).values(task);
}

/** A call back to a number is owed once, however often it rang: the second insertion does nothing. */
export async function insertCallBack(tx: Tx, task: NewCallTask): Promise<void> {
  await tx.insert(callTasks).values(task).onConflictDoNothing();
}

/**
 * The call that asks a contact about a restoration already, due by an instant at the latest: asked again, they need not
 * be called twice. Null where there is none.
 */
export async function questionDueBy(
  tx: Tx,
  { ticket, contactId, dueAt }: { ticket: Pick<Ticket, 'number' | 'episode'>; contactId: string; dueAt: Date },
): Promise<string | null> {
  const [asked] = await tx
    .update(callTasks)
    .set({ dueAt: sql`least(${callTasks.dueAt}, ${dueAt.toISOString()}::timestamptz)` })
    .where(
      and(
        eq(callTasks.number, ticket.number),
        eq(callTasks.episode, ticket.episode),
        eq(callTasks.contactId, contactId),
        eq(callTasks.state, 'open'),
        inArray(callTasks.purpose, ['restored', 'reminder']),
      ),
    )
    .returning({ id: callTasks.id });
  return asked?.id ?? null;
}

/** A call task with whom to call, as corrected so far; name and phone are null once erased. */
const columns = {
  task: callTasks,
  contactName: ticketContacts.name,
  phone: sql<string | null>`coalesce(${ticketContacts.phone}, ${callTasks.phone})`,
  language: ticketContacts.language,
  isFree: sql<boolean>`${isFree()}`,
};

/**
 * Open for anybody: nobody has taken it, or who did is off duty while others of their role are on. Where the roster
 * says nothing about now, nobody is off duty.
 */
function isFree(): SQL {
  const now = sql`${roster.from} <= now() and ${roster.to} > now()`;
  const onDuty = sql`exists (select 1 from ${roster} where ${roster.userId} = ${callTasks.assigneeId} and ${now})`;
  const relieved = sql`exists (select 1 from ${roster} join ${users} on ${users.id} = ${callTasks.assigneeId}
    where ${users.roles} @> to_jsonb(${roster.role}) and ${now})`;
  return sql`(${callTasks.state} = 'open' and (${callTasks.assigneeId} is null or (${relieved} and not ${onDuty})))`;
}

const select = (reader: Reader) =>
  reader
    .select(columns)
    .from(callTasks)
    .leftJoin(
      ticketContacts,
      and(eq(ticketContacts.id, callTasks.contactId), eq(ticketContacts.number, callTasks.number)),
    );

export type CallTaskRow = Awaited<ReturnType<typeof select>>[number];

export async function callTaskById(reader: Reader, id: string): Promise<CallTaskRow | null> {
  const [row] = await select(reader).where(eq(callTasks.id, id));
  return row ?? null;
}

export interface CallTaskFilter {
  readonly state?: CallTaskState | undefined;
  readonly number?: string | undefined;
  readonly assigneeId?: string | undefined;
  /** Nobody on duty has taken them. */
  readonly free?: boolean | undefined;
  /** To be made by now. */
  readonly due?: boolean | undefined;
}

/** Where the last page ended: among the open ones, which come first, or among those that are over. */
export interface CallTaskCursor {
  readonly open: boolean;
  readonly at: Instant;
  readonly id: string;
}

interface Page {
  readonly limit: number;
  readonly after: CallTaskCursor | null;
}

/**
 * Open calls first, the most urgent on top; then those that are over, the latest first. Two queries, so that the open
 * ones always come by their own index, however many are over.
 */
export async function listCallTasks(reader: Reader, filter: CallTaskFilter, page: Page): Promise<CallTaskRow[]> {
  const open = filter.state === undefined || filter.state === 'open' ? await openTasks(reader, filter, page) : [];
  if (open.length === page.limit || filter.state === 'open') return open;
  const rest = { limit: page.limit - open.length, after: page.after?.open === false ? page.after : null };
  return [...open, ...(await overTasks(reader, filter, rest))];
}

async function openTasks(reader: Reader, filter: CallTaskFilter, { limit, after }: Page): Promise<CallTaskRow[]> {
  if (after?.open === false) return [];
  const { dueAt, id, state } = callTasks;
  const beyond = after && sql`(${dueAt}, ${id}) > (${after.at}::timestamptz, ${after.id}::uuid)`;
  return select(reader)
    .where(and(eq(state, 'open'), ...fitting(filter), beyond ?? undefined))
    .orderBy(asc(dueAt), asc(id))
    .limit(limit);
}

async function overTasks(reader: Reader, filter: CallTaskFilter, { limit, after }: Page): Promise<CallTaskRow[]> {
  const { dueAt, id, state } = callTasks;
  const beyond = after && sql`(${dueAt}, ${id}) < (${after.at}::timestamptz, ${after.id}::uuid)`;
  return select(reader)
    .where(and(filter.state ? eq(state, filter.state) : ne(state, 'open'), ...fitting(filter), beyond ?? undefined))
    .orderBy(desc(dueAt), desc(id))
    .limit(limit);
}

function fitting({ number, assigneeId, free, due }: CallTaskFilter): SQL[] {
  return [
    ...(number === undefined ? [] : [eq(callTasks.number, number)]),
    ...(assigneeId === undefined ? [] : [eq(callTasks.assigneeId, assigneeId)]),
    ...(free === undefined ? [] : [free ? isFree() : sql`not ${isFree()}`]),
    ...(due === undefined ? [] : [due ? sql`${callTasks.dueAt} <= now()` : sql`${callTasks.dueAt} > now()`]),
  ];
}

/** Who makes the call. False where it is over. */
export async function assignCallTask(tx: Tx, id: string, assigneeId: string): Promise<boolean> {
  const assigned = await tx
    .update(callTasks)
    .set({ assigneeId })
    .where(and(eq(callTasks.id, id), eq(callTasks.state, 'open')))
    .returning({ id: callTasks.id });
  return assigned.length > 0;
}

/** Holds a task that belongs to no ticket, whose lock would hold it. */
export async function lockCallTask(tx: Tx, id: string): Promise<void> {
  await tx.select({ id: callTasks.id }).from(callTasks).where(eq(callTasks.id, id)).for('update');
}

export interface Outlook {
  /** It was what the call was for, whatever the protocol made of the task meanwhile. */
  readonly isSaid: boolean;
  /** Before that nobody need try again; null: nothing is put off. */
  readonly nextAt: Instant | null;
}

/** Adds an attempt, which may put the task off or end it. */
export async function addAttempt(tx: Tx, id: string, attempt: CallAttempt, { isSaid, nextAt }: Outlook): Promise<void> {
  await tx
    .update(callTasks)
    .set({
      attempts: sql`${callTasks.attempts} || ${JSON.stringify([attempt])}::jsonb`,
      ...(isSaid && { state: 'done' as const }),
      ...(nextAt !== null && { dueAt: sql`greatest(${callTasks.dueAt}, ${nextAt}::timestamptz)` }),
    })
    .where(eq(callTasks.id, id));
}
