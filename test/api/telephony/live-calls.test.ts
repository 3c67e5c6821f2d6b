import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readEntries } from '../../../db/protocol.ts';
import { calls, callTasks, commands, liveCalls } from '../../../db/schema.ts';
import { erase } from '../../../db/erase.ts';
import { forgetWhatExpired } from '../../../db/expiry.ts';
import { askAs, startApi, type TestApi } from '../../support/api.ts';
import { oleg } from '../../support/cast.ts';
import { bakeryIsServed, opens } from '../../support/database-story.ts';
import { whyNoPostgres } from '../../support/database.ts';
import { exchangeOn } from '../../support/exchange-on-database.ts';
import { describeUnless } from '../../support/provided.ts';

const olegsPhone = '+79161234568';

describeUnless(whyNoPostgres, 'a call that comes in by the exchange', () => {
  let api: TestApi;
  let number: string;
  let ask: ReturnType<typeof askAs>;
  let exchange: ReturnType<typeof exchangeOn>;
  let agent: string;

  beforeEach(async () => {
    api = await startApi();
    await bakeryIsServed(api.database);
    number = (await opens(api.database, { contacts: [oleg] })).number;
    ask = askAs(api.app, await api.signedInAs('agent'));
    exchange = exchangeOn(api.database);
    agent = await exchange.agentAt('101');
  });
  afterEach(() => api.close());

  const db = () => api.database.db;
  const live = async () => (await ask('GET', '/api/v1/live-calls')).json().items;
  const tie = (id: string, payload: object) => ask('PUT', `/api/v1/live-calls/${id}/ticket`, { payload });
  const logged = async () =>
    (await readEntries(db(), number, 0))
      .filter(({ type }) => type === 'callLogged')
      .map(({ data, by }) => ({ data, by }));
  const tasks = () => db().select().from(callTasks).where(eq(callTasks.purpose, 'callBack'));

  it('shows who rings, recognised by the number, with what they have open', async () => {
    const { id } = await exchange.rings(olegsPhone);
    expect(await live()).toMatchObject([
      {
        ...{ id, state: 'ringing', phone: olegsPhone, ticket: null, answeredBy: null },
        caller: { contacts: [{ name: 'Олег Сидоров' }], openTickets: [{ number }], knownTrouble: [] },
      },
    ]);
    await exchange.picksUp(id, agent);
    expect(await live()).toMatchObject([{ id, state: 'talking', answeredBy: agent }]);
  });

  it('is told once, however often the exchange tells it, and answered by the first who picks up', async () => {
    const { id, channel } = await exchange.rings(olegsPhone);
    await Promise.all([exchange.picksUp(id, agent), exchange.picksUp(id, await exchange.agentAt('102'))]);
    await Promise.all([exchange.ends(channel), exchange.ends(channel)]);
    expect(await db().select().from(calls)).toHaveLength(1);
    expect(await live()).toEqual([]);
  });

  it('is logged on the ticket that it was tied to, with who called and for how long', async () => {
    const { id, channel } = await exchange.rings(olegsPhone);
    await exchange.picksUp(id, agent);
    expect((await tie(id, { number })).json()).toMatchObject({ id, ticket: number });
    await db()
      .update(liveCalls)
      .set({ answeredAt: new Date(Date.now() - 90_000) });
    await exchange.ends(channel);
    const [{ data, by }] = (await logged()) as [Awaited<ReturnType<typeof logged>>[number]];
    expect(data).toMatchObject({ callId: id, direction: 'in', outcome: 'answered', contactId: oleg.id, episode: 1 });
    expect(Math.abs((data as { durationSeconds: number }).durationSeconds - 90)).toBeLessThanOrEqual(2);
    expect(by).toEqual({ kind: 'person', id: agent });
    expect(JSON.stringify(data)).not.toContain(olegsPhone);
    expect(await db().select().from(calls)).toEqual([]);
  });

  it('is logged among those about no ticket where nobody has said what it was about, and moves there afterwards', async () => {
    const { id, channel } = await exchange.rings(olegsPhone);
    await exchange.picksUp(id, agent);
    await exchange.ends(channel);
    expect(await db().select().from(calls)).toMatchObject([
      { id, direction: 'in', outcome: 'answered', phone: olegsPhone, loggedBy: agent },
    ]);
    await tie(id, { number });
    expect(await db().select().from(calls)).toEqual([]);
    expect(await logged()).toMatchObject([{ data: { callId: id, contactId: oleg.id } }]);
    expect((await tie(id, { number })).json()).toMatchObject({ status: 409, code: 'callOver' });
  });

  it('forgets the number when it is over, and a day later itself', async () => {
    const { id, channel } = await exchange.rings(olegsPhone);
    await exchange.ends(channel);
    expect(await db().select().from(liveCalls)).toMatchObject([{ id, state: 'over', phone: null }]);
    await db()
      .update(liveCalls)
      .set({ endedAt: new Date(Date.now() - 25 * 3_600_000) });
    await forgetWhatExpired(db());
    expect(await db().select().from(liveCalls)).toEqual([]);
  });

  it('in vain stands on the one ticket that its caller has open, and owes them a call back', async () => {
    const { id, channel } = await exchange.rings(olegsPhone);
    await exchange.ends(channel);
    expect(await logged()).toMatchObject([
      { data: { callId: id, direction: 'in', outcome: 'noAnswer', contactId: oleg.id }, by: { kind: 'system' } },
    ]);
    const { items } = (await ask('GET', '/api/v1/call-tasks')).json();
    expect(items).toMatchObject([
      { tickets: [number], contactId: oleg.id, contactName: 'Олег Сидоров', phone: olegsPhone, purpose: 'callBack' },
    ]);
  });

  it('in vain of somebody unknown is owed a call back too, one for all their calls, which is made by hand', async () => {
    for (let call = 0; call < 3; call++) await exchange.ends((await exchange.rings('+74959999999')).channel);
    const { items } = (await ask('GET', '/api/v1/call-tasks')).json();
    expect(items).toMatchObject([{ tickets: [], contactId: null, phone: '+74959999999', purpose: 'callBack' }]);
    const made = await ask('POST', `/api/v1/call-tasks/${items[0].id}/attempts`, {
      payload: { outcome: 'answered', text: 'хочет подключиться' },
    });
    expect(made.json()).toMatchObject({ state: 'done', attempts: [{ outcome: 'answered' }] });
    expect(await db().select().from(calls).where(eq(calls.direction, 'out'))).toMatchObject([
      { outcome: 'answered', phone: '+74959999999', text: 'хочет подключиться' },
    ]);
  });

  it('in vain with the number withheld is logged, and nobody can be called back', async () => {
    await exchange.ends((await exchange.rings(null)).channel);
    expect(await db().select().from(calls)).toMatchObject([{ direction: 'in', outcome: 'noAnswer', phone: null }]);
    expect(await tasks()).toEqual([]);
  });

  it('that was cut off says so, and how long it lasted only where that is known', async () => {
    for (const [goneForMs, durationSeconds] of [
      [null, undefined],
      [30_000, 60],
    ] as const) {
      const { id, channel } = await exchange.rings(olegsPhone);
      await exchange.picksUp(id, agent);
      await tie(id, { number });
      await db()
        .update(liveCalls)
        .set({ answeredAt: new Date(Date.now() - 90_000) });
      await exchange.ends(channel, { goneForMs });
      const call = (await logged()).find(({ data }) => 'callId' in data && data.callId === id);
      expect(call?.data).toMatchObject({ outcome: 'answered', interrupted: true });
      const { durationSeconds: told } = call!.data as { durationSeconds?: number };
      expect(told === undefined ? undefined : Math.round(told / 10) * 10).toBe(durationSeconds);
    }
  });

  it('is tied to the ticket that is opened during it', async () => {
    const { id, channel } = await exchange.rings('+7 916 000 77 77'.replaceAll(' ', ''));
    await exchange.picksUp(id, agent);
    const contact = { name: 'Инна', phone: '+79160007777', language: 'ru' };
    const payload = { channel: 'monitoring', contact, description: 'Молчит телефон', liveCallId: id };
    const opened = (await ask('POST', '/api/v1/tickets', { payload })).json();
    await exchange.ends(channel);
    const [entry] = (await readEntries(db(), opened.number, 0)).filter(({ type }) => type === 'callLogged');
    expect(entry?.data).toMatchObject({ callId: id, contactId: opened.contacts[0].id });
    const nowhere = await ask('POST', '/api/v1/tickets', { payload: { ...payload, liveCallId: v7() } });
    expect(nowhere.json()).toMatchObject({ status: 422, errors: [{ path: 'liveCallId' }] });
  });

  it('refuses what leads nowhere', async () => {
    const { id } = await exchange.rings(olegsPhone);
    expect((await tie(v7(), { number })).json()).toMatchObject({ status: 404, code: 'notFound' });
    expect((await tie(id, { number: 'HD-1' })).json()).toMatchObject({ status: 422, errors: [{ path: 'number' }] });
    expect((await tie(id, { number, contactId: v7() })).json()).toMatchObject({ errors: [{ path: 'contactId' }] });
  });

  it('can be put through by an agent who has a phone, where an exchange is connected', async () => {
    const { id } = await exchange.rings(olegsPhone);
    const wanted = await ask('PUT', `/api/v1/live-calls/${id}/answer`);
    expect(wanted.json()).toMatchObject({ status: 503, code: 'noExchange' });
  });

  it('knows its caller no more once they are erased', async () => {
    await exchange.rings(olegsPhone);
    await exchange.ends((await exchange.rings(olegsPhone)).channel);
    await erase(db(), olegsPhone);
    expect(await live()).toMatchObject([{ phone: null, caller: null }]);
    expect(await tasks()).toMatchObject([{ phone: null, state: 'void' }]);
    expect(JSON.stringify(await db().select().from(commands))).not.toContain(olegsPhone);
  });
});
