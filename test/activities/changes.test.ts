import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { expect, it } from 'vitest';
import { append } from '../../db/append.ts';
import {
  changesNow,
  forgetOldChanges,
  isKeptAfter,
  settledAfter,
  type Change,
  type Place,
  type Settled,
} from '../../db/changes.ts';
import { callTasks, changes } from '../../db/schema.ts';
import { whyNoPostgres } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { describeUnless } from '../support/provided.ts';
import { claimed, openedOn, ownDatabase } from '../support/tickets-on-database.ts';
import {
  asksForVisit,
  comesToWork,
  engineer,
  storesAreFilled,
  thePart,
  theStore,
} from '../support/visits-on-database.ts';

describeUnless(whyNoPostgres, 'what changed', () => {
  const own = ownDatabase();
  const db = () => own().database.db;
  const now = (place: Place): Promise<Settled> => settledAfter(db(), place, 100);
  // Other files write in other databases of the same server, and whatever is under way there holds back what is told.
  const after = (place: Place) =>
    eventually(async () => [await now(place)].find(({ heldBack }) => !heldBack), { withinMs: 20_000 });
  const here = () =>
    eventually(
      async () => {
        const { place } = await changesNow(db());
        const { changes: missed, heldBack } = await now(place);
        return missed.length === 0 && !heldBack && place;
      },
      { withinMs: 20_000 },
    );
  const numbersIn = (found: readonly Change[]) => found.map(({ about }) => ('number' in about ? about.number : null));

  it('is told of tickets, visits, stock and call tasks, whoever changes them', async () => {
    const place = await here();
    await storesAreFilled(own().database);
    await comesToWork(own().database, engineer(1));
    const { number, visitId } = await asksForVisit(own().database);
    const id = v7();
    const call = { id, mergedInto: id, number, key: 'k', contactId: v7(), purpose: 'restored', episode: 1 } as const;
    await db()
      .insert(callTasks)
      .values({ ...call, dueAt: new Date(), createdAt: new Date() });
    const told = (await after(place)).changes.map(({ kind, about }) => ({ kind, about }));
    expect(told).toContainEqual({ kind: 'stock', about: { partId: thePart, warehouseId: theStore } });
    expect(told).toContainEqual({ kind: 'ticket', about: { number, position: expect.any(Number) } });
    expect(told).toContainEqual({ kind: 'visit', about: { id: visitId, position: 1 } });
    expect(told).toContainEqual({ kind: 'callTask', about: { id, number } });
  });

  it('is not what nobody sees: the engine takes a ticket over', async () => {
    const { number } = await openedOn(own().database);
    const place = await here();
    await db().execute(sql`update tickets set engine = 'running', history_length = 9 where number = ${number}`);
    expect(await after(place)).toEqual({ changes: [], heldBack: false });
  });

  it('waits for the transaction that began before and ends after, and comes in one order for all', async () => {
    const slow = await openedOn(own().database);
    const fast = await openedOn(own().database);
    const place = await here();
    const meanwhile: Settled[] = [];
    await db().transaction(async (tx) => {
      await append(tx, slow.number, claimed(slow));
      await db().transaction((other) => append(other, fast.number, claimed(fast)));
      meanwhile.push(await now(place));
    });
    const { changes: heard, heldBack } = await after(place);
    expect(meanwhile).toEqual([{ changes: [], heldBack: true }]);
    expect([numbersIn(heard), heldBack]).toEqual([[slow.number, fast.number], false]);
    const [first, second] = heard;
    expect(numbersIn((await after(first!.place)).changes)).toEqual([fast.number]);
    expect(await after(second!.place)).toEqual({ changes: [], heldBack: false });
  });

  it('is not told where the transaction is undone', async () => {
    const ticket = await openedOn(own().database);
    const place = await here();
    const undone = db().transaction(async (tx) => {
      await append(tx, ticket.number, claimed(ticket));
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await after(place)).toEqual({ changes: [], heldBack: false });
  });

  it('is forgotten after an hour, and known to be', async () => {
    await db().delete(changes);
    const before = await here();
    await openedOn(own().database);
    const first = await here();
    await openedOn(own().database);
    const second = await here();
    expect(await Promise.all([before, first, second].map((place) => isKeptAfter(db(), place)))).toEqual([
      false,
      true,
      true,
    ]);
    await db()
      .update(changes)
      .set({ at: sql`now() - interval '61 minutes'` });
    await openedOn(own().database);
    await here();
    await forgetOldChanges(db());
    expect(await Promise.all([before, first, second].map((place) => isKeptAfter(db(), place)))).toEqual([
      false,
      false,
      true,
    ]);
    expect((await after(second)).changes.length).toBeGreaterThan(0);
  });

  it('leaves out what another database told, from whose dump this one was made', async () => {
    const place = await here();
    const foreign = { transaction: String(place.transaction + 1_000_000n), kind: 'visit' } as const;
    await db()
      .insert(changes)
      .values({ ...foreign, about: { id: v7(), position: 1 } });
    expect((await now(place)).changes).toEqual([]);
    await forgetOldChanges(db());
    expect(await after(place)).toEqual({ changes: [], heldBack: false });
    expect(await isKeptAfter(db(), { ...place, transaction: place.transaction + 1_000_000n })).toBe(false);
  });

  it('says by its era which database it is', async () => {
    const [first, second] = [await changesNow(db()), await changesNow(db())];
    expect(first.era).toMatch(/^[0-9a-f]{1,16}$/);
    expect(second.era).toBe(first.era);
  });
});
