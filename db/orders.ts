import DataLoader from 'dataloader';
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Db, Reader, Tx } from './client.ts';
import { orders } from './schema.ts';

export type TicketOrderKind = Exclude<
  (typeof orders.$inferSelect)['kind'],
  'digest' | 'visitChanged' | 'worksChanged' | 'testMail'
>;

interface Taken {
  readonly id: bigint;
  readonly attempts: number;
}
export interface TicketOrder extends Taken {
  readonly number: string;
  readonly kind: TicketOrderKind;
}
/** A digest was opened, and somebody has to send it when it is due. */
export interface DigestOrder extends Taken {
  readonly digestId: string;
  readonly kind: 'digest';
}
/** A visit was made, or something happened to it that its workflow has to look at. */
export interface VisitOrder extends Taken {
  readonly visitId: string;
  readonly kind: 'visitChanged';
}
/** Works were planned, or called off. */
export interface WorksOrder extends Taken {
  readonly worksId: string;
  readonly kind: 'worksChanged';
}
/** Somebody wants to see a template in their own mailbox. */
export interface TestMailOrder extends Taken {
  readonly testMailId: string;
  readonly kind: 'testMail';
}
export type Order = TicketOrder | DigestOrder | VisitOrder | WorksOrder | TestMailOrder;

/** Channel of NOTIFY on which relays are woken. */
export const ordersChannel = 'orders';

/** What the engine has to be told, written with what causes it; the relay wakes when the transaction commits. */
export async function order(tx: Tx, number: string, kind: TicketOrderKind, { afterMs = 0 } = {}): Promise<void> {
  await tx.insert(orders).values({ number, kind, notBefore: sql`now() + ${afterMs} * interval '1 millisecond'` });
  if (afterMs === 0) await wakeRelay(tx);
}

/** The same for a digest. */
export async function orderDigest(tx: Tx, digestId: string): Promise<void> {
  await tx.insert(orders).values({ digestId, kind: 'digest' });
  await wakeRelay(tx);
}

/** The same for a visit: its workflow is started where there is none. */
export async function orderVisit(tx: Tx, visitId: string): Promise<void> {
  await tx.insert(orders).values({ visitId, kind: 'visitChanged' });
  await wakeRelay(tx);
}

/** The same for scheduled works: they were planned, or called off. */
export async function orderWorks(tx: Tx, worksId: string): Promise<void> {
  await tx.insert(orders).values({ worksId, kind: 'worksChanged' });
  await wakeRelay(tx);
}

/** The same for a template that is tried. */
export async function orderTestMail(tx: Tx, testMailId: string): Promise<void> {
  await tx.insert(orders).values({ testMailId, kind: 'testMail' });
  await wakeRelay(tx);
}

