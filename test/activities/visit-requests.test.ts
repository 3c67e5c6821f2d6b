import { beforeAll, expect, it } from 'vitest';
import type { Tx } from '../../db/client.ts';
import { recordFact } from '../../db/facts.ts';
import { bookings, movements, orders, reservations, visitLog, visits, visitTickets } from '../../db/schema.ts';
import { leaveVisits } from '../../db/visits/leave-visit.ts';
import { lockVisit } from '../../db/visits/lock-visit.ts';
import { recordOnVisit } from '../../db/visits/record-on-visit.ts';
import { requestVisit } from '../../db/visits/request-visit.ts';
import { theDesk } from '../../domain/actor.ts';
import { cancelVisit } from '../../domain/visit/leaving.ts';
import { dina } from '../support/cast.ts';
import { whyNoPostgres } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';
import { noted, openedOn, ownDatabase } from '../support/tickets-on-database.ts';
import {
  anotherSwitch,
  asksForVisit,
  inMinutes,
  keptOn,
  request,
  storesAreFilled,
  thePart,
  theSwitch,
  toldTo,
  visitOn,
  wokenOn,
} from '../support/visits-on-database.ts';

class Died extends Error {}

/** The transaction, whose process dies when it asks the database for the nth time. */
function dyingAt(tx: Tx, nth: number): Tx {
  let asked = 0;
  return new Proxy(tx, {
    get: (target, name) => {
      const found: unknown = Reflect.get(target, name);
      if (typeof found !== 'function' || !asking.has(name)) return found;
      return (...given: unknown[]): unknown => {
        if (++asked === nth) throw new Died();
        return Reflect.apply(found, target, given);
      };
    },
  });
}
const asking: ReadonlySet<string | symbol> = new Set(['select', 'insert', 'update', 'delete', 'execute']);

