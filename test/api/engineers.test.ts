import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { engineersSeen } from '../../db/dispatch/engineers-seen.ts';
import { spanOf } from '../../domain/dispatch/agenda.ts';
import { readTravel } from '../../db/dispatch/travel-times.ts';
import { orders, visits, warehouses } from '../../db/schema.ts';
import { seedDemo } from '../../db/seed/demo.ts';
import { demoPeople, moreEngineers } from '../../db/seed/people.ts';
import { instantOf, msOf } from '../../domain/instant.ts';
import type { Visit } from '../../domain/visit/visit.ts';
import { askAs, startApi, type TestApi } from '../support/api.ts';
import { whyNoPostgres } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';

const nowhere = '019b8c00-ffff-7000-8000-000000000000';
const aVisit = '019b8c00-ffff-7000-8000-000000000001';
const egor = demoPeople.engineer.id;
const [marat] = moreEngineers;

const now = instantOf(Date.now());
const inHours = (hours: number) => instantOf(msOf(now) + hours * 3_600_000);
const from = (begin: number, end: number) => ({ from: inHours(begin), to: inHours(end) });

describeUnless(whyNoPostgres, 'engineers', () => {
  let api: TestApi;
  let admin: ReturnType<typeof askAs>;
  let dispatcher: ReturnType<typeof askAs>;
  let agent: ReturnType<typeof askAs>;

  beforeAll(async () => {
    api = await startApi();
    await seedDemo(api.database, 'demo');
    admin = askAs(api.app, await api.signedInAs('admin'));
    dispatcher = askAs(api.app, await api.signedInAs('dispatcher'));
    agent = askAs(api.app, await api.signedInAs('agent'));
    const state = {} as Visit;
    await api.database.db.insert(visits).values({
      ...{ id: aVisit, status: 'proposed', priority: 'P1', zone: 'access', requestedAt: new Date(now) },
      ...{ waiting: true, state, position: 1 },
    });
  });
  afterAll(() => api.close());

  const body = { region: 'Тула', skills: ['olt'], languages: ['ru'], overtime: true };

  async function newUser(login: string, role = 'engineer'): Promise<string> {
    const person = { login, name: 'Пётр Лунин', password: 'long enough', roles: [role], language: 'ru' };
    return (await admin('POST', '/api/v1/users', { payload: person })).json<{ id: string }>().id;
  }

  /** How often the waiting visit was woken by what is done. */
  async function wakes(work: () => Promise<unknown>): Promise<number> {
    const count = () => api.database.db.$count(orders, eq(orders.visitId, aVisit));
    const before = await count();
    await work();
    return (await count()) - before;
  }

  it('are users of the desk, each with a van, and whoever waits for somebody looks again', async () => {
    const userId = await newUser('tula');
    const woken = await wakes(async () => {
      const made = await admin('POST', '/api/v1/engineers', { payload: { ...body, userId } });
      expect(made.statusCode).toBe(201);
      expect(made.headers.location).toBe(`/api/v1/engineers/${userId}`);
      expect(made.json()).toEqual({ ...body, id: userId, userId, name: 'Пётр Лунин' });
    });
    expect(woken).toBe(1);
    expect((await agent('GET', `/api/v1/engineers/${userId}`)).json()).toMatchObject({ userId, region: 'Тула' });
    const [van] = await api.database.db.select().from(warehouses).where(eq(warehouses.engineerId, userId));
    expect(van).toMatchObject({ name: 'Машина, Пётр Лунин', region: 'Тула' });
  });

  it('are listed for all who read reference data', async () => {
    const { items } = (await agent('GET', '/api/v1/engineers?limit=2')).json<{ items: { id: string }[] }>();
    expect(items.map(({ id }) => id)).toEqual([egor, marat.id]);
  });

  it('move to another region with their van', async () => {
    const changed = { region: 'Клин', skills: ['ont'], languages: ['ru', 'en'], overtime: false };
    const answer = await admin('PUT', `/api/v1/engineers/${marat.id}`, { payload: changed });
    expect(answer.json()).toEqual({ ...changed, id: marat.id, userId: marat.id, name: marat.name });
    const [van] = await api.database.db.select().from(warehouses).where(eq(warehouses.engineerId, marat.id));
    expect(van?.region).toBe('Клин');
  });

  it('work as the dispatcher plans from now on, without their absences', async () => {
    const plan = { shifts: [from(-2, 8), from(20, 30)], absences: [from(1, 2)] };
    const woken = await wakes(async () => {
      const answer = await dispatcher('PUT', `/api/v1/engineers/${egor}/shifts`, { payload: plan });
      expect(answer.json()).toEqual(plan);
    });
    expect(woken).toBe(1);
    expect((await agent('GET', `/api/v1/engineers/${egor}/shifts`)).json()).toEqual(plan);
    const seen = (await engineersSeen(api.database.db, now)).find(({ id }) => id === egor);
    const shifts = [from(-2, 1), from(2, 8), from(20, 30)].map(spanOf);
    expect(seen).toMatchObject({ shifts, absences: plan.absences.map(spanOf) });
  });

  it('keep the shifts that are over, whatever is planned', async () => {
    const path = `/api/v1/engineers/${egor}/shifts`;
    const answer = await dispatcher('PUT', path, { payload: { shifts: [from(-30, -20), from(4, 6)] } });
    expect(answer.json()).toEqual({ shifts: [from(4, 6)], absences: [] });
  });

  it('are planned once for one key', async () => {
    const ask = () =>
      dispatcher('PUT', `/api/v1/engineers/${egor}/shifts`, {
        payload: { shifts: [from(1, 9)] },
        headers: { 'idempotency-key': 'once' },
      });
    const first = await ask();
    expect((await ask()).json()).toEqual(first.json());
  });

  it.each<[string, unknown, string]>([
    ['nobody', { ...body, userId: nowhere }, 'userId'],
    ['somebody of another role', { ...body, userId: demoPeople.agent.id }, 'userId'],
  ])('cannot be made of %s', async (_whom, payload, path) => {
    const answer = await admin('POST', '/api/v1/engineers', { payload: payload as object });
    expect(answer.json()).toMatchObject({ status: 422, code: 'unknownReference', errors: [{ path }] });
  });

  it.each<[string, 'POST' | 'PUT', string, unknown, string]>([
    ['an engineer twice', 'POST', '/engineers', { ...body, userId: egor }, 'userId'],
    ['an engineer as somebody else', 'PUT', `/engineers/${egor}`, { ...body, userId: marat.id }, 'userId'],
    ['no region', 'POST', '/engineers', { userId: egor, skills: [] }, 'region'],
    ['a blank skill', 'POST', '/engineers', { ...body, userId: egor, skills: ['olt', ' '] }, 'skills.1'],
    ['a language that is none', 'POST', '/engineers', { ...body, userId: egor, languages: ['de'] }, 'languages.0'],
    ['overtime in words', 'POST', '/engineers', { ...body, userId: egor, overtime: 'yes' }, 'overtime'],
    ['a field too many', 'POST', '/engineers', { ...body, userId: egor, van: 'red' }, 'van'],
    ['no shifts at all', 'PUT', `/engineers/${egor}/shifts`, {}, 'shifts'],
    ['a reversed shift', 'PUT', `/engineers/${egor}/shifts`, { shifts: [from(1, 2), from(6, 4)] }, 'shifts.1.to'],
    ['a shift of no length', 'PUT', `/engineers/${egor}/shifts`, { shifts: [from(4, 4)] }, 'shifts.0.to'],
    ['shifts that overlap', 'PUT', `/engineers/${egor}/shifts`, { shifts: [from(4, 8), from(1, 5)] }, 'shifts.0'],
    [
      'a reversed absence',
      'PUT',
      `/engineers/${egor}/shifts`,
      { shifts: [from(4, 8)], absences: [from(7, 6)] },
      'absences.0.to',
    ],
    [
      'a shift without an offset',
      'PUT',
      `/engineers/${egor}/shifts`,
      { shifts: [{ ...from(4, 8), from: '2026-01-05T12:00:00' }] },
      'shifts.0.from',
    ],
    [
      'a way of less than nothing',
      'PUT',
      '/travel-times',
      { items: [{ from: 'a', to: 'b', minutes: -1 }] },
      'items.0.minutes',
    ],
    ['half a minute', 'PUT', '/travel-times', { items: [{ from: 'a', to: 'b', minutes: 0.5 }] }, 'items.0.minutes'],
    ['a way from nowhere', 'PUT', '/travel-times', { items: [{ from: ' ', to: 'b', minutes: 5 }] }, 'items.0.from'],
    [
      'a way twice',
      'PUT',
      '/travel-times',
      { items: [5, 6].map((minutes) => ({ from: 'a', to: 'b', minutes })) },
      'items.1',
    ],
  ])('are not told: %s', async (_what, method, path, payload, where) => {
    const answer = await admin(method, `/api/v1${path}`, { payload: payload as object });
    expect(answer.json()).toMatchObject({ status: 422, code: 'invalidBody' });
    expect(answer.json<{ errors: { path: string }[] }>().errors.map((one) => one.path)).toEqual([where]);
  });

  it.each<['GET' | 'PUT', string, object?]>([
    ['GET', `/engineers/${nowhere}`],
    ['GET', `/engineers/${demoPeople.agent.id}/shifts`],
    ['GET', '/engineers/nobody/shifts'],
    ['PUT', `/engineers/${nowhere}`, body],
    ['PUT', `/engineers/${nowhere}/shifts`, { shifts: [] }],
  ])('are not found: %s %s', async (method, path, payload) => {
    const answer = await admin(method, `/api/v1${path}`, payload ? { payload } : {});
    expect(answer.json()).toMatchObject({ status: 404, code: 'notFound' });
  });

  it.each<[string, 'POST' | 'PUT', string, object]>([
    ['a dispatcher who makes an engineer', 'POST', '/engineers', { ...body, userId: egor }],
    ['a dispatcher who changes one', 'PUT', `/engineers/${egor}`, body],
    ['a dispatcher who says how far it is', 'PUT', '/travel-times', { items: [] }],
  ])('refuse %s', async (_who, method, path, payload) => {
    expect((await dispatcher(method, `/api/v1${path}`, { payload })).json()).toMatchObject({ code: 'notAllowed' });
  });

  it('refuse an agent who plans shifts', async () => {
    const answer = await agent('PUT', `/api/v1/engineers/${egor}/shifts`, { payload: { shifts: [] } });
    expect(answer.json()).toMatchObject({ status: 403, code: 'notAllowed' });
  });

  it('travel as long as the table says', async () => {
    const items = [
      { from: 'Клин', to: 'Тверь', minutes: 70 },
      { from: 'Тула', to: 'Тула', minutes: 15 },
    ];
    expect((await admin('PUT', '/api/v1/travel-times', { payload: { items } })).json()).toEqual({ items });
    expect((await agent('GET', '/api/v1/travel-times')).json()).toEqual({ items });
    const travel = await readTravel(api.database.db);
    expect(travel('Тверь', 'Клин')).toBe(70 * 60_000);
  });
});
