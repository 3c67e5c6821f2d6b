import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parts, reservations, warehouses } from '../../../db/schema.ts';
import { amira, dina, egor, portal, stella } from '../../support/cast.ts';
import { whyNoPostgres } from '../../support/database.ts';
import { describeUnless } from '../../support/provided.ts';
import { anotherSystem, openFor } from '../tickets/setting.ts';
import { asksForVisit, done, startVisits, type VisitSetting } from './visit-setting.ts';

describeUnless(whyNoPostgres, 'what is in sight', () => {
  let setting: VisitSetting;
  let visited: { number: string; id: string };
  let kept: { number: string };
  let strange: { number: string };
  const part = { id: v7(), name: 'ONT', number: 'ONT-1', unit: 'шт.' };
  const store = { id: v7(), name: 'Склад', region: 'Москва' };
  const reading = ['', '/protocol', '/messages', '/contacts', '/tests', '/visits'];

  beforeAll(async () => {
    setting = await startVisits();
    visited = await asksForVisit(setting);
    kept = await openFor(setting.as(amira));
    strange = await openFor(setting.as(amira));
    await done(setting.as(dina), 'PUT', `/visits/${visited.id}/booking`, { engineerId: egor.id });
    const { db } = setting.database;
    await db.insert(parts).values(part);
    await db.insert(warehouses).values(store);
    const now = new Date();
    const reserved = { partId: part.id, warehouseId: store.id, quantity: 1, readyAt: now, reservedAt: now };
    await db.insert(reservations).values([
      { ...reserved, id: v7(), status: 'reserved', visitId: visited.id },
      { ...reserved, id: v7(), status: 'released', number: kept.number },
    ]);
  });
  afterAll(() => setting?.close());

  const statuses = async (person: typeof egor, number: string) => {
    const answers = reading.map((path) => setting.as(person)('GET', `/tickets/${number}${path}`));
    return [...new Set((await Promise.all(answers)).map(({ statusCode }) => statusCode))];
  };
  const listed = async (person: typeof egor): Promise<string[]> => {
    const { items } = await done(setting.as(person), 'GET', '/tickets?sort=openedAt');
    return items.map(({ number }: { number: string }) => number);
  };

  it('are for an engineer the tickets with visits of theirs', async () => {
    expect(await statuses(egor, visited.number)).toEqual([200]);
    expect(await statuses(egor, strange.number)).toEqual([404]);
    expect(await listed(egor)).toEqual([visited.number]);
  });

  it('are for a storekeeper the tickets with parts kept for them or for their visits', async () => {
    expect(await statuses(stella, visited.number)).toEqual([200]);
    expect(await statuses(stella, kept.number)).toEqual([200]);
    expect(await statuses(stella, strange.number)).toEqual([404]);
    expect(await listed(stella)).toEqual([visited.number, kept.number]);
  });

  it('shows a storekeeper the visit with its parts, and nobody’s telephone', async () => {
    const visit = await done(setting.as(stella), 'GET', `/visits/${visited.id}`);
    expect(visit).toMatchObject({
      contact: null,
      parts: { reservations: [{ part: 'ONT', partNumber: 'ONT-1', warehouse: { name: 'Склад' }, status: 'reserved' }] },
    });
    expect((await setting.as(stella)('GET', `/visits/${(await asksForVisit(setting)).id}`)).statusCode).toBe(404);
  });

  it('is for who is several what each of them sees', async () => {
    const { db } = setting.database;
    const alarm = await openFor(setting.as(portal), { channel: 'monitoring' });
    await db.insert(reservations).values({
      ...{ id: v7(), partId: part.id, warehouseId: store.id, quantity: 1, status: 'reserved', number: alarm.number },
      ...{ readyAt: new Date(), reservedAt: new Date() },
    });
    await setting.database.sql`update users set roles = '["engineer", "storekeeper"]' where id = ${egor.id}`;
    expect(await listed(egor)).toEqual([visited.number, kept.number, alarm.number]);
    await setting.database.sql`update users set roles = '["engineer"]' where id = ${egor.id}`;
    expect(await listed(egor)).toEqual([visited.number]);
    expect(await listed(portal)).toEqual([alarm.number]);
    expect(await listed(anotherSystem)).toEqual([]);
  });
});
