import { eq } from 'drizzle-orm';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { recordFact } from '../../db/facts.ts';
import { serialNumbers, warehouses } from '../../db/schema.ts';
import { receiveStock } from '../../db/stock/change-stock.ts';
import { fittingPart } from '../../db/stock/fitting-parts.ts';
import { onReservation } from '../../db/stock/for-tickets.ts';
import { issueParts, receiveParts } from '../../db/stock/issue.ts';
import { partsReadyAt } from '../../db/stock/ready.ts';
import { listToReturn } from '../../db/stock/reservation-list.ts';
import { returnOne } from '../../db/stock/return.ts';
import { stockDiffers } from '../../db/stock/stock-differs.ts';
import { settleParts, type Handled } from '../../db/stock/use.ts';
import { leaveVisits } from '../../db/visits/leave-visit.ts';
import { requestVisit } from '../../db/visits/request-visit.ts';
import { byOf, theDesk } from '../../domain/actor.ts';
import { stella } from '../support/cast.ts';
import { whyNoPostgres } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';
import { keeps, levelOn, outcomes, reservationsOn } from '../support/stores-on-database.ts';
import { openedOn, ownDatabase } from '../support/tickets-on-database.ts';
import {
  asksForVisit,
  comesToWork,
  engineer,
  inMinutes,
  request,
  storesAreFilled,
  thePart,
  theStore,
  theSwitch,
  toldTo,
} from '../support/visits-on-database.ts';

const [egor, marat] = [engineer(1), engineer(2)];
const storekeeper = byOf(stella);

