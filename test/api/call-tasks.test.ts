import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readEntries } from '../../db/protocol.ts';
import { callTasks, orders, roster, users } from '../../db/schema.ts';
import { ticketOf } from '../../db/telling.ts';
import { irina, oleg, vera } from '../support/cast.ts';
import { askAs, startApi, type Asked, type TestApi } from '../support/api.ts';
import { makeCallsOwed } from '../support/calls-owed.ts';
import { answered, bakeryIsServed, does, opens, restored } from '../support/database-story.ts';
import { whyNoPostgres } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';

describeUnless(whyNoPostgres, 'call tasks', () => {
  let api: TestApi;
  let number: string;
  let ask: ReturnType<typeof askAs>;

  beforeEach(async () => {
    api = await startApi();
    await bakeryIsServed(api.database);
    number = (await opens(api.database, { contacts: [oleg, irina] })).number;
    await callsAreOwed();
    ask = askAs(api.app, await api.signedInAs('agent'));
  });
  afterEach(() => api.close());

  const callsAreOwed = () => makeCallsOwed(api.database, number);
  const list = async (query = '') => (await ask('GET', `/api/v1/call-tasks${query}`)).json();
  const idOf = async (purpose: string) =>
    (await list()).items.find((task: { purpose: string }) => task.purpose === purpose).id as string;
  const attempt = (id: string, payload: object, headers: Asked['headers'] = {}) =>
    ask('POST', `/api/v1/call-tasks/${id}/attempts`, { payload, headers });
  const typesAfter = async (position: number) =>
    (await readEntries(api.database.db, number, position)).map(({ type }) => type);
  const asksForConfirmation = async () => {
    await restored(api.database, number);
    await callsAreOwed();
    return idOf('restored');
  };

  it('say whom to call, about what, until when, and what to say', async () => {
    const { items, nextCursor } = await list();
    expect(nextCursor).toBeNull();
    expect(items).toMatchObject([
      {
        ...{ tickets: [number], contactId: oleg.id, contactName: 'Олег Сидоров', phone: '+79161234568' },
        ...{ purpose: 'opened', state: 'open', assignee: null, attempts: [], language: 'ru' },
      },
    ]);
    expect(items[0].script).toContain('Олег Сидоров');
  });

  it('show a number that was corrected since', async () => {
    await does(api.database, number, (texts) => ({ type: 'changeContact', change: 'changed', contact: oleg, texts }), {
      texts: { name: 'Олег Петров', phone: '+79160000000' },
    });
    expect((await list()).items[0]).toMatchObject({ contactName: 'Олег Петров', phone: '+79160000000' });
  });

  it('are listed the open ones first, page by page', async () => {
    await attempt(await idOf('opened'), { outcome: 'answered' });
    await asksForConfirmation();
    const first = await list('?limit=1');
    const second = await list(`?limit=1&cursor=${first.nextCursor}`);
    expect(first.items[0]).toMatchObject({ purpose: 'restored', state: 'open' });
    expect(second.items[0]).toMatchObject({ purpose: 'opened', state: 'done' });
    expect(second.nextCursor).toBeNull();
    expect((await list('?state=open')).items).toHaveLength(1);
    expect((await list('?state=done')).items).toHaveLength(1);
    expect((await list('?assignee=me')).items).toEqual([]);
    expect((await list(`?ticket=${number}`)).items).toHaveLength(2);
  });

  it('are free again when who took them is off duty and others are on', async () => {
    const id = await idOf('opened');
    await ask('PUT', `/api/v1/call-tasks/${id}/assignee`);
    expect((await list('?free=true')).items).toEqual([]);
    expect((await list('?assignee=me&free=false')).items).toMatchObject([{ id, free: false }]);
    const [hour, now] = [3_600_000, Date.now()];
    const shift = { id: v7(), role: 'agent', from: new Date(now - hour), to: new Date(now + hour) } as const;
    await api.signedInAs('supervisor');
    const people = await api.database.db.select({ id: users.id, roles: users.roles }).from(users);
    const relief = people.find(({ roles }) => roles.includes('supervisor'))!.id;
    await api.database.db.insert(roster).values({ ...shift, userId: relief });
    const [task] = (await list('?free=true')).items;
    expect(task).toMatchObject({ id, free: true, assignee: expect.any(String) });
    await api.database.db.insert(roster).values({ ...shift, id: v7(), userId: task.assignee });
    expect((await list('?free=true')).items).toEqual([]);
  });

  it('are due or not yet', async () => {
    expect((await list('?due=true')).items).toEqual([]);
    await api.database.db.update(callTasks).set({ dueAt: new Date(Date.now() - 1_000) });
    expect((await list('?due=true')).items).toHaveLength(1);
    expect((await list('?due=false')).items).toEqual([]);
  });

  it('put the next attempt off until the quiet hours of whom to call are over', async () => {
    const id = await idOf('opened');
    const day = 24 * 3_600_000;
    const clockAt = (ms: number) => new Date(ms).toISOString().slice(11, 16);
    // From an hour before now until two hours after, by the clocks of UTC.
    const quiet = { from: clockAt(Date.now() - 3_600_000), to: clockAt(Date.now() + 7_200_000), timeZone: 'Etc/UTC' };
    const contact = { ...oleg, quietHours: quiet };
    await does(api.database, number, () => ({ type: 'changeContact', change: 'changed', contact, texts: {} }));
    const { dueAt } = (await attempt(id, { outcome: 'busy' })).json();
    expect(dueAt.slice(11, 16)).toBe(quiet.to);
    expect(Date.parse(dueAt) - Date.now()).toBeLessThan(day);
  });

  it('say that a number is wrong until the contact is corrected, and are due at once then', async () => {
    const id = await idOf('opened');
    expect((await attempt(id, { outcome: 'wrongNumber' })).json()).toMatchObject({ numberWrong: true, state: 'open' });
    await does(api.database, number, (texts) => ({ type: 'changeContact', change: 'changed', contact: oleg, texts }), {
      texts: { name: 'Олег Петров', phone: '+79160000000' },
    });
    const [task] = (await list('?due=true')).items;
    expect(task).toMatchObject({ id, numberWrong: false, phone: '+79160000000' });
  });

  it('refuse a query that they do not know', async () => {
    for (const query of ['?state=lost', '?limit=0', '?cursor=x', '?ticket=HD-1', '?stat=open']) {
      const { statusCode, body } = await ask('GET', `/api/v1/call-tasks${query}`);
      expect([statusCode, JSON.parse(body).code]).toEqual([400, 'badQuery']);
    }
  });

  it('are taken by who asks, or given to somebody', async () => {
    const id = await idOf('opened');
    const mine = await ask('PUT', `/api/v1/call-tasks/${id}/assignee`);
    expect(mine.statusCode).toBe(200);
    expect((await list('?assignee=me')).items).toMatchObject([{ id }]);
    const theirs = { userId: v7() };
    const unknown = await ask('PUT', `/api/v1/call-tasks/${id}/assignee`, { payload: theirs });
    expect(unknown.json()).toMatchObject({ status: 422, code: 'unknownReference', errors: [{ path: 'userId' }] });
  });

  it('keep an attempt that reached nobody, and stay open', async () => {
    const id = await idOf('opened');
    const { foldedUpTo } = await ticketOf(api.database.db, number);
    const { statusCode, body } = await attempt(id, { outcome: 'noAnswer', text: 'длинные гудки' });
    expect(statusCode).toBe(201);
    expect(JSON.parse(body)).toMatchObject({ state: 'open', attempts: [{ outcome: 'noAnswer', contactId: oleg.id }] });
    const [logged] = await readEntries(api.database.db, number, foldedUpTo);
    expect(logged).toMatchObject({ type: 'callLogged', data: { callTaskId: id, direction: 'out', episode: 1 } });
    expect(JSON.stringify(logged)).not.toContain('гудки');
    expect(await api.database.db.select().from(orders).where(eq(orders.kind, 'factsRecorded'))).toHaveLength(1);
  });

  it('are done when it was said', async () => {
    const id = await idOf('opened');
    await attempt(id, { outcome: 'busy' });
    const { body } = await attempt(id, { outcome: 'answered' });
    expect(JSON.parse(body)).toMatchObject({ state: 'done', attempts: [{ outcome: 'busy' }, { outcome: 'answered' }] });
    expect((await attempt(id, { outcome: 'answered' })).json()).toMatchObject({ status: 409, code: 'callTaskDone' });
    const assignee = await ask('PUT', `/api/v1/call-tasks/${id}/assignee`);
    expect(assignee.json()).toMatchObject({ status: 409, code: 'callTaskDone' });
  });

  it('about a restoration stay open until the customer has decided', async () => {
    const id = await asksForConfirmation();
    expect((await attempt(id, { outcome: 'answered' })).json()).toMatchObject({ state: 'open' });
    const { foldedUpTo } = await ticketOf(api.database.db, number);
    const { body } = await attempt(id, { outcome: 'answered', decision: 'accepted' });
    expect(JSON.parse(body)).toMatchObject({ state: 'done', attempts: [{}, { decision: 'accepted' }] });
    expect(await typesAfter(foldedUpTo)).toEqual(['callLogged', 'customerConfirmed']);
    expect(await api.database.db.select().from(orders).where(eq(orders.kind, 'customerAnswered'))).toHaveLength(1);
  });

  it('take "still broken" as well', async () => {
    const id = await asksForConfirmation();
    await attempt(id, { outcome: 'answered', decision: 'stillBroken' });
    expect((await ticketOf(api.database.db, number)).answer).toMatchObject({ decision: 'stillBroken', episode: 1 });
  });

  it('take a decision only from an answered call', async () => {
    const id = await asksForConfirmation();
    const { statusCode, body } = await attempt(id, { outcome: 'noAnswer', decision: 'accepted' });
    expect([statusCode, JSON.parse(body)]).toMatchObject([
      422,
      { code: 'invalidBody', errors: [{ path: 'decision' }] },
    ]);
  });

  it('take a decision only of a contact who may confirm, and only of one who is on the ticket', async () => {
    const id = await asksForConfirmation();
    const decided = { outcome: 'answered', decision: 'accepted' };
    const informed = await attempt(id, { ...decided, contactId: irina.id });
    expect(informed.json()).toMatchObject({ status: 422, code: 'evidenceRefused', errors: [{ path: 'contactId' }] });
    const stranger = await attempt(id, { ...decided, contactId: vera.id });
    expect(stranger.json()).toMatchObject({ status: 422, code: 'unknownReference', errors: [{ path: 'contactId' }] });
  });

  it('take a decision only from those who may record the customer’s word', async () => {
    const id = await asksForConfirmation();
    const dina = askAs(api.app, await api.signedInAs('dispatcher'));
    const url = `/api/v1/call-tasks/${id}/attempts`;
    const decided = await dina('POST', url, { payload: { outcome: 'answered', decision: 'accepted' } });
    expect(decided.json()).toMatchObject({ status: 403, code: 'notAllowed' });
    expect((await dina('POST', url, { payload: { outcome: 'noAnswer' } })).statusCode).toBe(201);
  });

  it('leave nothing of an attempt that was refused', async () => {
    const id = await idOf('opened');
    const { foldedUpTo } = await ticketOf(api.database.db, number);
    const refused = await attempt(id, { outcome: 'answered', decision: 'accepted', text: 'да' });
    expect(refused.json()).toMatchObject({ status: 409, code: 'nothingToConfirm' });
    expect(await typesAfter(foldedUpTo)).toEqual([]);
    expect((await list()).items[0]).toMatchObject({ state: 'open', attempts: [] });
  });

  it('keep the word of a customer who had answered by the link while they were called', async () => {
    const id = await asksForConfirmation();
    await answered(api.database, number, oleg, 'accepted');
    const { foldedUpTo } = await ticketOf(api.database.db, number);
    const late = await attempt(id, { outcome: 'answered', decision: 'accepted', text: 'уже нажал' });
    expect([late.statusCode, late.json().state]).toEqual([201, 'done']);
    expect(await typesAfter(foldedUpTo)).toEqual(['callLogged', 'answerRepeated']);
  });

  it('count an attempt once under one key', async () => {
    const id = await idOf('opened');
    const twice = [1, 2].map(() => attempt(id, { outcome: 'busy' }, { 'idempotency-key': 'one-call' }));
    const [first, second] = await Promise.all(twice);
    expect([first?.statusCode, second?.statusCode]).toEqual([201, 201]);
    expect((await list()).items[0].attempts).toHaveLength(1);
  });

  it('keep both attempts that two people make at the same time, and the first that was answered ends it', async () => {
    const id = await idOf('opened');
    const both = await Promise.all([attempt(id, { outcome: 'answered' }), attempt(id, { outcome: 'answered' })]);
    expect(new Set(both.map(({ statusCode }) => statusCode))).toEqual(new Set([201, 409]));
    const [row] = await api.database.db.select().from(callTasks).where(eq(callTasks.id, id));
    expect(row?.attempts).toHaveLength(1);
  });

  it('are refused with the path of what is wrong', async () => {
    const id = await idOf('opened');
    for (const [payload, path] of [
      [{}, 'outcome'],
      [{ outcome: 'perhaps' }, 'outcome'],
      [{ outcome: 'busy', contactId: 'me' }, 'contactId'],
      [{ outcome: 'busy', text: '' }, 'text'],
      [{ outcome: 'busy', text: 'x'.repeat(10_001) }, 'text'],
      [{ outcome: 'answered', decision: 'maybe' }, 'decision'],
      [{ outcome: 'busy', note: 'x' }, 'note'],
    ] as const) {
      const { statusCode, body } = await attempt(id, payload);
      expect([statusCode, JSON.parse(body).errors[0].path]).toEqual([422, path]);
    }
    expect((await list()).items[0].attempts).toEqual([]);
  });

  it('lead nowhere under an id that is unknown or none', async () => {
    for (const id of [v7(), 'nothing']) {
      expect((await attempt(id, { outcome: 'busy' })).statusCode).toBe(404);
      expect((await ask('PUT', `/api/v1/call-tasks/${id}/assignee`)).statusCode).toBe(404);
    }
  });

  it('are for those who make calls', async () => {
    const stella = askAs(api.app, await api.signedInAs('storekeeper'));
    expect((await stella('GET', '/api/v1/call-tasks')).statusCode).toBe(403);
    expect((await api.app.inject({ url: '/api/v1/call-tasks' })).statusCode).toBe(401);
  });
});