describeUnless(whyNoPostgres, 'a visit that a ticket asks for', () => {
  const own = ownDatabase();
  const db = () => own().database.db;
  beforeAll(() => storesAreFilled(own().database, 5));

  it('is made with its part and an order to the engine, all at once', async () => {
    const { number, visitId } = await asksForVisit(own().database);
    expect(await visitOn(own().database, visitId)).toMatchObject({ status: 'proposed', element: theSwitch });
    expect(await toldTo(own().database, number)).toEqual(['visitProposed', 'partReserved']);
    expect(await keptOn(own().database)).toBe(1);
    expect(await wokenOn(own().database)).toEqual([visitId]);
    await leaves(number);
  });

  it('is made once where a ticket asks twice', async () => {
    const { number, visitId } = await asksForVisit(own().database);
    const again = await db().transaction((tx) => requestVisit(tx, request(number), theDesk, inMinutes(0)));
    expect(again).toEqual({ visitId, joined: true });
    expect(await toldTo(own().database, number)).toEqual(['visitProposed', 'partReserved']);
    expect(await keptOn(own().database)).toBe(1);
    await leaves(number);
  });

  it('is one of their own for tickets that know no element', async () => {
    const first = await asksForVisit(own().database, { element: null, parts: [] });
    const second = await asksForVisit(own().database, { element: null, parts: [] });
    expect(first.visitId).not.toBe(second.visitId);
    await leaves(first.number);
    await leaves(second.number);
  });

  it('keeps the part that is found out to be needed later', async () => {
    const { number, visitId } = await asksForVisit(own().database, { cause: 'zone', parts: [] });
    expect(await keptOn(own().database)).toBe(0);
    await db().transaction((tx) => requestVisit(tx, request(number), theDesk, inMinutes(0)));
    expect(await toldTo(own().database, number)).toEqual(['visitProposed', 'partReserved']);
    expect(await visitOn(own().database, visitId)).toMatchObject({ cause: 'hardware', parts: [{ partId: thePart }] });
    await leaves(number);
    expect(await keptOn(own().database)).toBe(0);
  });

  it('goes on for the others when one leaves, and releases all with the last', async () => {
    const first = await asksForVisit(own().database);
    const second = await asksForVisit(own().database);
    expect(second.visitId).toBe(first.visitId);
    expect(await toldTo(own().database, second.number)).toEqual(['visitJoined', 'partReserved']);
    await leaves(first.number);
    expect(await visitOn(own().database, first.visitId)).toMatchObject({ status: 'proposed' });
    expect(await keptOn(own().database)).toBe(1);
    expect(await toldTo(own().database, first.number)).toContain('visitCancelled');
    expect(await toldTo(own().database, second.number)).not.toContain('visitCancelled');
    await leaves(second.number);
    expect(await visitOn(own().database, first.visitId)).toMatchObject({ status: 'cancelled' });
    expect(await keptOn(own().database)).toBe(0);
    expect(await toldTo(own().database, second.number)).toEqual(
      expect.arrayContaining(['visitCancelled', 'partReleased']),
    );
  });

  it('is one visit with one part for two hundred tickets at once, and each is told', { timeout: 120_000 }, async () => {
    const asked = await Promise.all(Array.from({ length: 200 }, () => asksForVisit(own().database)));
    expect(new Set(asked.map(({ visitId }) => visitId)).size).toBe(1);
    expect(await keptOn(own().database)).toBe(1);
    const { visitId } = asked[0]!;
    expect((await visitOn(own().database, visitId)).tickets).toHaveLength(200);
    const told = await Promise.all(asked.map(({ number }) => toldTo(own().database, number)));
    expect(told.filter((one) => one[0] === 'visitProposed')).toHaveLength(1);
    expect(told.filter((one) => one[0] === 'visitJoined')).toHaveLength(199);
    expect(told.every((one) => one.includes('partReserved'))).toBe(true);
    await db().transaction(async (tx) => {
      const head = await lockVisit(tx, visitId);
      await recordOnVisit(tx, head, cancelVisit(head.visit, 'asked', dina, head.now), { reason: 'не нужно' });
    });
    expect(await keptOn(own().database)).toBe(0);
    const after = await Promise.all(asked.map(({ number }) => toldTo(own().database, number)));
    expect(after.every((one) => one.includes('visitCancelled') && one.includes('partReleased'))).toBe(true);
  });

  it('leaves nothing behind wherever the process dies, and can be asked for again', async () => {
    const { number } = await openedOn(own().database, { dispatches: true });
    const before = await counted();
    const asks = (tx: Tx) => requestVisit(tx, request(number, { element: anotherSwitch }), theDesk, inMinutes(0));
    const steps = await diesAtEachStep(asks, async () => {
      expect(await counted()).toEqual(before);
      expect(await toldTo(own().database, number)).toEqual([]);
    });
    expect(steps).toBeGreaterThan(15);
    expect(await keptOn(own().database)).toBe(1);
    await leaves(number);
  });

  it('is left wholly or not at all, wherever the process dies', async () => {
    const { number, visitId } = await asksForVisit(own().database);
    const before = await counted();
    const leaving = (tx: Tx) => leaveVisits(tx, number, 'restored');
    const steps = await diesAtEachStep(leaving, async () => {
      expect(await counted()).toEqual(before);
      expect(await keptOn(own().database)).toBe(1);
      expect((await visitOn(own().database, visitId)).status).toBe('proposed');
    });
    expect(steps).toBeGreaterThan(10);
    expect(await keptOn(own().database)).toBe(0);
    expect((await visitOn(own().database, visitId)).status).toBe('cancelled');
  });

  /** Dies at the first thing that is asked of the database, then at the second, until all of it is done. */
  async function diesAtEachStep(work: (tx: Tx) => Promise<unknown>, unchanged: () => Promise<void>): Promise<number> {
    for (let step = 1; ; step++) {
      const dying = db().transaction((tx) => work(dyingAt(tx, step)));
      const died = await dying.then(
        () => false,
        (error: unknown) => {
          if (error instanceof Died) return true;
          throw error;
        },
      );
      if (!died) return step - 1;
      await unchanged();
    }
  }

  async function counted() {
    const tables = [visits, visitLog, visitTickets, reservations, movements, bookings, orders];
    return Promise.all(tables.map((table) => db().$count(table)));
  }

  async function leaves(number: string): Promise<void> {
    await db().transaction((tx) => leaveVisits(tx, number, 'restored'));
    await db().delete(orders);
  }
});

describeUnless(whyNoPostgres, 'a fact about a ticket that waits', () => {
  const own = ownDatabase();
  beforeAll(() => storesAreFilled(own().database));

  it('and one about its visit do not wait for each other in a ring', { timeout: 60_000 }, async () => {
    const { db } = own().database;
    const [one, other] = [await asksForVisit(own().database), await asksForVisit(own().database)];
    const note = (number: string) => db.transaction((tx) => recordFact(tx, number, () => [noted()], null));
    const changes = Array.from({ length: 10 }, (_, urgency) =>
      [one, other].map(({ number }) =>
        db.transaction((tx) => requestVisit(tx, request(number, { urgency }), theDesk, inMinutes(0))),
      ),
    );
    const notes = Array.from({ length: 10 }, () => [note(one.number), note(other.number)]);
    await Promise.all([...changes.flat(), ...notes.flat()]);
    expect((await visitOn(own().database, one.visitId)).tickets).toHaveLength(2);
  });
});
