import { afterAll, beforeAll, expect, it } from 'vitest';
import { testedChain } from '../../db/reference/elements.ts';
import { worksOn } from '../../db/reference/scheduled-works.ts';
import { listSpecifications } from '../../db/reference/test-specifications.ts';
import { seedDemo } from '../../db/seed/demo.ts';
import { demoId, demoServiceId } from '../../db/seed/ids.ts';
import { at } from '../support/cast.ts';
import { askAs, startApi, type TestApi } from '../support/api.ts';
import { whyNoPostgres } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';

type Ask = ReturnType<typeof askAs>;

const [bakersRouter, bakersOnt] = [demoId('element', 1), demoId('element', 2)];
const [accessNode, aggregation, backbone] = [demoId('element', 6), demoId('element', 7), demoId('element', 8)];
const nodeSite = demoId('site', 5);
const anElement = { name: 'OLT Т-1', zone: 'access', address: '10.9.0.1', owner: 'operator' };

describeUnless(whyNoPostgres, 'the network', () => {
  let api: TestApi;
  let admin: Ask;
  let agent: Ask;
  let dispatcher: Ask;

  beforeAll(async () => {
    api = await startApi();
    await seedDemo(api.database, 'demo');
    admin = askAs(api.app, await api.signedInAs('admin'));
    agent = askAs(api.app, await api.signedInAs('agent'));
    dispatcher = askAs(api.app, await api.signedInAs('dispatcher'));
  });
  afterAll(() => api.close());

  const add = async (ask: Ask, path: string, payload: object) => {
    const answer = await ask('POST', `/api/v1${path}`, { payload });
    expect(answer.json()).toMatchObject({ id: expect.any(String) });
    expect(answer.statusCode).toBe(201);
    expect(answer.headers.location).toBe(`/api/v1${path}/${answer.json().id}`);
    return answer.json();
  };
  const found = async (path: string, query: Record<string, string>) => {
    const answer = await agent('GET', `/api/v1${path}`, { query });
    expect(answer.statusCode).toBe(200);
    return answer.json().items;
  };
  const namesFound = async (query: Record<string, string>) =>
    (await found('/elements', query)).map(({ name }: { name: string }) => name);

  it('keeps how an element is tested, and by whom, as it was given', async () => {
    const probes = [
      { kind: 'tcp', port: 22 },
      { kind: 'icmp', via: 'outOfBand', address: '2001:db8::7', count: 40 },
      { kind: 'snmp', credentials: 'access', customerPort: 3, rxPower: { oid: '1.3.6.1.4.1.1', divide: 10 } },
      { kind: 'http', path: '/health', expectStatus: [200, 204] },
    ];
    const { id } = await add(admin, '/elements', { ...anElement, probeSite: 'north-2', probes });
    expect((await agent('GET', `/api/v1/elements/${id}`)).json()).toMatchObject({ probeSite: 'north-2', probes });
    const put = await admin('PUT', `/api/v1/elements/${id}`, { payload: { ...anElement, probes: [] } });
    expect(put.json()).toMatchObject({ id, probeSite: null, probes: [] });
  });

  it('finds elements by zone, by site and by how their name or address begins', async () => {
    for (const name of ['Поиск 100%', 'Поиск 1001', 'поиск_а', 'Поиск-б']) {
      await add(admin, '/elements', {
        ...anElement,
        name,
        zone: 'core',
        address: `${name.length}.find.test`,
        probes: [],
      });
    }
    expect(await namesFound({ q: 'поиск' })).toEqual(['Поиск 100%', 'Поиск 1001', 'поиск_а', 'Поиск-б']);
    expect(await namesFound({ q: 'Поиск 100%' })).toEqual(['Поиск 100%']);
    expect(await namesFound({ q: 'поиск_' })).toEqual(['поиск_а']);
    expect(await namesFound({ q: '%' })).toEqual([]);
    expect(await namesFound({ q: '\\' })).toEqual([]);
    expect(await namesFound({ q: '7.FIND' })).toEqual(['поиск_а', 'Поиск-б']);
    expect(await namesFound({ q: 'поиск', zone: 'access' })).toEqual([]);
    const there = await found('/elements', { siteId: nodeSite });
    expect(there.map(({ id }: { id: string }) => id)).toEqual(expect.arrayContaining([accessNode, aggregation]));
    expect(there.every(({ siteId }: { siteId: string }) => siteId === nodeSite)).toBe(true);
    expect(await found('/elements', { siteId: nodeSite, zone: 'access' })).toMatchObject([{ id: accessNode }]);
  });

  it('turns the pages of what was found', async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query: Record<string, string> = { zone: 'cpe', limit: '2', ...(cursor !== null && { cursor }) };
      const page = (await agent('GET', '/api/v1/elements', { query })).json();
      seen.push(...page.items.map(({ id }: { id: string }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    const all = await found('/elements', { zone: 'cpe' });
    expect(seen).toEqual(all.map(({ id }: { id: string }) => id));
    expect(seen.length).toBeGreaterThan(2);
  });

  it('gives a service’s chain to be tested in its order, without what leads nowhere', async () => {
    const nowhere = demoId('element', 999);
    const chain = await testedChain(api.database.db, [backbone, nowhere, bakersRouter, accessNode]);
    expect(chain.map(({ id }) => id)).toEqual([backbone, bakersRouter, accessNode]);
    expect(chain[1]).toMatchObject({ zone: 'cpe', kind: 'router', owner: 'operator', probeSite: null });
    expect(chain[1]?.probes.length).toBeGreaterThan(0);
    expect(await testedChain(api.database.db, [])).toEqual([]);
  });

  const aSpecification = {
    name: { ru: 'Потери', en: 'Loss' },
    kind: 'icmp',
    zones: ['access'],
    elementKinds: ['olt'],
    settings: { count: 40 },
    timeoutMs: 4_000,
    thresholds: [{ metricName: 'loss', op: '>=', value: 2, severity: 'minor' }],
    runs: 'onDemand',
  };

  it('keeps specifications of tests, which everybody reads and an administrator writes', async () => {
    const specification = await add(admin, '/test-specifications', aSpecification);
    const path = `/api/v1/test-specifications/${specification.id}`;
    expect((await agent('GET', path)).json()).toEqual({ ...aSpecification, id: specification.id });
    const changed = { name: aSpecification.name, kind: 'tcp', timeoutMs: 100 };
    const put = await admin('PUT', path, { payload: changed });
    const defaults = { zones: [], elementKinds: [], settings: {}, thresholds: [], runs: 'always' };
    expect(put.json()).toEqual({ ...changed, ...defaults, id: specification.id });
    expect((await found('/test-specifications', {})).at(-1)).toEqual(put.json());
    expect((await listSpecifications(api.database.db)).at(-1)).toEqual(put.json());
    for (const role of ['agent', 'dispatcher', 'supervisor'] as const) {
      const ask = askAs(api.app, await api.signedInAs(role));
      expect((await ask('PUT', path, { payload: changed })).json()).toMatchObject({ status: 403, code: 'notAllowed' });
    }
    const lost = await admin('PUT', `/api/v1/test-specifications/${demoId('element', 999)}`, { payload: changed });
    expect(lost.json()).toMatchObject({ status: 404, code: 'notFound' });
  });

  it('takes limits on what another system measures', async () => {
    const thresholds = [
      { metricName: 'webhook.lineRate', op: '<', value: 10.5, severity: 'major' },
      { metricName: 'ontState', op: '=', value: 'los', severity: 'critical' },
      { metricName: 'working', op: '!=', value: true, severity: 'major' },
    ];
    const payload = { name: aSpecification.name, kind: 'webhook', timeoutMs: 30_000, thresholds };
    expect(await add(admin, '/test-specifications', payload)).toMatchObject({ thresholds });
  });

  const window = { from: at('20:00'), to: at('23:00') };
  const countThrough = async (elements: readonly string[]) => {
    const services: { chain: string[] }[] = await found('/services', { limit: '200' });
    return services.filter(({ chain }) => chain.some((id) => elements.includes(id))).length;
  };

  it('plans works on a site, and says how many services they touch', async () => {
    const works = await add(dispatcher, '/scheduled-works', { title: 'Замена питания М-1', siteId: nodeSite, window });
    const there = (await found('/elements', { siteId: nodeSite })).map(({ id }: { id: string }) => id);
    expect(works).toMatchObject({ siteId: nodeSite, elements: [], window });
    expect(works.affectedServices).toBe(await countThrough(there));
    expect(works.affectedServices).toBeGreaterThan(1);
    expect((await agent('GET', `/api/v1/scheduled-works/${works.id}`)).json()).toEqual(works);
  });

  it('counts a service once, however many of its elements are worked on', async () => {
    const elements = [bakersRouter, bakersOnt];
    const works = await add(dispatcher, '/scheduled-works', { title: 'Пекарня', elements, window, parts: [] });
    expect(works).toMatchObject({ siteId: null, elements, affectedServices: await countThrough(elements) });
    expect(works.affectedServices).toBeGreaterThan(0);
  });

  it('lets a supervisor plan works, and nobody else but a dispatcher', async () => {
    const payload = { title: 'Ночные работы', elements: [backbone], window };
    for (const role of ['agent', 'engineer', 'storekeeper', 'admin', 'noc', 'integration'] as const) {
      const ask = askAs(api.app, await api.signedInAs(role));
      const answer = await ask('POST', '/api/v1/scheduled-works', { payload });
      expect(answer.json(), role).toMatchObject({ status: 403, code: 'notAllowed' });
    }
    await add(askAs(api.app, await api.signedInAs('supervisor')), '/scheduled-works', payload);
  });

  it('knows at any instant which elements are worked on, named themselves or by their site', async () => {
    const later = { from: '2026-02-01T00:00:00.000Z', to: '2026-02-01T04:00:00.000Z' };
    await add(dispatcher, '/scheduled-works', { title: 'Узел', siteId: nodeSite, window: later });
    await add(dispatcher, '/scheduled-works', { title: 'Ядро', elements: [backbone, bakersRouter], window: later });
    const asked = [bakersRouter, accessNode, aggregation, demoId('element', 9)];
    const on = async (instant: string) => {
      const works = await worksOn(api.database.db, asked, instant);
      return works.map(({ elementId, title }) => `${asked.indexOf(elementId)} ${title}`).toSorted();
    };
    const all = ['0 Ядро', '1 Узел', '2 Узел'];
    expect(await on('2026-01-31T23:59:59.999Z')).toEqual([]);
    expect(await on(later.from)).toEqual(all);
    expect(await on('2026-02-01T03:59:59.999Z')).toEqual(all);
    expect(await on(later.to)).toEqual([]);
    expect(await worksOn(api.database.db, [], later.from)).toEqual([]);
  });

  it('lists works by the time that they take and by element', async () => {
    const titles = async (query: Record<string, string>) =>
      (await found('/scheduled-works', query)).map(({ title }: { title: string }) => title);
    const during = { from: '2026-03-01T10:00:00.000Z', to: '2026-03-01T12:00:00.000Z' };
    await add(dispatcher, '/scheduled-works', { title: 'Март', siteId: nodeSite, window: during });
    expect(await titles({ from: '2026-03-01T11:59:59+00:00' })).toEqual(['Март']);
    expect(await titles({ from: during.to })).toEqual([]);
    expect(await titles({ from: '2026-02-20T00:00:00Z', to: during.from })).toEqual([]);
    expect(await titles({ from: '2026-02-20T00:00:00Z', to: '2026-03-01T13:00:01+03:00' })).toEqual(['Март']);
    expect(await titles({ from: '2026-02-20T00:00:00Z', elementId: aggregation })).toEqual(['Март']);
    expect(await titles({ from: '2026-02-20T00:00:00Z', elementId: backbone })).toEqual([]);
    const services = await found(`/elements/${aggregation}/services`, {});
    expect(services.map(({ id }: { id: string }) => id)).toContain(demoServiceId(1));
  });
});
