import { afterAll, beforeAll, expect, it } from 'vitest';
import { statusOf } from '../../api/errors.ts';
import { engineers, warehouses } from '../../db/schema.ts';
import { stockDiffers } from '../../db/stock/stock-differs.ts';
import type { Person } from '../../domain/actor.ts';
import type { RefusalCode } from '../../domain/refusal.ts';
import { amira, anton, dina, egor, sergei, stella } from '../support/cast.ts';
import { whyNoPostgres } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';
import { internetQuestions, nowhere, openFor, startSetting, type Setting } from './tickets/setting.ts';

describeUnless(whyNoPostgres, 'the stores', () => {
  let setting: Setting;
  let store = '';
  let far = '';
  let part = '';
  let number = '';
  /** It works, badly: a P3 at most. */
  const slow = { id: internetQuestions, version: 2, answers: { works: true } };
  const vanId = '019b8c00-0000-7000-a300-0000000000f1';

  beforeAll(async () => {
    setting = await startSetting();
    store = await add(anton, '/warehouses', { name: 'Центральный', region: 'Москва' });
    far = await add(anton, '/warehouses', { name: 'Дальний', region: 'Тверь' });
    part = await add(stella, '/parts', { name: 'Маршрутизатор', number: 'RT-1', unit: 'шт.', models: ['router'] });
    const { db } = setting.database;
    await db.insert(engineers).values({ id: egor.id, region: 'Москва', skills: [], languages: ['ru'] });
    await db.insert(warehouses).values({ id: vanId, name: 'Машина', region: 'Москва', engineerId: egor.id });
    number = (await openFor(setting.as(amira))).number;
  });
  afterAll(async () => {
    expect(await stockDiffers(setting.database.db)).toEqual([]);
    await setting.close();
  });

  const ask = async (by: Person, method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, payload?: object) =>
    setting.as(by)(method, path, payload === undefined ? {} : { payload });
  const add = async (by: Person, path: string, payload: object): Promise<string> => {
    const answer = await ask(by, 'POST', path, payload);
    expect(answer.statusCode, answer.body).toBe(201);
    return answer.json().id;
  };
  const stockOf = async (query = `partId=${part}`) => (await ask(stella, 'GET', `/stock?${query}`)).json().items;
  const receive = (quantity: number, more: object = {}) =>
    ask(stella, 'POST', '/stock/receipts', { partId: part, warehouseId: store, quantity, ...more });
  const reserve = (by: Person, more: object = {}) =>
    ask(by, 'POST', `/tickets/${number}/reservations`, { partId: part, quantity: 1, ...more });

  it('know what lies where, how much of it is promised and what is left alone', async () => {
    const received = await receive(10);
    expect(received.statusCode).toBe(201);
    expect(received.json()).toEqual({
      ...{ partId: part, warehouseId: store, onHand: 10, reserved: 0, floor: 0, available: 10 },
    });
    const floor = await ask(stella, 'PUT', '/stock/floors', { partId: part, warehouseId: store, floor: 8 });
    expect(floor.json()).toMatchObject({ floor: 8, available: 10 });
    expect(await stockOf(`warehouseId=${store}`)).toMatchObject([{ partId: part, floor: 8 }]);
    expect(await stockOf(`warehouseId=${vanId}`)).toEqual([]);
  });

  it('take a count and a transfer', async () => {
    const counted = { partId: part, warehouseId: store, quantity: -1, reason: 'пересчёт' };
    expect((await ask(stella, 'POST', '/stock/adjustments', counted)).json()).toMatchObject({ onHand: 9 });
    const moving = { partId: part, from: store, to: far, quantity: 2 };
    const moved = await ask(stella, 'POST', '/stock/transfers', moving);
    expect(moved.json()).toMatchObject({ items: [{ onHand: 7 }, { onHand: 2, warehouseId: far }] });
    await receive(3);
    const { items } = (await ask(stella, 'GET', `/stock/movements?partId=${part}&limit=2`)).json();
    expect(items).toMatchObject([{ kind: 'receipt', onHand: 3 }, { kind: 'transfer' }]);
  });

  it('do the same request once', async () => {
    const headers = { 'idempotency-key': 'one-receipt' };
    const payload = { partId: part, warehouseId: far, quantity: 1 };
    const first = await setting.as(stella)('POST', '/stock/receipts', { payload, headers });
    const again = await setting.as(stella)('POST', '/stock/receipts', { payload, headers });
    expect(again.json()).toEqual(first.json());
    expect(await stockOf(`partId=${part}&warehouseId=${far}`)).toMatchObject([{ onHand: 3 }]);
  });

  it('keep a part for a ticket, hand it over, and take it back', async () => {
    const kept = await reserve(amira, { neededBy: '2090-01-01T00:00:00Z', warehouseId: store });
    expect(kept.statusCode, kept.body).toBe(201);
    const { reservationId } = kept.json();
    expect(kept.json()).toMatchObject({ status: 'reserved', ticket: number, part: { number: 'RT-1' } });
    const picking = (await ask(stella, 'GET', `/picking?warehouse=${store}`)).json().items;
    expect(picking).toMatchObject([{ reservationId, ticket: number, partId: part, quantity: 1, engineer: null }]);
    const issue = (by: Person) => ask(by, 'PUT', `/reservations/${reservationId}/issue`, { engineerId: egor.id });
    expect((await issue(egor)).statusCode).toBe(403);
    expect((await issue(stella)).json()).toMatchObject({
      status: 'issued',
      warehouseId: vanId,
      engineer: { id: egor.id },
    });
    expect((await issue(stella)).statusCode).toBe(200);
    const receipt = (by: Person) => ask(by, 'PUT', `/reservations/${reservationId}/receipt`, {});
    expect((await receipt(dina)).json()).toMatchObject({ code: 'notFound' });
    expect((await receipt(egor)).json()).toMatchObject({ receivedAt: expect.any(String) });
    const back = await ask(stella, 'PUT', `/reservations/${reservationId}/return`, {});
    expect(back.json()).toMatchObject({ status: 'returned', warehouseId: store });
    const protocol = (await ask(amira, 'GET', `/tickets/${number}/protocol?limit=200`)).json().items;
    const told = protocol.map(({ type }: { type: string }) => type).filter((type: string) => type.startsWith('part'));
    expect(told).toEqual(['partReserved', 'partIssued', 'partReceived', 'partReturned']);
    const seen = (await ask(stella, 'GET', `/tickets/${number}/reservations`)).json().items;
    expect(seen).toMatchObject([{ reservationId, status: 'returned' }]);
  });

  it('let go of what is kept by hand', async () => {
    const { reservationId } = (await reserve(amira)).json();
    const path = `/tickets/${number}/reservations/${reservationId}`;
    const other = (await openFor(setting.as(amira))).number;
    expect((await ask(amira, 'DELETE', `/tickets/${other}/reservations/${reservationId}`)).statusCode).toBe(404);
    expect((await ask(amira, 'DELETE', path)).json()).toMatchObject({ status: 'released' });
    expect((await ask(amira, 'DELETE', path)).json()).toMatchObject({ status: 409, code: 'reservationOver' });
  });

  it('leave the reserve alone for what is not urgent, unless a supervisor says why', async () => {
    const calm = (await openFor(setting.as(amira), { questionnaire: slow })).number;
    const [level] = await stockOf(`partId=${part}&warehouseId=${store}`);
    const all = { partId: part, quantity: level.available, warehouseId: store };
    const take = (by: Person, more: object = {}) =>
      ask(by, 'POST', `/tickets/${calm}/reservations`, { ...all, ...more });
    expect((await take(amira)).json()).toMatchObject({ code: 'belowFloor' });
    expect((await take(amira, { override: { reason: 'x' } })).json()).toMatchObject({ code: 'notAllowed' });
    const taken = await take(sergei, { override: { reason: 'обещано директору' } });
    expect(taken.statusCode, taken.body).toBe(201);
    const orders = (await ask(stella, 'GET', '/replenishments')).json().items;
    expect(orders).toMatchObject([{ partId: part, warehouseId: store, quantity: 8, because: 'belowFloor' }]);
    const entries = (await ask(sergei, 'GET', `/tickets/${calm}/protocol?limit=200`)).json().items;
    const entry = entries.find(({ type }: { type: string }) => type === 'partReserved');
    expect(entry).toMatchObject({ data: { belowFloor: true }, private: { reason: { value: 'обещано директору' } } });
    await ask(sergei, 'DELETE', `/tickets/${calm}/reservations/${taken.json().reservationId}`);
  });

  it('report what moved by part and month, and what is low', async () => {
    const query = 'from=2020-01-01&to=2089-12-31';
    const report = (await ask(sergei, 'GET', `/reports/stock?${query}`)).json();
    const [item] = report.items;
    expect(item).toMatchObject({ part: { number: 'RT-1' }, receipt: 14, adjustment: -1, transfer: 2, utilisation: 0 });
    expect(report.low).toMatchObject([{ partId: part, warehouse: { name: 'Центральный' }, ordered: 8 }]);
    const today = new Date().toISOString().slice(0, 10);
    const ofToday = (await ask(sergei, 'GET', `/reports/stock?from=${today}&to=${today}`)).json();
    expect(ofToday.items).toEqual(report.items);
    const csv = await ask(sergei, 'GET', `/reports/stock?${query}&format=csv`);
    expect(csv.headers['content-type']).toContain('text/csv');
    expect(csv.body.split('\r\n')[1]).toContain('RT-1');
  });

  const place = () => ({ partId: part, warehouseId: store });
  interface Wrong {
    readonly what: string;
    readonly by?: Person;
    readonly method?: 'POST' | 'PUT' | 'DELETE';
    readonly to: () => string;
    readonly body?: () => object;
    readonly code: RefusalCode;
    readonly path?: string;
  }
  const wrong = (
    what: string,
    to: string | (() => string),
    body: () => object,
    code: RefusalCode,
    path?: string,
  ): Wrong => {
    const address = typeof to === 'string' ? () => to : to;
    return { what, to: address, body, code, ...(path !== undefined && { path }) };
  };
  const receipts = (what: string, more: object, path: string, code: RefusalCode = 'invalidBody') =>
    wrong(what, '/stock/receipts', () => ({ ...place(), quantity: 1, ...more }), code, path);
  const reservations = (what: string, more: object, path: string, code: RefusalCode = 'invalidBody') =>
    wrong(
      what,
      () => `/tickets/${number}/reservations`,
      () => ({ partId: part, quantity: 1, ...more }),
      code,
      path,
    );

  const cases: readonly Wrong[] = [
    receipts('a receipt of nothing', { quantity: 0 }, 'quantity'),
    receipts('a receipt of half a piece', { quantity: 0.5 }, 'quantity'),
    receipts('a receipt of what is no part', { partId: nowhere }, 'partId', 'unknownReference'),
    receipts('a receipt nowhere', { warehouseId: nowhere }, 'warehouseId', 'unknownReference'),
    receipts('a receipt with more numbers than pieces', { serialNumbers: ['1', '2'] }, 'serialNumbers'),
    receipts('a receipt of one piece twice', { quantity: 2, serialNumbers: ['1', '1'] }, 'serialNumbers'),
    receipts('a receipt with a word too many', { colour: 'red' }, 'colour'),
    wrong(
      'a count that changes nothing',
      '/stock/adjustments',
      () => ({ ...place(), quantity: 0, reason: 'x' }),
      'invalidBody',
      'quantity',
    ),
    wrong(
      'a count without a reason',
      '/stock/adjustments',
      () => ({ ...place(), quantity: 1 }),
      'invalidBody',
      'reason',
    ),
    wrong(
      'a count below nothing',
      '/stock/adjustments',
      () => ({ ...place(), quantity: -999, reason: 'x' }),
      'outOfStock',
    ),
    wrong(
      'a transfer to where it is',
      '/stock/transfers',
      () => ({ partId: part, from: store, to: store, quantity: 1 }),
      'invalidBody',
      'to',
    ),
    wrong(
      'a transfer of too many',
      '/stock/transfers',
      () => ({ partId: part, from: store, to: far, quantity: 999 }),
      'outOfStock',
    ),
    {
      ...wrong('a floor below nothing', '/stock/floors', () => ({ ...place(), floor: -1 }), 'invalidBody', 'floor'),
      method: 'PUT',
    },
    { ...receipts('a receipt by an agent', {}, ''), by: amira, code: 'notAllowed' },
    reservations('a reservation of nothing', { quantity: 0 }, 'quantity'),
    reservations('a reservation of what is no part', { partId: nowhere }, 'partId', 'unknownReference'),
    reservations('a reservation from nowhere', { warehouseId: nowhere }, 'warehouseId', 'unknownReference'),
    reservations('a reservation for last century', { neededBy: '1999-01-01T00:00:00Z' }, 'neededBy'),
    reservations('a reservation of too many', { quantity: 9_999 }, 'quantity', 'outOfStock'),
    reservations('an override without a reason', { override: {} }, 'override.reason'),
    wrong(
      'a reservation for no ticket',
      '/tickets/HD-9999990/reservations',
      () => ({ partId: part, quantity: 1 }),
      'notFound',
    ),
    {
      ...wrong('an issue of nothing', `/reservations/${nowhere}/issue`, () => ({ engineerId: egor.id }), 'notFound'),
      method: 'PUT',
    },
    {
      ...wrong('an issue to nobody', `/reservations/${nowhere}/issue`, () => ({}), 'invalidBody', 'engineerId'),
      method: 'PUT',
    },
    { ...wrong('a return of what is no id', '/reservations/x/return', () => ({}), 'notFound'), method: 'PUT' },
    wrong(
      'a part whose number is taken',
      '/parts',
      () => ({ name: 'x', number: 'RT-1', unit: 'шт.' }),
      'invalidBody',
      'number',
    ),
    { ...wrong('a warehouse by a storekeeper', '/warehouses', () => ({ name: 'x', region: 'y' }), 'notAllowed') },
  ];

  it.each(cases)('refuse $what: $code', async ({ by = stella, method = 'POST', to, body, code, path }) => {
    const books = await setting.database.sql`select count(*)::int as lines from movements`;
    const answer = await ask(by, method, to(), body?.());
    expect(answer.json()).toMatchObject({ status: statusOf[code], code, detail: expect.any(String) });
    const paths = (answer.json().errors ?? []).map((fault: { path: string }) => fault.path);
    if (path) expect(paths).toContain(path);
    expect(await setting.database.sql`select count(*)::int as lines from movements`).toEqual(books);
  });
});
