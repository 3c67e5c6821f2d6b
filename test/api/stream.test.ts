import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { append } from '../../db/append.ts';
import { changes, users } from '../../db/schema.ts';
import type { Person } from '../../domain/actor.ts';
import { amira, anton, dina, egor, portal, sergei, stella } from '../support/cast.ts';
import { whyNoPostgres } from '../support/database.ts';
import { listenAt, type Ears, type HeardEvent, type SignIn } from '../support/event-stream.ts';
import { eventually, soon } from '../support/eventually.ts';
import { makeCallsOwed } from '../support/calls-owed.ts';
import { describeUnless } from '../support/provided.ts';
import { noted } from '../support/tickets-on-database.ts';
import { openFor, veraGiven } from './tickets/setting.ts';
import { asksForVisit, done, startVisits, type VisitSetting } from './visits/visit-setting.ts';

describeUnless(whyNoPostgres, 'the live stream', () => {
  let setting: VisitSetting;
  let url: string;
  const open: Ears[] = [];

  beforeAll(async () => {
    setting = await startVisits();
    url = await setting.app.listen({ host: '127.0.0.1', port: 0 });
  });
  afterEach(() => open.splice(0).forEach((ears) => ears.close()));
  afterAll(() => setting?.close());

  const bearer = (person: Person) => ({ authorization: `Bearer ${setting.tokenOf(person)}` });
  const listens = async (as: Person | SignIn, lastEventId?: string) => {
    const ears = await listenAt(url, 'kind' in as ? bearer(as) : as, lastEventId);
    open.push(ears);
    return ears;
  };
  const opened = async () => (await openFor(setting.as(amira))).number;
  const isAbout = (number: string) => (heard: HeardEvent) => heard.data['number'] === number;
  const notes = (number: string) =>
    setting.as(amira)('POST', `/tickets/${number}/notes`, { payload: { text: 'x', visibility: 'internal' } });
  const numbersOf = ({ events }: Ears) => events.map(({ data }) => data['number']);

  it('tells of tickets, visits, stock and call tasks what is to be read anew, and nothing besides', async () => {
    const asSergei = await listens(sergei);
    expect([asSergei.status, asSergei.headers['content-type']]).toEqual([200, 'text/event-stream; charset=utf-8']);
    const { number, id } = await asksForVisit(setting);
    const { email: _, ...onThePhone } = { ...veraGiven, prefers: ['phone'] };
    const called = (await openFor(setting.as(amira), { contact: onThePhone })).number;
    await makeCallsOwed(setting.database, called);
    const store = await done(setting.as(anton), 'POST', '/warehouses', { name: 'Склад', region: 'Москва' });
    const part = await done(setting.as(stella), 'POST', '/parts', {
      ...{ name: 'ONT', number: 'ONT-1', unit: 'шт.', models: ['ont'] },
    });
    await done(setting.as(stella), 'POST', '/stock/receipts', { partId: part.id, warehouseId: store.id, quantity: 1 });
    const stock = await asSergei.hears(({ event }) => event === 'stock');
    expect(stock.data).toEqual({ partId: part.id, warehouseId: store.id });
    expect((await asSergei.hears(isAbout(number))).data).toEqual({ number, position: expect.any(Number) });
    const visit = await asSergei.hears(({ event }) => event === 'visit');
    expect(visit.data).toEqual({ id, position: expect.any(Number) });
    const call = await asSergei.hears(({ event }) => event === 'callTask');
    expect(call.data).toEqual({ id: expect.any(String), number: called });
  });

  it('goes on after the id that was heard last, and tells nothing twice', async () => {
    const before = await listens(amira);
    const [first, second] = [await opened(), await opened()];
    const { id } = await before.hears(isAbout(first));
    await before.hears(isAbout(second));
    before.close();
    const third = await opened();
    const again = await listens(amira, id);
    await again.hears(isAbout(third));
    expect([...new Set(numbersOf(again))].slice(-2)).toEqual([second, third]);
    const heard = before.events.filter(
      (event) => before.events.indexOf(event) > before.events.findIndex((one) => one.id === id),
    );
    expect(again.events.slice(0, heard.length)).toEqual(heard);
  });

  it('goes on after the beginning too, where nothing was heard yet', async () => {
    const before = await listens(amira);
    const { lastEventId } = before;
    before.close();
    const number = await opened();
    expect(await (await listens(amira, lastEventId)).hears(isAbout(number))).toMatchObject({ event: 'ticket' });
  });

  it('tells both of two transactions that end in the other order than they began, to who came in between', async () => {
    const [slow, fast, third] = [await opened(), await opened(), await opened()];
    const { db } = setting.database;
    let between: Ears | null = null;
    await db.transaction(async (tx) => {
      await append(tx, slow, [noted()]);
      await db.transaction((other) => append(other, fast, [noted()]));
      between = await listens(amira);
      between.close();
      expect(numbersOf(between)).toEqual([]);
    });
    const after = await listens(amira, between!.lastEventId);
    await notes(third);
    await after.hears(isAbout(third));
    expect(numbersOf(after)).toEqual([slow, fast, third]);
  });

  it('tells of what waited behind another transaction as soon as that is over, though it told nothing', async () => {
    const ears = await listens(amira);
    const number = await opened();
    await ears.hears(isAbout(number));
    const { db } = setting.database;
    await db.transaction(async (tx) => {
      await tx.execute(sql`select pg_current_xact_id()`);
      await notes(number);
    });
    await eventually(() => numbersOf(ears).filter((one) => one === number).length >= 2, { withinMs: 3_000 });
  });

  it.each([
    ['older than what is kept', '1-1'],
    ['from a time that has not come', '999999999-1'],
  ])('asks to read everything anew where the id is %s', async (_what, place) => {
    const [era] = (await listens(amira)).lastEventId.split('-');
    const ears = await listens(amira, `${era}-${place}`);
    await ears.hears(({ event }) => event === 'reset');
    const number = await opened();
    await ears.hears(isAbout(number));
    expect(ears.events.filter(({ event }) => event === 'reset')).toHaveLength(1);
  });

  it.each(['abc-1-1', 'что-то', '1'])('asks so where the id %s is none of this database', async (id) => {
    const ears = await listens(amira, encodeURIComponent(id));
    expect((await ears.hears(() => true)).event).toBe('reset');
  });

  it('tells an engineer of their own visits and their tickets, from the moment they are theirs', async () => {
    const asEgor = await listens(egor);
    const [his, others] = [await asksForVisit(setting), await asksForVisit(setting)];
    const book = (id: string, engineerId: string) =>
      done(setting.as(dina), 'PUT', `/visits/${id}/booking`, { engineerId });
    const irma = '019b8c00-0000-7000-8000-0000000000bb';
    await book(others.id, irma);
    await book(his.id, egor.id);
    await asEgor.hears(({ event, data }) => event === 'visit' && data['id'] === his.id);
    await asEgor.hears(isAbout(his.number));
    const seen = asEgor.events.filter(({ event }) => event === 'visit' || event === 'ticket');
    expect(new Set(seen.map(({ data }) => data['id'] ?? data['number']))).toEqual(new Set([his.id, his.number]));
  });

  it('tells another system of what it opened alone', async () => {
    const ears = await listens(portal);
    await opened();
    const own = (await openFor(setting.as(portal))).number;
    await ears.hears(isAbout(own));
    expect(new Set(numbersOf(ears))).toEqual(new Set([own]));
  });

  it('takes the cookie of a browser, and nobody without a sign-in', async () => {
    const ears = await listens({ cookie: `helpdesk_session=${setting.tokenOf(amira)}` });
    expect(ears.status).toBe(200);
    expect((await listens({ cookie: 'helpdesk_session=hds_nobody' })).status).toBe(401);
  });

  it('ends when its reader signs out, and for nobody else', async () => {
    const [leaving, staying] = [await listens(sergei), await listens(amira)];
    await setting.as(sergei)('DELETE', '/sessions/current');
    await eventually(() => leaving.ended, { withinMs: 5_000 });
    await staying.hears(isAbout(await opened()));
    expect(staying.ended).toBe(false);
  });

  it('ends when its reader is given other roles', async () => {
    const ears = await listens(dina);
    await setting.database.db
      .update(users)
      .set({ roles: ['engineer'] })
      .where(sql`id = ${dina.id}`);
    await eventually(() => ears.ended, { withinMs: 5_000 });
  });

  it('drops who does not take what it tells, while another hears on', async () => {
    const [slow, quick] = [await listens(amira), await listens(anton)];
    slow.stopReading();
    const figures = async () => (await setting.app.inject('/metrics')).body;
    expect(await figures()).toContain('helpdesk_streams_dropped_total 0');
    // More than all buffers between the two take.
    const { db } = setting.database;
    await db.execute(sql`insert into changes (kind, about)
      select 'stock', jsonb_build_object('partId', repeat('x', 20000), 'warehouseId', n) from generate_series(1, 1500) n`);
    await db.execute(sql`select pg_notify('changes', '')`);
    const number = await opened();
    await quick.hears(isAbout(number));
    await soon(async () => expect(await figures()).toContain('helpdesk_streams_dropped_total 1'), 15_000);
    const again = await listens(amira, slow.lastEventId);
    await again.hears(isAbout(number));
    expect(again.events.filter(({ event }) => event === 'stock')).toHaveLength(1_500);
    await db.delete(changes).where(sql`kind = 'stock'`);
  }, 40_000);

  it('refuses a person the twenty-first window', async () => {
    for (const _ of Array.from({ length: 20 })) await listens(anton);
    expect((await listens(anton)).status).toBe(429);
    expect((await listens(amira)).status).toBe(200);
    open.splice(0).forEach((ears) => ears.close());
    await soon(async () => expect((await listens(anton)).status).toBe(200));
  });
});
