import { eq, sql } from 'drizzle-orm';
import { afterEach, expect, it } from 'vitest';
import {
  nextOrderInMs,
  order,
  orderDigest,
  orderTestMail,
  orderVisit,
  relayOrders,
  startsDone,
  type Order,
  type TicketOrderKind,
} from '../../db/orders.ts';
import { orders } from '../../db/schema.ts';
import { anotherNumber, theNumber } from '../support/cast.ts';
import { whyNoPostgres } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';
import { ownDatabase } from '../support/tickets-on-database.ts';

function about(one: Order): string {
  if (one.kind === 'digest') return one.digestId;
  if (one.kind === 'visitChanged') return one.visitId;
  if (one.kind === 'testMail') return one.testMailId;
  return one.kind === 'worksChanged' ? one.worksId : one.number;
}

describeUnless(whyNoPostgres, 'an order to the engine', () => {
  const own = ownDatabase();
  const db = () => own().database.db;
  const left = async () => (await db().select().from(orders).orderBy(orders.id)).map(({ kind }) => kind);
  const give = (number: string, kind: TicketOrderKind, afterMs = 0) =>
    db().transaction((tx) => order(tx, number, kind, { afterMs }));
  afterEach(() => db().delete(orders));

  /** What one round of a relay tells the engine; `fails` puts off. */
  async function round(limit = 10, fails: (order: Order) => boolean = () => false): Promise<string[]> {
    const told: string[] = [];
    await relayOrders(db(), limit, async (one) => {
      told.push(`${about(one)} ${one.kind}`);
      return fails(one) ? { retryAfterMs: 60_000 } : 'done';
    });
    return told;
  }

  it('is carried out once and then forgotten', async () => {
    await give(theNumber, 'start');
    expect(await round()).toEqual([`${theNumber} start`]);
    expect(await round()).toEqual([]);
    expect(await left()).toEqual([]);
  });

  it('comes in its turn: one of each ticket in a round, the oldest first', async () => {
    await give(theNumber, 'start');
    await give(theNumber, 'factsRecorded');
    await give(anotherNumber, 'start');
    await give(theNumber, 'customerAnswered');
    expect(await round()).toEqual([`${theNumber} start`, `${anotherNumber} start`]);
    expect(await round()).toEqual([`${theNumber} factsRecorded`]);
    expect(await round()).toEqual([`${theNumber} customerAnswered`]);
  });

  it('holds back the later ones of its ticket while it is put off, and nobody else', async () => {
    await give(theNumber, 'start');
    await give(theNumber, 'factsRecorded');
    await round(10, () => true);
    await give(anotherNumber, 'start');
    expect(await round()).toEqual([`${anotherNumber} start`]);
    expect(await left()).toEqual(['start', 'factsRecorded']);
  });

  it('counts how often it was tried', async () => {
    await give(theNumber, 'start');
    await round(10, () => true);
    await db()
      .update(orders)
      .set({ notBefore: sql`now() - interval '1 second'` });
    await round(10, () => true);
    expect(await db().select().from(orders)).toMatchObject([{ attempts: 2 }]);
  });

  it('about a digest comes after those of tickets, however old it is', async () => {
    const digestId = '019b8c00-0000-7000-f000-000000000001';
    await db().transaction((tx) => orderDigest(tx, digestId));
    await give(theNumber, 'start');
    await give(anotherNumber, 'start');
    expect(await round(2)).toEqual([`${theNumber} start`, `${anotherNumber} start`]);
    expect(await round(2, () => true)).toEqual([`${digestId} digest`]);
    expect(await left()).toEqual(['digest']);
  });

  it('about a template that is tried comes behind digests, and is not forgotten', async () => {
    const [digestId, testMailId] = ['019b8c00-0000-7000-f000-000000000001', '019b8c00-0000-7000-f000-000000000002'];
    await db().transaction((tx) => orderTestMail(tx, testMailId));
    await db().transaction((tx) => orderDigest(tx, digestId));
    expect(await round(1)).toEqual([`${digestId} digest`]);
    expect(await round(1)).toEqual([`${testMailId} testMail`]);
    expect(await left()).toEqual([]);
  });

  it('about a visit comes in its turn, and needs no ticket', async () => {
    const visitId = '019b8c00-0000-7000-f100-000000000001';
    await db().transaction((tx) => orderVisit(tx, visitId));
    await db().transaction((tx) => orderVisit(tx, visitId));
    await give(theNumber, 'start');
    expect(await round()).toEqual([`${theNumber} start`, `${visitId} visitChanged`]);
    expect(await round()).toEqual([`${visitId} visitChanged`]);
    expect(await left()).toEqual([]);
  });

  it('waits until it is due', async () => {
    await give(theNumber, 'start', 60_000);
    expect(await round()).toEqual([]);
    expect(await nextOrderInMs(db())).toBeGreaterThan(50_000);
    await db()
      .update(orders)
      .set({ notBefore: sql`now() - interval '1 second'` });
    expect(await nextOrderInMs(db())).toBe(0);
    expect(await round()).toEqual([`${theNumber} start`]);
    expect(await nextOrderInMs(db())).toBeNull();
  });

  it('is never carried out by two relays', async () => {
    const numbers = Array.from({ length: 30 }, (_, index) => `HD-${index}`);
    for (const number of numbers) await give(number, 'start');
    const rounds = await Promise.all([round(30), round(30), round(30), round(30)]);
    const rest = await round(30);
    expect([...rounds.flat(), ...rest].sort()).toEqual(numbers.map((number) => `${number} start`).sort());
  });

  it('keeps its place while another relay carries out the one before', async () => {
    await give(theNumber, 'start');
    await give(theNumber, 'factsRecorded');
    let secondRound: string[] = ['not asked'];
    await relayOrders(db(), 10, async () => {
      secondRound = await round();
      return 'done';
    });
    expect(secondRound).toEqual([]);
    expect(await round()).toEqual([`${theNumber} factsRecorded`]);
  });

  it('stays where the relay dies before it is done', async () => {
    await give(theNumber, 'customerAnswered');
    const dying = relayOrders(db(), 10, () => Promise.reject(new Error('the relay died')));
    await expect(dying).rejects.toThrow('the relay died');
    expect(await left()).toEqual(['customerAnswered']);
  });

  it('to start is taken back where somebody else has started the workflow', async () => {
    await give(theNumber, 'start', 60_000);
    await give(theNumber, 'factsRecorded');
    await startsDone(db(), [theNumber]);
    expect(await left()).toEqual(['factsRecorded']);
    expect(await db().$count(orders, eq(orders.number, theNumber))).toBe(1);
  });
});
