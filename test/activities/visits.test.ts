import { eq } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { bookings, orders, visitLog, visits } from '../../db/schema.ts';
import { actOnVisit } from '../../db/visits/actions.ts';
import { leaveVisits } from '../../db/visits/leave-visit.ts';
import { lockVisit } from '../../db/visits/lock-visit.ts';
import { recordOnVisit } from '../../db/visits/record-on-visit.ts';
import { instantOf } from '../../domain/instant.ts';
import { bookVisit } from '../../domain/visit/booking.ts';
import { cancelVisit } from '../../domain/visit/leaving.ts';
import { dina } from '../support/cast.ts';
import { whyNoPostgres } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';
import { ownDatabase } from '../support/tickets-on-database.ts';
import {
  advances,
  anotherSwitch,
  asksForVisit,
  bookedOn,
  comesToWork,
  engineer,
  hasShift,
  inMinutes,
  keptOn,
  storesAreFilled,
  toldTo,
  visitOn,
  wokenOn,
} from '../support/visits-on-database.ts';

const because = { ru: 'Так решил диспетчер.', en: 'A dispatcher decided so.' };

describeUnless(whyNoPostgres, 'the life of a visit', () => {
  const own = ownDatabase();
  const db = () => own().database.db;
  const [first, second] = [engineer(1), engineer(2)];
  beforeAll(async () => {
    await storesAreFilled(own().database, 9);
    await comesToWork(own().database, first);
    await comesToWork(own().database, second, 1);
  });

  it('is told to every ticket that waits, and to nobody twice', async () => {
    const one = await asksForVisit(own().database);
    const { visitId } = one;
    const other = await asksForVisit(own().database);
    expect(await advances(own().database, visitId)).toMatchObject({ status: 'offered' });
    expect((await visitOn(own().database, visitId)).engineerId).toBe(first.id);
    for (const type of ['accept', 'depart', 'arrive', 'arrive'] as const) await does(visitId, { type });
    await does(visitId, { type: 'complete', zone: 'access' }, { texts: { found: 'сгорел', done: 'заменён' } });
    await does(visitId, { type: 'complete', zone: 'access' });
    const told = ['visitBooked', 'visitAccepted', 'engineerDeparted', 'engineerArrived', 'visitCompleted'];
    for (const { number } of [one, other]) {
      const heard = await toldTo(own().database, number);
      expect(heard.filter((type) => told.includes(type))).toEqual(told);
      expect(heard.at(-1)).toBe('partReleased');
    }
    expect(await keptOn(own().database)).toBe(0);
    expect(await bookedOn(own().database)).toEqual([]);
    expect(await advances(own().database, visitId)).toMatchObject({ status: 'completed', deadline: null });
  });

  it('goes to the next engineer where the first one is silent', async () => {
    const { number, visitId } = await asksForVisit(own().database);
    const { deadline } = await advances(own().database, visitId);
    expect(deadline!.summary).toContain('has not answered');
    await advances(own().database, visitId, 11);
    const visit = await visitOn(own().database, visitId);
    expect(visit).toMatchObject({ status: 'offered', engineerId: second.id, passedOver: [first.id] });
    expect(await bookedOn(own().database)).toMatchObject([{ engineerId: second.id, visitId }]);
    expect(await toldTo(own().database, number)).toEqual(
      expect.arrayContaining(['visitBooked', 'escalated', 'visitUnbooked', 'visitBooked']),
    );
    await isOver(number);
  });

  it('frees the time that was not used, and wakes who waits for somebody', async () => {
    await takenAllDay(first.id, second.id);
    const waiting = await asksForVisit(own().database, { element: anotherSwitch });
    const { deadline } = await advances(own().database, waiting.visitId);
    expect(await visitOn(own().database, waiting.visitId)).toMatchObject({ status: 'proposed', engineerId: null });
    expect(await toldTo(own().database, waiting.number)).toContain('nobodyFree');
    expect(deadline).not.toBeNull();
    await advances(own().database, waiting.visitId);
    expect((await toldTo(own().database, waiting.number)).filter((type) => type === 'nobodyFree')).toHaveLength(1);
    await db().delete(orders);
    const [taken] = await bookedOn(own().database);
    await db().transaction(async (tx) => {
      const head = await lockVisit(tx, taken!.visitId);
      await recordOnVisit(tx, head, cancelVisit(head.visit, 'asked', dina, head.now));
    });
    expect(await wokenOn(own().database)).toEqual(expect.arrayContaining([waiting.visitId]));
    expect(await advances(own().database, waiting.visitId)).toMatchObject({ status: 'offered' });
    await isOver(waiting.number);
    await db().delete(bookings);
  });

  it('refuses time that is taken, and keeps nothing of it', async () => {
    const one = await asksForVisit(own().database);
    const other = await asksForVisit(own().database, { element: anotherSwitch });
    const window = { from: inMinutes(60), to: inMinutes(90) };
    await books(one.visitId, window);
    await expect(books(other.visitId, window)).rejects.toMatchObject({ code: 'engineerBooked' });
    expect(await visitOn(own().database, other.visitId)).toMatchObject({ status: 'proposed', engineerId: null });
    expect(await bookedOn(own().database)).toHaveLength(1);
    await isOver(one.number);
    await isOver(other.number);
  });

  it('never books an engineer twice where twenty are looked for at once', { timeout: 120_000 }, async () => {
    await hasShift(own().database, first, 24, 160);
    await hasShift(own().database, second, 24, 160);
    const asked = await Promise.all(
      Array.from({ length: 20 }, () => asksForVisit(own().database, { element: null, parts: [], priority: 'P3' })),
    );
    await Promise.all(asked.map(({ visitId }) => advances(own().database, visitId)));
    const booked = await bookedOn(own().database);
    expect(booked).toHaveLength(20);
    for (const { engineerId, visitId, from, to } of booked) {
      const others = booked.filter((other) => other.engineerId === engineerId && other.visitId !== visitId);
      expect(others.filter((other) => other.from < to && other.to > from)).toEqual([]);
    }
    for (const { number } of asked) await isOver(number);
    expect(await bookedOn(own().database)).toEqual([]);
  });

  it('makes room for an urgent one, which wakes the visit that had to move', async () => {
    await db().delete(bookings);
    const planned = [
      await asksForVisit(own().database, { element: null, parts: [], priority: 'P4' }),
      await asksForVisit(own().database, { element: null, parts: [], priority: 'P4' }),
    ];
    const soon = { from: inMinutes(40), to: inMinutes(100) };
    await books(planned[0]!.visitId, soon, first.id);
    await books(planned[1]!.visitId, soon, second.id);
    await db().delete(orders);
    const urgent = await asksForVisit(own().database, { element: anotherSwitch, parts: [], arriveBy: inMinutes(75) });
    await advances(own().database, urgent.visitId);
    const { engineerId } = await visitOn(own().database, urgent.visitId);
    const moved = planned[engineerId === first.id ? 0 : 1]!;
    expect(await visitOn(own().database, moved.visitId)).toMatchObject({ status: 'proposed', dispatch: 'automatic' });
    expect(await toldTo(own().database, moved.number)).toContain('visitUnbooked');
    expect(await wokenOn(own().database)).toContain(moved.visitId);
    await advances(own().database, moved.visitId);
    expect(await visitOn(own().database, moved.visitId)).toMatchObject({ status: 'offered' });
    for (const { number } of [...planned, urgent]) await isOver(number);
  });

  it('goes on where the engineer was on site before it was called off', async () => {
    const { number, visitId } = await asksForVisit(own().database);
    await advances(own().database, visitId);
    await does(visitId, { type: 'accept' });
    const arrivedAt = instantOf(Date.now() - 500);
    await isOver(number);
    const another = await asksForVisit(own().database);
    expect(another.visitId).not.toBe(visitId);
    await does(visitId, { type: 'arrive', happenedAt: arrivedAt });
    expect(await visitOn(own().database, visitId)).toMatchObject({ status: 'onSite', end: null });
    await db().transaction((tx) => leaveVisits(tx, number, 'restored'));
    expect(await visitOn(own().database, visitId)).toMatchObject({ status: 'onSite' });
    await does(visitId, { type: 'complete', zone: 'access' });
    expect(await visitOn(own().database, visitId)).toMatchObject({ status: 'completed' });
    await isOver(another.number);
  });

  it('is as its log says', async () => {
    const rows = await db().select({ visit: visits.state, position: visits.position }).from(visits);
    for (const { visit, position } of rows) {
      expect(await db().$count(visitLog, eq(visitLog.visitId, visit.id))).toBe(position);
    }
  });

  async function does(visitId: string, action: Parameters<typeof actOnVisit>[2], more = {}): Promise<void> {
    const { engineerId } = await visitOn(own().database, visitId);
    const by = [first, second].find(({ id }) => id === engineerId)!;
    await db().transaction((tx) => actOnVisit(tx, visitId, action, by, more));
  }

  async function books(visitId: string, window: { from: string; to: string }, engineerId = first.id): Promise<void> {
    await db().transaction(async (tx) => {
      const head = await lockVisit(tx, visitId);
      const booking = { engineerId, window, travelMs: 1_800_000, why: because };
      await recordOnVisit(tx, head, bookVisit(head.visit, booking, dina, head.now));
    });
  }

  /** Nobody has an hour left on any day that is planned. */
  async function takenAllDay(...engineerIds: string[]): Promise<void> {
    for (const engineerId of engineerIds) {
      const { visitId } = await asksForVisit(own().database, { element: null, parts: [] });
      await books(visitId, { from: inMinutes(31), to: inMinutes(24 * 60) }, engineerId);
    }
  }

  async function isOver(number: string): Promise<void> {
    await db().transaction((tx) => leaveVisits(tx, number, 'restored'));
    await db().delete(orders);
  }
});
