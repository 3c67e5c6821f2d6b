import { afterAll, beforeAll, expect, it } from 'vitest';
import { v7 } from 'uuid';
import { tellAt } from '../../domain/scheduled-works.ts';
import { instantOf } from '../../domain/instant.ts';
import { scheduledWorks, worksNotices } from '../../db/schema.ts';
import { askAs, startApi, type TestApi } from '../support/api.ts';
import { whyNoPostgres } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';
import { worksOnDatabase } from '../support/works-deeds.ts';

const path = '/api/v1/scheduled-works';
const day = 86_400_000;
const nobody = { queued: 0, sent: 0, failed: 0, notReachable: 0 };

describeUnless(whyNoPostgres, 'scheduled works over HTTP', () => {
  let api: TestApi;
  let dispatcher: ReturnType<typeof askAs>;
  let agent: ReturnType<typeof askAs>;
  const { element, serves, shelf } = worksOnDatabase(() => api.database);

  beforeAll(async () => {
    api = await startApi();
    dispatcher = askAs(api.app, await api.signedInAs('dispatcher'));
    agent = askAs(api.app, await api.signedInAs('agent'));
  });
  afterAll(() => api.close());

  /** From tomorrow, or so many days from now, for two hours. */
  function windowIn(days = 1) {
    const fromMs = Date.now() + days * day;
    return { from: instantOf(fromMs), to: instantOf(fromMs + 7_200_000) };
  }
  const someWorks = async (more: object = {}) => ({
    title: 'Замена платы',
    elements: [await element()],
    window: windowIn(),
    ...more,
  });
  async function planned(more: object = {}) {
    const answer = await dispatcher('POST', path, { payload: await someWorks(more) });
    expect(answer.json()).toMatchObject({ id: expect.any(String) });
    expect(answer.statusCode).toBe(201);
    return answer.json();
  }
  const seen = async (id: string) => (await agent('GET', `${path}/${id}`)).json();
  const callOff = (id: string, payload: object = { reason: 'нет доступа' }, ask = dispatcher) =>
    ask('PUT', `${path}/${id}/cancellation`, { payload });

  it('are planned with a team and parts, and shown with all that follows', async () => {
    const olt = await element();
    await serves(olt, { name: 'Пекарня', emails: ['info@bakery.example'], services: ['Интернет', 'VPN'] });
    const part = await shelf(10, 4);
    const window = windowIn(30);
    const parts = [{ ...part, quantity: 6 }];
    const works = await planned({ elements: [olt], window, team: 'noc', parts });
    expect(works).toMatchObject({
      ...{ title: 'Замена платы', siteId: null, elements: [olt], window, team: 'noc', status: 'planned' },
      ...{ endedAt: null, calledOff: null, affectedServices: 2, tickets: [] },
      parts: [{ ...part, quantity: 6, status: 'reserved', reservationId: expect.any(String) }],
      told: { at: tellAt({ window }), planned: nobody, calledOff: nobody, notTold: [] },
    });
    expect(await seen(works.id)).toEqual(works);
  });

  it('are the field service’s where no team is named', async () => {
    expect(await planned()).toMatchObject({ team: 'field', parts: [] });
  });

  it.each([
    ['belowFloor', 7],
    ['outOfStock', 11],
  ])('are refused whole: %s', async (code, quantity) => {
    const [plenty, scarce] = [await shelf(100), await shelf(10, 4)];
    const parts = [
      { ...plenty, quantity: 1 },
      { ...scarce, quantity },
    ];
    const works = await someWorks({ parts });
    const answer = await dispatcher('POST', path, { payload: works });
    expect(answer.json()).toMatchObject({ status: 409, code, errors: [{ path: 'parts.1.quantity' }] });
    const found = await agent('GET', path, { query: { elementId: works.elements[0]! } });
    expect(found.json().items).toEqual([]);
    expect(await planned({ parts: [{ ...plenty, quantity: 100 }] })).toMatchObject({ status: 'planned' });
  });

  it('reserve once, however often the request is sent', async () => {
    const part = await shelf(3);
    const asked = {
      headers: { 'idempotency-key': v7() },
      payload: await someWorks({ parts: [{ ...part, quantity: 2 }] }),
    };
    const [first, second] = [await dispatcher('POST', path, asked), await dispatcher('POST', path, asked)];
    expect(second.json()).toEqual(first.json());
    expect(second.statusCode).toBe(201);
  });

  it('are called off with a reason: their parts are free again, and a repeat changes nothing', async () => {
    const part = await shelf(5);
    const parts = [{ ...part, quantity: 5 }];
    const { id } = await planned({ parts });
    const answer = await callOff(id);
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({
      status: 'calledOff',
      calledOff: 'нет доступа',
      parts: [{ status: 'released' }],
    });
    const again = await callOff(id, { reason: 'другая причина' });
    expect(again.json()).toEqual(answer.json());
    expect(await planned({ parts })).toMatchObject({ parts: [{ status: 'reserved' }] });
  });

  it('show whom the mail did not reach, so that somebody can call', async () => {
    const olt = await element();
    const bakery = await serves(olt, { name: 'Пекарня' });
    const clinic = await serves(olt, { name: 'Клиника', emails: ['it@clinic.example'] });
    const { id: worksId } = await planned({ elements: [olt] });
    await api.database.db.insert(worksNotices).values([
      { worksId, customerId: bakery, cause: 'planned', outcome: 'notReachable' },
      { worksId, customerId: clinic, cause: 'planned', outcome: 'failed', failure: 'smtp550' },
    ]);
    expect((await seen(worksId)).told).toMatchObject({
      planned: { ...nobody, failed: 1, notReachable: 1 },
      notTold: [
        { customerId: clinic, name: 'Клиника', cause: 'planned', failure: 'smtp550' },
        { customerId: bakery, name: 'Пекарня', cause: 'planned', failure: 'notReachable' },
      ],
    });
  });

  it('cannot be called off when they are over', async () => {
    const { id } = await planned({ window: windowIn(-1) });
    expect((await seen(id)).status).toBe('over');
    expect((await callOff(id)).json()).toMatchObject({ status: 409, code: 'worksOver' });
  });

  it('are called off by those who may plan them, and by nobody else', async () => {
    const { id } = await planned();
    for (const role of ['agent', 'engineer', 'storekeeper', 'admin', 'noc', 'integration'] as const) {
      const ask = askAs(api.app, await api.signedInAs(role));
      expect((await callOff(id, undefined, ask)).json(), role).toMatchObject({ status: 403, code: 'notAllowed' });
    }
    const supervisor = askAs(api.app, await api.signedInAs('supervisor'));
    expect((await callOff(id, undefined, supervisor)).statusCode).toBe(200);
  });

  it.each<[string, object, string]>([
    ['no reason', {}, 'reason'],
    ['an empty reason', { reason: ' ' }, 'reason'],
    ['a reason that is no text', { reason: 5 }, 'reason'],
    ['a field too many', { reason: 'нет доступа', by: 'me' }, 'by'],
  ])('are not called off with %s', async (_what, payload, where) => {
    const { id } = await planned();
    const answer = await callOff(id, payload);
    expect(answer.json()).toMatchObject({ status: 422, code: 'invalidBody', errors: [{ path: where }] });
    expect((await seen(id)).calledOff).toBeNull();
  });

  it('are not found where there are none', async () => {
    for (const id of [v7(), '1']) {
      expect((await callOff(id)).json(), id).toMatchObject({ status: 404, code: 'notFound' });
    }
    expect(await api.database.db.$count(scheduledWorks)).toBeGreaterThan(0);
  });
});