describeUnless(whyNoPostgres, 'the parts of a visit', () => {
  const own = ownDatabase();
  const db = () => own().database.db;
  const store = { partId: thePart, warehouseId: theStore };
  let van = store;

  beforeAll(async () => {
    await storesAreFilled(own().database, 10);
    await comesToWork(own().database, egor);
    await comesToWork(own().database, marat);
    const [row] = await db().select().from(warehouses).where(eq(warehouses.engineerId, egor.id));
    van = { partId: thePart, warehouseId: row!.id };
  });
  afterEach(async () => expect(await stockDiffers(db())).toEqual([]));

  const latest = async () => (await reservationsOn(own().database, thePart)).at(-1)!;
  const asks = async (quantity = 1) => {
    const asked = await asksForVisit(own().database, { element: null, parts: [{ partId: thePart, quantity }] });
    return { ...asked, reservation: await latest() };
  };
  const issues = (id: string, to = egor, serials: string[] = []) =>
    db().transaction((tx) =>
      onReservation(tx, id, (now) =>
        issueParts(tx, id, { engineerId: to.id, serialNumbers: serials }, storekeeper, now),
      ),
    );
  const settles = (visitId: string, number: string, what: Partial<Handled>) =>
    db().transaction((tx) =>
      settleParts(tx, {
        ...{ visitId, number, element: theSwitch, engineerId: egor.id, used: [], returned: [], dead: [] },
        ...{ at: inMinutes(0), by: byOf(egor) },
        ...what,
      }),
    );
  const ends = (number: string) => db().transaction((tx) => leaveVisits(tx, number, 'ticketOver'));
  const left = () => levelOn(own().database, store);

  it('are all back when the visit is cancelled', async () => {
    const before = await left();
    const { number, visitId } = await asks(3);
    expect(await left()).toEqual({ ...before, reserved: before.reserved + 3 });
    expect(await partsReadyAt(db(), visitId)).not.toBeNull();
    await ends(number);
    expect(await left()).toEqual(before);
    expect(await partsReadyAt(db(), visitId)).toBeNull();
    expect(await toldTo(own().database, number)).toContain('partReleased');
  });

  it('are issued once, however often and by whomever at once', async () => {
    const { number, reservation } = await asks();
    const before = await left();
    const settled = await Promise.allSettled([egor, egor, marat].map((to) => issues(reservation.id, to)));
    const { done = 0, reservationOver = 0 } = outcomes(settled);
    expect(done + reservationOver).toBe(3);
    expect(await left()).toEqual({ onHand: before.onHand - 1, reserved: before.reserved - 1 });
    expect((await toldTo(own().database, number)).filter((type) => type === 'partIssued')).toHaveLength(1);
    await db().transaction((tx) => returnOne(tx, reservation.id, storekeeper, inMinutes(0)));
    await ends(number);
  });

  it('lie in the van when they are issued, and wait for their return when the visit is over', async () => {
    const { number, reservation } = await asks();
    const before = await left();
    await issues(reservation.id);
    expect(await levelOn(own().database, van)).toEqual({ onHand: 1, reserved: 1 });
    await db().transaction((tx) => receiveParts(tx, reservation.id, egor, inMinutes(0)));
    const stranger = db().transaction((tx) => receiveParts(tx, reservation.id, marat, inMinutes(0)));
    await expect(stranger).rejects.toMatchObject({ code: 'notFound' });
    await ends(number);
    expect(await listToReturn(db(), { engineerId: egor.id, limit: 9 })).toMatchObject([{ id: reservation.id }]);
    await db().transaction((tx) => returnOne(tx, reservation.id, storekeeper, inMinutes(0)));
    expect(await left()).toEqual({ onHand: before.onHand, reserved: before.reserved - 1 });
    expect(await listToReturn(db(), { limit: 9 })).toEqual([]);
  });

  it('are used with their numbers, and the old piece goes to repair', async () => {
    const { visitId, number, reservation } = await asks();
    await issues(reservation.id, egor, ['SN-1']);
    const used = [{ partId: thePart, quantity: 1, serialNumbers: ['SN-1'], replacedSerialNumbers: ['OLD-1'] }];
    const events = await settles(visitId, number, { used });
    expect(events).toMatchObject([
      { type: 'partUsed', data: { element: theSwitch, serialNumbers: ['SN-1'], replacedSerialNumbers: ['OLD-1'] } },
    ]);
    const pieces = await db().select().from(serialNumbers).where(eq(serialNumbers.partId, thePart));
    expect(pieces.map(({ serialNumber, state, elementId }) => ({ serialNumber, state, elementId }))).toEqual(
      expect.arrayContaining([
        { serialNumber: 'SN-1', state: 'used', elementId: theSwitch },
        { serialNumber: 'OLD-1', state: 'inRepair', elementId: null },
      ]),
    );
    expect(await levelOn(own().database, van)).toEqual({ onHand: 0, reserved: 0 });
    await ends(number);
  });

  it('that are dead leave the stock, and another one is kept for the ticket, which its next visit takes over', async () => {
    const { visitId, number, reservation } = await asks();
    await issues(reservation.id);
    const before = await left();
    const events = await settles(visitId, number, { dead: [{ partId: thePart, quantity: 1 }] });
    expect(events.map(({ type }) => type)).toEqual(['partFoundDead', 'partReserved']);
    const another = await latest();
    expect(another).toMatchObject({ status: 'reserved', number, visitId: null });
    await ends(number);
    expect(await left()).toEqual({ ...before, reserved: before.reserved + 1 });
    await keepsOn(number, another.id);
  });

  /** A second visit of the same ticket needs the part. */
  const keepsOn = async (number: string, kept: string) => {
    const wanted = request(number, { element: null, parts: [{ partId: thePart, quantity: 1 }] });
    const { visitId } = await db().transaction((tx) => requestVisit(tx, wanted, theDesk, inMinutes(0)));
    expect(await latest()).toMatchObject({ id: kept, visitId, number: null, status: 'reserved' });
    await ends(number);
  };

  it('that were taken from the van without a word are reserved there first', async () => {
    const { visitId, number } = await asksForVisit(own().database, { element: null, parts: [] });
    const use = { used: [{ partId: thePart, quantity: 1 }] };
    await expect(settles(visitId, number, use)).rejects.toMatchObject({
      code: 'outOfStock',
      faults: [{ path: 'partsUsed.0.quantity' }],
    });
    await db().transaction((tx) => receiveStock(tx, { ...van, quantity: 1 }, theDesk));
    const events = await settles(visitId, number, use);
    expect(events.map(({ type }) => type)).toEqual(['partReserved', 'partUsed']);
    expect(await levelOn(own().database, van)).toEqual({ onHand: 0, reserved: 0 });
    await ends(number);
  });

  it('may be used in part: the rest comes back to where it was', async () => {
    const { visitId, number, reservation } = await asks(3);
    const before = await left();
    await issues(reservation.id);
    const used = [{ partId: thePart, quantity: 1 }];
    const events = await settles(visitId, number, { used, returned: [{ partId: thePart, quantity: 2 }] });
    expect(events.map(({ type }) => type)).toEqual(['partReserved', 'partIssued', 'partUsed', 'partReturned']);
    expect(await left()).toEqual({ onHand: before.onHand - 1, reserved: before.reserved - 3 });
    expect(await levelOn(own().database, van)).toEqual({ onHand: 0, reserved: 0 });
    await ends(number);
  });

  it('are ordered and told where there are too few, and the ticket goes on', async () => {
    const { number } = await asks(100);
    expect(await toldTo(own().database, number)).toEqual(['visitProposed', 'partReserved', 'partShort', 'escalated']);
    await ends(number);
  });

  it('are kept by hand for a ticket that is told so', async () => {
    const { number } = await openedOn(own().database);
    const { events } = await keeps(own().database, { number, partId: thePart });
    await db().transaction((tx) => recordFact(tx, number, () => events, null));
    expect(await toldTo(own().database, number)).toEqual(['partReserved']);
  });

  it('fit the kind of the element', async () => {
    expect(await fittingPart(db(), theSwitch)).toEqual({ partId: thePart, quantity: 1 });
  });
});
