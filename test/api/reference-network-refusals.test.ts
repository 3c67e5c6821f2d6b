import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seedDemo } from '../../db/seed/demo.ts';
import { demoId } from '../../db/seed/ids.ts';
import { at } from '../support/cast.ts';
import { askAs, startApi, type TestApi } from '../support/api.ts';
import { whyNoPostgres } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';

const nowhere = '019b8c00-ffff-7000-8000-000000000000';
const element = { name: 'x', zone: 'cpe', address: '192.0.2.1', probes: [], owner: 'operator' };
const probedBy = (...probes: unknown[]) => ({ ...element, probes });

const loss = { metricName: 'loss', op: '>=', value: 5, severity: 'major' };
const specification = { name: { ru: 'П', en: 'L' }, kind: 'icmp', timeoutMs: 2_000 };
const limitedTo = (changes: object) => ({ ...specification, thresholds: [loss, { ...loss, ...changes }] });

const window = { from: at('20:00'), to: at('23:00') };
const works = { title: 'x', elements: [demoId('element', 8)], window };
const part = { partId: nowhere, quantity: 1, warehouseId: nowhere };

describeUnless(whyNoPostgres, 'what is wrong about the network', () => {
  let api: TestApi;
  let admin: ReturnType<typeof askAs>;
  let dispatcher: ReturnType<typeof askAs>;

  beforeAll(async () => {
    api = await startApi();
    await seedDemo(api.database, 'demo');
    admin = askAs(api.app, await api.signedInAs('admin'));
    dispatcher = askAs(api.app, await api.signedInAs('dispatcher'));
  });
  afterAll(() => api.close());

  it.each<[string, string, unknown, string]>([
    ['a kind of probe that is none', '/elements', probedBy({ kind: 'telepathy' }), 'probes.0.kind'],
    ['a probe without a kind', '/elements', probedBy({ port: 22 }), 'probes.0.kind'],
    ['a probe that is a text', '/elements', probedBy('tcp:22'), 'probes.0'],
    ['tcp without a port', '/elements', probedBy({ kind: 'icmp' }, { kind: 'tcp' }), 'probes.1.port'],
    ['port 0', '/elements', probedBy({ kind: 'http', port: 0 }), 'probes.0.port'],
    ['port 65536', '/elements', probedBy({ kind: 'tcp', port: 65_536 }), 'probes.0.port'],
    ['a port in words', '/elements', probedBy({ kind: 'tcp', port: 'ssh' }), 'probes.0.port'],
    ['a way that is none', '/elements', probedBy({ kind: 'icmp', via: 'air' }), 'probes.0.via'],
    ['an address with a blank', '/elements', probedBy({ kind: 'icmp', address: '10.0.0.1 -I' }), 'probes.0.address'],
    ['an address like an option', '/elements', probedBy({ kind: 'icmp', address: '-f' }), 'probes.0.address'],
    ['an address that is a command', '/elements', probedBy({ kind: 'icmp', address: 'a;id' }), 'probes.0.address'],
    ['an address that is none', '/elements', probedBy({ kind: 'icmp', address: '' }), 'probes.0.address'],
    ['no credentials', '/elements', probedBy({ kind: 'snmp', credentials: '' }), 'probes.0.credentials'],
    [
      'credentials themselves',
      '/elements',
      probedBy({ kind: 'snmp', credentials: { version: '2c', community: 'public' } }),
      'probes.0.credentials',
    ],
    ['a path for credentials', '/elements', probedBy({ kind: 'snmp', credentials: '../k' }), 'probes.0.credentials'],
    ['settings over 4 KiB', '/elements', probedBy({ kind: 'dns', name: 'я'.repeat(2_100) }), 'probes.0'],
    ['twenty-one probes', '/elements', probedBy(...Array(21).fill({ kind: 'icmp' })), 'probes'],
    ['a site of a probe in capitals', '/elements', { ...element, probeSite: 'North' }, 'probeSite'],
    ['a site of a probe with 41 signs', '/elements', { ...element, probeSite: 'n'.repeat(41) }, 'probeSite'],
    ['no site of a probe', '/elements', { ...element, probeSite: '' }, 'probeSite'],

    ['a name in one language', '/test-specifications', { ...specification, name: { ru: 'П' } }, 'name.en'],
    ['a kind that is none', '/test-specifications', { ...specification, kind: 'ping' }, 'kind'],
    ['an unknown zone', '/test-specifications', { ...specification, zones: ['access', 'moon'] }, 'zones.1'],
    [
      'a kind of element that is blank',
      '/test-specifications',
      { ...specification, elementKinds: [' '] },
      'elementKinds.0',
    ],
    ['99 ms', '/test-specifications', { ...specification, timeoutMs: 99 }, 'timeoutMs'],
    ['30,001 ms', '/test-specifications', { ...specification, timeoutMs: 30_001 }, 'timeoutMs'],
    ['half a millisecond', '/test-specifications', { ...specification, timeoutMs: 100.5 }, 'timeoutMs'],
    ['no time at all', '/test-specifications', { ...specification, timeoutMs: undefined }, 'timeoutMs'],
    ['settings in a list', '/test-specifications', { ...specification, settings: [1] }, 'settings'],
    ['settings too long', '/test-specifications', { ...specification, settings: { a: 'x'.repeat(4_096) } }, 'settings'],
    ['a run on Sundays', '/test-specifications', { ...specification, runs: 'sundays' }, 'runs'],
    ['an id of one’s own', '/test-specifications', { ...specification, id: nowhere }, 'id'],
    ['a measure that is none', '/test-specifications', limitedTo({ metricName: 'mood' }), 'thresholds.1.metricName'],
    [
      'no name behind webhook',
      '/test-specifications',
      limitedTo({ metricName: 'webhook.' }),
      'thresholds.1.metricName',
    ],
    ['a comparison that is none', '/test-specifications', limitedTo({ op: '=~' }), 'thresholds.1.op'],
    ['a limit of nothing', '/test-specifications', limitedTo({ value: null }), 'thresholds.1.value'],
    ['more than a text', '/test-specifications', limitedTo({ op: '>', value: 'los' }), 'thresholds.1.value'],
    ['at most true', '/test-specifications', limitedTo({ op: '<=', value: true }), 'thresholds.1.value'],
    ['a severity of none', '/test-specifications', limitedTo({ severity: 'none' }), 'thresholds.1.severity'],
    ['a field too many', '/test-specifications', limitedTo({ unit: '%' }), 'thresholds.1.unit'],

    ['works on nothing', '/scheduled-works', { title: 'x', window }, 'elements'],
    ['works without a title', '/scheduled-works', { ...works, title: ' ' }, 'title'],
    ['works at no time', '/scheduled-works', { ...works, window: undefined }, 'window'],
    [
      'works that end as they begin',
      '/scheduled-works',
      { ...works, window: { ...window, to: window.from } },
      'window.to',
    ],
    [
      'works that end before, in another offset',
      '/scheduled-works',
      { ...works, window: { from: '2026-01-05T12:00:00Z', to: '2026-01-05T14:00:00+03:00' } },
      'window.to',
    ],
    [
      'a time without offset',
      '/scheduled-works',
      { ...works, window: { ...window, from: '2026-01-05T12:00:00' } },
      'window.from',
    ],
    ['an element named twice', '/scheduled-works', { ...works, elements: [nowhere, nowhere] }, 'elements'],
    ['half a part', '/scheduled-works', { ...works, parts: [{ ...part, quantity: 0.5 }] }, 'parts.0.quantity'],
    ['a team without a name', '/scheduled-works', { ...works, team: ' ' }, 'team'],
    ['no part', '/scheduled-works', { ...works, parts: [{ ...part, quantity: 0 }] }, 'parts.0.quantity'],
    [
      'parts from nowhere',
      '/scheduled-works',
      { ...works, parts: [{ partId: nowhere, quantity: 1 }] },
      'parts.0.warehouseId',
    ],
    ['a field too many in works', '/scheduled-works', { ...works, crew: 3 }, 'crew'],
  ])('is refused: %s (%s)', async (_what, path, payload, where) => {
    const before = await everything();
    const answer = await (path === '/scheduled-works' ? dispatcher : admin)('POST', `/api/v1${path}`, {
      payload: payload as object,
    });
    expect(answer.json()).toMatchObject({ status: 422, code: 'invalidBody' });
    expect(answer.json().errors.map((one: { path: string }) => one.path)).toEqual([where]);
    expect(await everything()).toEqual(before);
  });

  it.each<[string, object, ...string[]]>([
    ['a site', { ...works, siteId: nowhere }, 'siteId'],
    ['an element', { ...works, elements: [...works.elements, nowhere] }, 'elements.1'],
    ['a part and a warehouse', { ...works, parts: [part] }, 'parts.0.partId', 'parts.0.warehouseId'],
  ])('is refused: works with %s that is not there', async (_what, payload, ...where) => {
    const before = await everything();
    const answer = await dispatcher('POST', '/api/v1/scheduled-works', { payload });
    const errors = where.map((path) => ({ path }));
    expect(answer.json()).toMatchObject({ status: 422, code: 'unknownReference', errors });
    expect(await everything()).toEqual(before);
  });

  it.each<[string, string]>([
    ['/elements?zone=moon', 'zone'],
    ['/elements?siteId=5', 'siteId'],
    ['/elements?q=', 'q'],
    ['/elements?q=%00', 'q'],
    ['/elements?name=OLT', 'name'],
    ['/elements?zone=cpe&zone=core', 'zone'],
    ['/test-specifications?kind=icmp', 'kind'],
    ['/scheduled-works?from=yesterday', 'from'],
    ['/scheduled-works?to=2026-01-05', 'to'],
    ['/scheduled-works?elementId=OLT', 'elementId'],
    ['/scheduled-works?cursor=abc', 'cursor'],
  ])('is refused as a question: %s', async (path, where) => {
    const answer = await dispatcher('GET', `/api/v1${path}`);
    expect(answer.json()).toMatchObject({ status: 400, code: 'badQuery' });
    const paths = answer.json().errors.map((one: { path: string }) => one.path);
    expect([...new Set(paths)]).toEqual([where]);
  });

  it('is not found: works and specifications that are not there', async () => {
    for (const path of [`/scheduled-works/${nowhere}`, '/scheduled-works/1', `/test-specifications/${nowhere}`]) {
      expect((await dispatcher('GET', `/api/v1${path}`)).json(), path).toMatchObject({ status: 404, code: 'notFound' });
    }
  });

  /** How many rows there are in every table; keys of requests among them. */
  async function everything(): Promise<unknown> {
    return api.database.db.execute(sql`
      select relname, (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from %I', relname), false, true, '')))[1]::text as rows
      from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by relname`);
  }
});
