import { eq } from 'drizzle-orm';
import postgres from 'postgres';
import { expect, it } from 'vitest';
import { append } from '../../db/append.ts';
import { recordFact } from '../../db/facts.ts';
import { ordersChannel } from '../../db/orders.ts';
import { readEntries } from '../../db/protocol.ts';
import { orders } from '../../db/schema.ts';
import { words } from '../support/cast.ts';
import { whyNoPostgres } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { describeUnless } from '../support/provided.ts';
import { decided, noted, openedOn, ownDatabase } from '../support/tickets-on-database.ts';

describeUnless(whyNoPostgres, 'a fact', () => {
  const own = ownDatabase();
  const db = () => own().database.db;
  const typesOf = async (number: string) => (await readEntries(db(), number)).map(({ type }) => type);
  const ordersOf = async (number: string) =>
    (await db().select().from(orders).where(eq(orders.number, number)).orderBy(orders.id)).map(({ kind }) => kind);

  it('stands in the protocol at once, with the order to tell the workflow', async () => {
    const { number } = await openedOn(own().database);
    const { entries } = await db().transaction((tx) => recordFact(tx, number, () => [noted()], 'factsRecorded'));
    expect(entries).toMatchObject([{ type: 'noteAdded', position: 3 }]);
    expect(await ordersOf(number)).toEqual(['start', 'factsRecorded']);
  });

  it('is decided on the whole protocol, under the lock', async () => {
    const { number } = await openedOn(own().database);
    const seen: number[] = [];
    const note = () =>
      db().transaction((tx) =>
        recordFact(tx, number, (ticket) => (seen.push(ticket.foldedUpTo), [noted()]), 'factsRecorded'),
      );
    await Promise.all([note(), note(), note(), note()]);
    expect(seen).toEqual([2, 3, 4, 5]);
  });

  it('goes with its order where the transaction fails', async () => {
    const { number } = await openedOn(own().database);
    const failing = db().transaction(async (tx) => {
      await recordFact(tx, number, () => [noted()], 'customerAnswered');
      throw new Error('the phone fell');
    });
    await expect(failing).rejects.toThrow('the phone fell');
    expect(await typesOf(number)).toEqual(['ticketOpened', 'etaDemanded']);
    expect(await ordersOf(number)).toEqual(['start']);
  });

  it('wakes nobody where nothing follows for the workflow', async () => {
    const { number } = await openedOn(own().database);
    await db().transaction((tx) => recordFact(tx, number, () => [noted()], null));
    await db().transaction((tx) => recordFact(tx, number, () => [], 'factsRecorded'));
    expect(await ordersOf(number)).toEqual(['start']);
  });

  it('is taken on a finished ticket too, where there is nobody to wake', async () => {
    const ticket = await openedOn(own().database);
    const { number } = ticket;
    const rejected = decided(ticket, { type: 'reject', texts: words() });
    await db().transaction((tx) => append(tx, number, rejected));
    await db().transaction((tx) => recordFact(tx, number, () => [noted()], 'factsRecorded'));
    expect(await typesOf(number)).toEqual(['ticketOpened', 'etaDemanded', 'ticketRejected', 'noteAdded']);
    expect(await ordersOf(number)).toEqual(['start']);
  });

  it('rings at the relay when it is committed, and not before', async () => {
    const { number } = await openedOn(own().database);
    const listener = postgres(own().fresh.appUrl, { max: 1 });
    let rung = 0;
    await listener.listen(ordersChannel, () => void rung++);
    await db().transaction(async (tx) => {
      await recordFact(tx, number, () => [noted()], 'factsRecorded');
      await listener`select 1`;
      expect(rung).toBe(0);
    });
    await eventually(() => rung > 0, { withinMs: 5_000 });
    await listener.end();
  });

  it('about no ticket is refused', async () => {
    const nowhere = db().transaction((tx) => recordFact(tx, 'HD-9999990', () => [noted()], null));
    await expect(nowhere).rejects.toMatchObject({ code: 'notFound' });
  });
});