/** For whoever writes orders by a statement of their own. */
export async function wakeRelay(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_notify(${ordersChannel}, '')`);
}

/** The start orders of tickets whose workflows run by now. */
export async function startsDone(reader: Reader, numbers: readonly string[]): Promise<void> {
  await reader.delete(orders).where(and(inArray(orders.number, [...numbers]), eq(orders.kind, 'start')));
}

/** Takes start orders back, in a burst many with one commit: those that come while one is under way go together. */
export function startsTogether(db: Db): (number: string) => Promise<void> {
  let underWay: Promise<unknown> = Promise.resolve();
  const loader = new DataLoader<string, void>(
    async (numbers) => {
      await (underWay = startsDone(db, numbers));
      return numbers.map(() => undefined);
    },
    { cache: false, batchScheduleFn: (go) => void underWay.then(go, go) },
  );
  return (number) => loader.load(number);
}

/**
 * Takes the oldest due order of each of up to `limit` tickets, as many of visits and of works, then digests and tests of
 * templates as far as the limit reaches, and carries them out while their rows are locked, so that no two relays tell the engine the same
 * and the orders of each keep their sequence. What fails is put off.
 */
export async function relayOrders(
  db: Db,
  limit: number,
  carryOut: (order: Order) => Promise<'done' | { readonly retryAfterMs: number }>,
): Promise<number> {
  return db.transaction(async (tx) => {
    const tickets = await takeTicketOrders(tx, limit);
    const [visits, works] = [await takeVisitOrders(tx, limit), await takeWorksOrders(tx, limit)];
    const digests = tickets.length < limit ? await takeDigestOrders(tx, limit - tickets.length) : [];
    const left = limit - tickets.length - digests.length;
    const testMails = left > 0 ? await takeTestMailOrders(tx, left) : [];
    const taken: Order[] = [...tickets, ...visits, ...works, ...digests, ...testMails];
    const outcomes = await Promise.all(taken.map(async (one) => ({ one, outcome: await carryOut(one) })));
    const done = outcomes.filter(({ outcome }) => outcome === 'done').map(({ one }) => one.id);
    if (done.length > 0) await tx.delete(orders).where(inArray(orders.id, done));
    for (const { one, outcome } of outcomes) if (outcome !== 'done') await putOff(tx, one, outcome.retryAfterMs);
    return done.length;
  });
}

async function takeTicketOrders(tx: Tx, limit: number): Promise<TicketOrder[]> {
  const rows = await tx.execute<{ id: string; number: string; kind: TicketOrderKind; attempts: number }>(sql`
    select id, number, kind, attempts from orders o
    where not_before <= now() and number is not null
      and not exists (select from orders earlier where earlier.number = o.number and earlier.id < o.id)
    order by id limit ${limit} for update skip locked`);
  return rows.map((row) => ({ ...row, id: BigInt(row.id) }));
}

async function takeVisitOrders(tx: Tx, limit: number): Promise<VisitOrder[]> {
  const taken = await takeOrdersAbout(tx, 'visit_id', limit);
  return taken.map(({ about, ...order }) => ({ ...order, visitId: about, kind: 'visitChanged' }));
}

async function takeWorksOrders(tx: Tx, limit: number): Promise<WorksOrder[]> {
  const taken = await takeOrdersAbout(tx, 'works_id', limit);
  return taken.map(({ about, ...order }) => ({ ...order, worksId: about, kind: 'worksChanged' }));
}

async function takeTestMailOrders(tx: Tx, limit: number): Promise<TestMailOrder[]> {
  const taken = await takeOrdersAbout(tx, 'test_mail_id', limit);
  return taken.map(({ about, ...order }) => ({ ...order, testMailId: about, kind: 'testMail' }));
}

/** The oldest due order about each of up to so many visits, works or tests of templates. */
async function takeOrdersAbout(tx: Tx, column: 'visit_id' | 'works_id' | 'test_mail_id', limit: number) {
  const about = sql.identifier(column);
  const rows = await tx.execute<{ id: string; about: string; attempts: number }>(sql`
    select id, ${about} as about, attempts from orders o
    where not_before <= now() and ${about} is not null
      and not exists (select from orders earlier where earlier.${about} = o.${about} and earlier.id < o.id)
    order by id limit ${limit} for update skip locked`);
  return rows.map((row) => ({ ...row, id: BigInt(row.id) }));
}

async function takeDigestOrders(tx: Tx, limit: number): Promise<DigestOrder[]> {
  const rows = await tx.execute<{ id: string; digestId: string; attempts: number }>(sql`
    select id, digest_id as "digestId", attempts from orders
    where not_before <= now() and digest_id is not null
    order by id limit ${limit} for update skip locked`);
  return rows.map((row) => ({ ...row, id: BigInt(row.id), kind: 'digest' }));
}

async function putOff(tx: Tx, { id }: Order, afterMs: number): Promise<void> {
  await tx
    .update(orders)
    .set({ attempts: sql`${orders.attempts} + 1`, notBefore: sql`now() + ${afterMs} * interval '1 millisecond'` })
    .where(eq(orders.id, id));
}

/** Milliseconds until the next order falls due, or null where there is none. */
export async function nextOrderInMs(reader: Reader): Promise<number | null> {
  const [row] = await reader
    .select({ ms: sql<string | null>`extract(epoch from min(${orders.notBefore}) - clock_timestamp()) * 1000` })
    .from(orders);
  return row?.ms == null ? null : Math.max(0, Math.ceil(Number(row.ms)));
}
