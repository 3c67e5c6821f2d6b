import { and, asc, desc, eq, inArray, ne, sql, type SQL } from 'drizzle-orm';
import type { Instant } from '../domain/instant.ts';
import type { Reader, Tx } from './client.ts';
import { lockCall } from './joining-calls.ts';
import { mergedCall, type OwedCall } from './merged-call.ts';
import { callTasks, roster, ticketContacts, users, type CallAttempt, type CallTask } from './schema.ts';

export type CallTaskState = CallTask['state'];

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

const rowsOf = (reader: Reader, ids: readonly string[]) =>
  reader
    .select(columns)
    .from(callTasks)
    .leftJoin(
      ticketContacts,
      and(eq(ticketContacts.id, callTasks.contactId), eq(ticketContacts.number, callTasks.number)),
    )
    .where(inArray(callTasks.mergedInto, [...ids]))
    .orderBy(asc(callTasks.id));

export async function owedCallById(reader: Reader, id: string): Promise<OwedCall | null> {
  return mergedCall(await rowsOf(reader, [id]));
}

export interface Part {
  /** As far as these tickets are concerned. */
  readonly numbers?: ReadonlySet<string>;
  /** Without what is owed only since then. */
  readonly askedAt: Date | undefined;
}

/** The same in part; what stands is judged by that part alone. */
export async function owedCallAbout(reader: Reader, id: string, { numbers, askedAt }: Part): Promise<OwedCall | null> {
  const rows = (await rowsOf(reader, [id])).filter(
    ({ task }) => task.number === null || (numbers?.has(task.number) ?? true),
  );
  return mergedCall(askedAt ? rows.filter(({ task }) => task.createdAt <= askedAt) : rows);
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
export async function listOwedCalls(reader: Reader, filter: CallTaskFilter, page: Page): Promise<OwedCall[]> {
  const open = filter.state === undefined || filter.state === 'open' ? await openCalls(reader, filter, page) : [];
  if (open.length === page.limit || filter.state === 'open') return withRows(reader, open);
  const rest = { limit: page.limit - open.length, after: page.after?.open === false ? page.after : null };
  return withRows(reader, [...open, ...(await callsThatAreOver(reader, filter, rest))]);
}

/** Due instant and call stand in the index of the open ones: a call of many tickets is one step in it. */
const place = { dueAt: callTasks.dueAt, id: callTasks.mergedInto };

interface Placed {
  readonly id: string;
}

async function withRows(reader: Reader, calls: readonly Placed[]): Promise<OwedCall[]> {
  const rows =
    calls.length === 0
      ? []
      : await rowsOf(
          reader,
          calls.map(({ id }) => id),
        );
  return calls.flatMap(({ id }) => mergedCall(rows.filter(({ task }) => task.mergedInto === id)) ?? []);
}

async function openCalls(reader: Reader, filter: CallTaskFilter, { limit, after }: Page): Promise<Placed[]> {
  if (after?.open === false) return [];
  const beyond = after && sql`(${place.dueAt}, ${place.id}) > (${after.at}::timestamptz, ${after.id}::uuid)`;
  return reader
    .selectDistinct(place)
    .from(callTasks)
    .where(and(eq(callTasks.state, 'open'), ...fitting(filter), beyond ?? undefined))
    .orderBy(asc(place.dueAt), asc(place.id))
    .limit(limit);
}

async function callsThatAreOver(reader: Reader, filter: CallTaskFilter, { limit, after }: Page): Promise<Placed[]> {
  const beyond = after && sql`(${place.dueAt}, ${place.id}) < (${after.at}::timestamptz, ${after.id}::uuid)`;
  const { state } = callTasks;
  const wanted = filter.state ? [eq(state, filter.state)] : [];
  return reader
    .selectDistinct(place)
    .from(callTasks)
    .where(and(ne(state, 'open'), ...wanted, standsForCall, ...fitting(filter), beyond ?? undefined))
    .orderBy(desc(place.dueAt), desc(place.id))
    .limit(limit);
}

/** Nothing else of the call is still to be said, nor was said where this need not be: as `mergedCall` has it. */
const standsForCall = sql`not exists (select from ${callTasks} other where other.merged_into = ${callTasks.mergedInto}
  and (other.state = 'open' or (other.state = 'done' and ${callTasks.state} = 'void')))`;

function fitting({ number, assigneeId, free, due }: CallTaskFilter): SQL[] {
  return [
    ...(number === undefined ? [] : [eq(callTasks.number, number)]),
    ...(assigneeId === undefined ? [] : [eq(callTasks.assigneeId, assigneeId)]),
    ...(free === undefined ? [] : [free ? isFree() : sql`not ${isFree()}`]),
    ...(due === undefined ? [] : [due ? sql`${callTasks.dueAt} <= now()` : sql`${callTasks.dueAt} > now()`]),
  ];
}

/** Who makes the call. False where it is over. */
export async function assignCall(tx: Tx, id: string, assigneeId: string): Promise<boolean> {
  await lockCall(tx, id);
  const assigned = await tx
    .update(callTasks)
    .set({ assigneeId })
    .where(and(eq(callTasks.mergedInto, id), eq(callTasks.state, 'open')))
    .returning({ id: callTasks.id });
  return assigned.length > 0;
}

export interface Outlook {
  /** The tasks that it was for, whatever the protocol made of them meanwhile. */
  readonly said: readonly string[];
  /** Before that nobody need try again; null: nothing is put off. */
  readonly nextAt: Instant | null;
}

/** Adds an attempt to a call under its lock, which may put it off or end it. */
export async function addAttempt(tx: Tx, id: string, attempt: CallAttempt, { said, nextAt }: Outlook): Promise<void> {
  await tx
    .update(callTasks)
    .set({
      attempts: sql`${callTasks.attempts} || ${JSON.stringify([attempt])}::jsonb`,
      ...(nextAt !== null && { dueAt: sql`greatest(${callTasks.dueAt}, ${nextAt}::timestamptz)` }),
    })
    .where(eq(callTasks.mergedInto, id));
  await tasksDone(tx, said);
}

export async function tasksDone(tx: Tx, said: readonly string[]): Promise<void> {
  if (said.length === 0) return;
  await tx
    .update(callTasks)
    .set({ state: 'done' })
    .where(inArray(callTasks.id, [...said]));
}
