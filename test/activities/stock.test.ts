import { eq } from 'drizzle-orm';
import { afterEach, expect, it } from 'vitest';
import { connect, type Database } from '../../db/client.ts';
import { movements, replenishments, scheduledWorks, serialNumbers } from '../../db/schema.ts';
import { adjustStock, receiveStock, transferStock } from '../../db/stock/change-stock.ts';
import { releaseFor } from '../../db/stock/release.ts';
import { reserveForWorks } from '../../db/stock/reserve-for-works.ts';
import { monthsDiffer, stockDiffers } from '../../db/stock/stock-differs.ts';
import { theDesk } from '../../domain/actor.ts';
import { at } from '../support/cast.ts';
import { whyNoPostgres } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';
import { keeps, levelOn, outcomes, partInStock, reservationsOn } from '../support/stores-on-database.ts';
import { openedOn, ownDatabase } from '../support/tickets-on-database.ts';
import { inMinutes } from '../support/visits-on-database.ts';

describeUnless(whyNoPostgres, 'the stores', () => {
  const own = ownDatabase();
  const db = () => own().database.db;
  const openOrders = (partId: string) =>
    db().select().from(replenishments).where(eq(replenishments.partId, partId)).orderBy(replenishments.id);
  // Whatever was done, refused or undone: the books are right.
  afterEach(async () => {
    expect(await stockDiffers(db())).toEqual([]);
    expect(await monthsDiffer(db())).toEqual([]);
  });

  /** Many people at once need many connections. */
  const crowd = async <T>(work: (crowd: Database) => Promise<T>): Promise<T> => {
    const many = connect(own().fresh.appUrl, { connections: 25 });
    try {
      return await work(many);
    } finally {
      await many.close();
    }
  };

  it('keep exactly ten of ten parts where fifty are wanted at once', async () => {
    const { number } = await openedOn(own().database);
    const place = await partInStock(own().database, { quantity: 10 });
    const settled = await crowd((many) =>
      Promise.allSettled(Array.from({ length: 50 }, () => keeps(many, { number, ...place }))),
    );
    expect(outcomes(settled)).toEqual({ done: 10, outOfStock: 40 });
    expect(await levelOn(own().database, place)).toEqual({ onHand: 10, reserved: 10 });
  });

  it('keep the floor for emergencies, whatever twenty people take at once', async () => {
    const { number } = await openedOn(own().database);
    const place = await partInStock(own().database, { quantity: 10, floor: 4 });
    const planned = await crowd((many) =>
      Promise.allSettled(Array.from({ length: 20 }, () => keeps(many, { number, ...place, claim: 'planned' }))),
    );
    expect(outcomes(planned)).toEqual({ done: 6, belowFloor: 14 });
    const urgent = await crowd((many) =>
      Promise.allSettled(Array.from({ length: 20 }, () => keeps(many, { number, ...place }))),
    );
    expect(outcomes(urgent)).toEqual({ done: 4, outOfStock: 16 });
    expect(await openOrders(place.partId)).toMatchObject([{ quantity: 4, because: 'belowFloor', filledAt: null }]);
  });

  it('order what an emergency took, tell the storekeeper, and close the order when the floor is whole again', async () => {
    const { number } = await openedOn(own().database);
    const place = await partInStock(own().database, { quantity: 2, floor: 2 });
    const { events } = await keeps(own().database, { number, ...place });
    expect(events).toMatchObject([
      { type: 'partReserved', data: { belowFloor: true } },
      { type: 'escalated', data: { to: { role: 'storekeeper' }, because: 'floorTouched' } },
    ]);
    await keeps(own().database, { number, ...place });
    expect(await openOrders(place.partId)).toMatchObject([{ quantity: 2, filledAt: null }]);
    await db().transaction((tx) => receiveStock(tx, { ...place, quantity: 1 }, theDesk));
    expect(await openOrders(place.partId)).toMatchObject([{ filledAt: null }]);
    await db().transaction((tx) => receiveStock(tx, { ...place, quantity: 1 }, theDesk));
    expect(await openOrders(place.partId)).toMatchObject([{ filledAt: expect.any(Date) }]);
  });

  it('let a supervisor break the floor', async () => {
    const { number } = await openedOn(own().database);
    const place = await partInStock(own().database, { quantity: 1, floor: 1 });
    const planned = { number, ...place, claim: 'planned' } as const;
    await expect(keeps(own().database, planned)).rejects.toMatchObject({ code: 'belowFloor' });
    const { events } = await keeps(own().database, { ...planned, override: true });
    expect(events[0]).toMatchObject({ type: 'partReserved', data: { belowFloor: true } });
  });

  it('give nothing away that is promised: neither by a count nor by a transfer', async () => {
    const { number } = await openedOn(own().database);
    const place = await partInStock(own().database, { quantity: 3 });
    const other = await partInStock(own().database, { quantity: 1 });
    await keeps(own().database, { number, ...place, quantity: 2 });
    const lost = { ...place, quantity: -2, reason: 'недостача' };
    const adjusting = db().transaction((tx) => adjustStock(tx, lost, theDesk));
    await expect(adjusting).rejects.toMatchObject({ code: 'outOfStock' });
    const moving = { partId: place.partId, from: place.warehouseId, to: other.warehouseId };
    const tooMany = db().transaction((tx) => transferStock(tx, { ...moving, quantity: 2 }, theDesk));
    await expect(tooMany).rejects.toMatchObject({ code: 'outOfStock' });
    await db().transaction((tx) => transferStock(tx, { ...moving, quantity: 1 }, theDesk));
    expect(await levelOn(own().database, place)).toEqual({ onHand: 2, reserved: 2 });
  });

  it('do not wait for each other in a ring where parts move crosswise', async () => {
    const one = await partInStock(own().database, { quantity: 40 });
    const other = await partInStock(own().database, { quantity: 40 });
    const lots = [one, other].map((lot) => ({ ...lot, partId: one.partId }));
    await db().transaction((tx) => receiveStock(tx, { ...lots[1]!, quantity: 40 }, theDesk));
    const move = (many: Database, there: boolean) => {
      const [from, to] = there ? [one.warehouseId, other.warehouseId] : [other.warehouseId, one.warehouseId];
      return many.db.transaction((tx) => transferStock(tx, { partId: one.partId, from, to, quantity: 1 }, theDesk));
    };
    const settled = await crowd((many) =>
      Promise.allSettled(Array.from({ length: 40 }, (_one, place) => move(many, place % 2 === 0))),
    );
    expect(outcomes(settled)).toEqual({ done: 40 });
    expect(await levelOn(own().database, lots[0]!)).toEqual({ onHand: 40, reserved: 0 });
  });

  it('know a piece by its number once, and take it back from repair', async () => {
    const place = await partInStock(own().database, { quantity: 2, serialNumbers: ['A1', 'A2'] });
    const receive = (serials: string[]) =>
      db().transaction((tx) =>
        receiveStock(tx, { ...place, quantity: serials.length, serialNumbers: serials }, theDesk),
      );
    await expect(receive(['A3', 'A2'])).rejects.toMatchObject({
      code: 'serialNumberTaken',
      faults: [{ path: 'serialNumbers.1' }],
    });
    await db().update(serialNumbers).set({ state: 'inRepair' }).where(eq(serialNumbers.serialNumber, 'A2'));
    await receive(['A2']);
    expect(await levelOn(own().database, place)).toEqual({ onHand: 3, reserved: 0 });
  });

  it('keep parts for planned works from above the floor, all or none, and let go of them', async () => {
    const [first, second] = [await partInStock(own().database, { floor: 2 }), await partInStock(own().database)];
    const worksId = '019b8c00-0000-7000-e900-000000000001';
    const window = { from: at('20:00'), to: at('23:00') };
    await db()
      .insert(scheduledWorks)
      .values({ id: worksId, title: 'Плата', from: new Date(window.from), to: new Date(window.to) });
    const keep = (...quantities: number[]) =>
      db().transaction((tx) => {
        const wanted = [first, second].map((place, index) => ({ ...place, quantity: quantities[index]! }));
        return reserveForWorks(tx, { worksId, parts: wanted, neededBy: window.from, by: theDesk, now: inMinutes(0) });
      });
    await expect(keep(9, 10)).rejects.toMatchObject({ code: 'belowFloor', faults: [{ path: 'parts.0.quantity' }] });
    await expect(keep(8, 11)).rejects.toMatchObject({ code: 'outOfStock', faults: [{ path: 'parts.1.quantity' }] });
    expect(await levelOn(own().database, first)).toEqual({ onHand: 10, reserved: 0 });
    await keep(8, 10);
    expect(await levelOn(own().database, second)).toEqual({ onHand: 10, reserved: 10 });
    await db().transaction((tx) => releaseFor(tx, { worksId }, 'asked', theDesk, inMinutes(0)));
    expect(await reservationsOn(own().database, first.partId)).toMatchObject([{ status: 'released' }]);
    expect(await levelOn(own().database, second)).toEqual({ onHand: 10, reserved: 0 });
  });

  it('write each change into a ledger that only grows', async () => {
    const place = await partInStock(own().database);
    const forging = db().update(movements).set({ onHand: 100 }).where(eq(movements.partId, place.partId));
    await expect(forging).rejects.toThrow();
  });
});
