import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mostImported } from '../../api/schemas/reference-network.ts';
import { listElements, type Element } from '../../db/reference/elements.ts';
import { seedDemo } from '../../db/seed/demo.ts';
import { demoId } from '../../db/seed/ids.ts';
import { askAs, startApi, type Response, type TestApi } from '../support/api.ts';
import { whyNoPostgres } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';

const path = '/api/v1/elements/import';
const [nodeSite, unknownId] = [demoId('site', 5), demoId('element', 999)];
const anElement = { name: 'Т-1', zone: 'access', address: '10.9.0.1', owner: 'operator', probes: [] };

describeUnless(whyNoPostgres, 'an import of elements', () => {
  let api: TestApi;
  let admin: ReturnType<typeof askAs>;

  beforeAll(async () => {
    api = await startApi();
    await seedDemo(api.database, 'demo');
    admin = askAs(api.app, await api.signedInAs('admin'));
  });
  afterAll(() => api.close());

  const bringJson = (...items: unknown[]) => admin('POST', path, { payload: { items } });
  const bringCsv = (payload: string | Buffer) =>
    admin('POST', path, { payload, headers: { 'content-type': 'text/csv' } });
  const named = async (name: string): Promise<Element | undefined> =>
    (await listElements(api.database.db, { limit: 10, after: null, q: name })).items.find((one) => one.name === name);
  const everyElement = async () => (await listElements(api.database.db, { limit: 100_000, after: null })).items;
  const newSite = async (name: string): Promise<string> => {
    const payload = { name, address: 'Химки, 1', region: 'Москва' };
    return (await admin('POST', '/api/v1/sites', { payload })).json().id;
  };

  it('adds what is new and replaces whole what is known by its name', async () => {
    const first = await bringJson({
      ...anElement,
      name: 'Замена',
      kind: 'olt',
      siteId: nodeSite,
      partIds: [unknownId],
    });
    expect(first.json()).toEqual({ added: 1, replaced: 0 });
    const before = await named('Замена');
    const second = await bringJson({ ...anElement, name: 'Замена', zone: 'core' }, { ...anElement, name: 'Добавка' });
    expect(second.statusCode).toBe(200);
    expect(second.json()).toEqual({ added: 1, replaced: 1 });
    const bare = { kind: null, siteId: null, probeSite: null, covered: false, partIds: [] };
    expect(await named('Замена')).toEqual({ ...anElement, ...bare, id: before?.id, name: 'Замена', zone: 'core' });
    expect(await named('Добавка')).toMatchObject({ ...anElement, ...bare, name: 'Добавка' });
  });

  it('takes a CSV with all its columns', async () => {
    const csv = [
      'name,zone,kind,site,address,owner,covered,probeSite,probes',
      `CSV 1,access,olt,${nodeSite},10.9.1.1,operator,,north-2,"tcp:22; snmp:161@access via=outOfBand address=10.0.7.2 customerPort=3; icmp"`,
      'CSV 2,cpe,,,cpe.example.test,customer,YES,,',
      '"CSV ""3"", с запятой",core,,,10.9.1.3,supplier,false,,http:8080 path=/a=b tls=true;',
    ].join('\n');
    expect((await bringCsv(csv)).json()).toEqual({ added: 3, replaced: 0 });
    expect(await named('CSV 1')).toMatchObject({
      ...{ zone: 'access', kind: 'olt', siteId: nodeSite, address: '10.9.1.1', covered: false, probeSite: 'north-2' },
      probes: [
        { kind: 'tcp', port: 22 },
        { kind: 'snmp', port: 161, credentials: 'access', via: 'outOfBand', address: '10.0.7.2', customerPort: 3 },
        { kind: 'icmp' },
      ],
    });
    expect(await named('CSV 2')).toMatchObject({ kind: null, siteId: null, covered: true, probes: [], partIds: [] });
    const third = await named('CSV "3", с запятой');
    expect(third?.probes).toEqual([{ kind: 'http', port: 8080, path: '/a=b', tls: true }]);
  });

  it('takes what a spreadsheet writes: a byte order mark, semicolons, CRLF, empty lines, columns in any order', async () => {
    const csv =
      '\ufeffaddress;owner;zone;probes;name\r\n\r\n10.9.2.1;operator;core;"tcp:179; icmp";Таблица\r\n;;;;\r\n';
    expect((await bringCsv(csv)).json().errors).toMatchObject([{ path: '4.name' }, { path: '4.zone' }, {}, {}]);
    expect((await bringCsv(csv.replace(';;;;\r\n', ''))).json()).toEqual({ added: 1, replaced: 0 });
    expect(await named('Таблица')).toMatchObject({
      zone: 'core',
      probes: [{ kind: 'tcp', port: 179 }, { kind: 'icmp' }],
    });
  });

  it('finds a site by its name, and keeps the parts that a CSV has no column for', async () => {
    await bringJson({ ...anElement, name: 'С частями', partIds: [unknownId] });
    const siteId = await newSite('Узел Химки');
    const csv = 'name,zone,address,owner,site\nС частями,core,10.9.3.1,operator,Узел Химки';
    expect((await bringCsv(csv)).json()).toEqual({ added: 0, replaced: 1 });
    expect(await named('С частями')).toMatchObject({ siteId, zone: 'core', partIds: [unknownId] });
  });

  it('is all or nothing, and tells every row that is wrong', async () => {
    const before = await everyElement();
    const answer = await bringJson(
      { ...anElement, name: 'Ничего', zone: 'core' },
      { ...anElement, name: 'Т-2', zone: 'moon', owner: 'nobody' },
      'not an element',
      { ...anElement, name: 'Т-3', siteId: unknownId },
      { ...anElement, name: 'Ничего' },
      { ...anElement, name: 'Т-4', probes: [{ kind: 'icmp' }, { kind: 'tcp' }] },
    );
    expect(answer.json()).toMatchObject({ status: 422, code: 'invalidBody' });
    const paths = answer.json().errors.map((one: { path: string }) => one.path);
    expect(paths).toEqual(['1.zone', '1.owner', '2', '3.siteId', '4.name', '5.probes.1.port']);
    expect(await everyElement()).toEqual(before);
  });

  it('tells the line of a CSV, and the field by its heading', async () => {
    const before = await everyElement();
    const csv = [
      'name,zone,address,owner,site,covered,probes',
      'Строка 2,core,10.9.4.2,operator,,,',
      'Строка 3,moon,10.9.4.3,operator,,maybe,',
      '"Строка',
      '5",core,10.9.4.5,operator,Нигде,,',
      'Строка 6,core,10.9.4.6,operator,,,icmp; telnet:23; tcp',
      'Строка 7,core,10.9.4.7,operator,,,icmp every hour',
      'Строка 8,core,10.9.4.8,operator,,,,more,and more',
      'Строка 2,core,10.9.4.9,operator,,,',
      'Строка 10,core',
    ].join('\n');
    const { errors } = (await bringCsv(csv)).json();
    expect(errors.map((one: { path: string }) => one.path)).toEqual([
      ...['3.zone', '3.covered', '5.site', '6.probes.1.kind', '6.probes.2.port', '7.probes.0', '8', '9.name'],
      ...['10.address', '10.owner'],
    ]);
    expect(await everyElement()).toEqual(before);
  });

  it('refuses a name that it cannot tell apart', async () => {
    for (const address of ['10.9.5.1', '10.9.5.2']) {
      await admin('POST', '/api/v1/elements', { payload: { ...anElement, name: 'Двойник', address } });
    }
    const elements = await bringJson({ ...anElement, name: 'Двойник' });
    expect(elements.json().errors).toEqual([{ path: '0.name', message: 'is the name of several elements' }]);
    await newSite('Два узла');
    await newSite('Два узла');
    const sites = await bringCsv('name,zone,address,owner,site\nТ-5,core,10.9.5.3,operator,Два узла');
    expect(sites.json().errors).toEqual([{ path: '2.site', message: 'is the name of several sites' }]);
  });

  it('takes a site in JSON by its id alone', async () => {
    const answer = await bringJson({ ...anElement, siteId: 'Узел Химки' });
    expect(answer.json().errors).toMatchObject([{ path: '0.siteId' }]);
  });

  it('tells a hundred faults, and how many more there are', async () => {
    const rows = Array.from({ length: 130 }, (_, i) => ({ ...anElement, name: `Много ${i}`, zone: 'moon' }));
    const { errors } = (await bringJson(...rows)).json();
    expect(errors).toHaveLength(101);
    expect(errors[0].path).toBe('0.zone');
    expect(errors[99].path).toBe('99.zone');
    expect(errors[100]).toEqual({ path: '', message: 'and 30 more' });
  });

  it('is done once under one key', async () => {
    const send = (name: string) =>
      admin('POST', path, { payload: { items: [{ ...anElement, name }] }, headers: { 'idempotency-key': 'import-1' } });
    expect((await send('Один раз')).json()).toEqual({ added: 1, replaced: 0 });
    expect((await send('Один раз')).json()).toEqual({ added: 1, replaced: 0 });
    expect((await send('Другой')).json()).toMatchObject({ status: 409, code: 'idempotencyKeyReused' });
  });

  it('adds an element once when two imports bring it at the same time', async () => {
    const answers = await Promise.all(
      [1, 2, 3, 4].map((i) => bringJson({ ...anElement, name: 'Гонка', address: `10.9.6.${i}` })),
    );
    const added = answers.map((answer): number => answer.json().added);
    expect(added.reduce((a, b) => a + b)).toBe(1);
    expect((await everyElement()).filter(({ name }) => name === 'Гонка')).toHaveLength(1);
  });

  it('is the administrator’s', async () => {
    for (const role of ['agent', 'dispatcher', 'supervisor', 'noc', 'integration'] as const) {
      const ask = askAs(api.app, await api.signedInAs(role));
      const answer = await ask('POST', path, { payload: 'name', headers: { 'content-type': 'text/csv' } });
      expect(answer.json(), role).toMatchObject({ status: 403, code: 'notAllowed' });
    }
  });

  it('says in the description how probes are written', async () => {
    const described = (await admin('GET', '/openapi.json')).json().paths[path].post;
    expect(Object.keys(described.requestBody.content)).toEqual(['application/json', 'text/csv']);
    expect(described.description).toContain('snmp:161@access via=outOfBand');
  });

  describe('takes nothing of what breaks it:', () => {
    const headings = 'name,zone,address,owner';
    const row = 'Взлом,core,10.9.7.1,operator';
    const fault = (answer: Response) => answer.json().errors[0];

    it.each<[string, string | Buffer, string]>([
      ['an empty file', '', '1.name'],
      ['nothing but headings', headings, '1'],
      ['a heading too few', 'name,zone,address\nx,core,10.9.7.1', '1.owner'],
      ['a heading that is unknown', `${headings},partIds\n${row},x`, '1.partIds'],
      ['a heading twice', `${headings},name\n${row},x`, '1.name'],
      ['an empty heading', `${headings},\n${row},x`, '1.'],
      ['a quote that is not closed', `${headings}\n${row}\n"Взлом,core\n`, '3'],
      ['a quote inside a field', `${headings}\nВз"лом,core,10.9.7.1,operator`, '2'],
      ['something behind a quote', `${headings}\n"Взлом"!,core,10.9.7.1,operator`, '2'],
      ['a field of a megabyte', `${headings}\n${row}\n${'x'.repeat(1_000_000)},core,10.9.7.1,operator`, '3'],
      ['a quoted field of a megabyte', `${headings}\n"${'x'.repeat(1_000_000)}",core,10.9.7.1,operator`, '2'],
      ['a NUL', `${headings}\n${row}\nВз\0лом,core,10.9.7.1,operator`, '3'],
      ['another encoding', Buffer.from([...Buffer.from(`${headings}\n`), 0xc2, 0xe7, 0xeb]), ''],
      ['UTF-16', Buffer.from(`\ufeff${headings}\n${row}`, 'utf16le'), ''],
      ['tabs', `${headings}\n${row}`.replaceAll(',', '\t'), '1.name'],
    ])('%s', async (_what, csv, at) => {
      const before = await everyElement();
      const answer = await bringCsv(csv);
      expect(answer.json()).toMatchObject({ status: 422, code: 'invalidBody' });
      expect(fault(answer).path).toBe(at);
      expect(await everyElement()).toEqual(before);
    });

    it.each<[string, unknown, string]>([
      ['a list instead of an object', [anElement], ''],
      ['no items', { items: [] }, 'items'],
      ['a field beside the items', { items: [anElement], mode: 'append' }, 'mode'],
      ['a NUL in a name', { items: [{ ...anElement, name: 'a\0b' }] }, 'items.0.name'],
      ['an element within an element', { items: [[anElement]] }, '0'],
      ['an unknown field', { items: [{ ...anElement, colour: 'red' }] }, '0.colour'],
      [
        'a settings too long',
        { items: [{ ...anElement, probes: [{ kind: 'icmp', x: 'x'.repeat(5_000) }] }] },
        '0.probes.0',
      ],
    ])('%s', async (_what, payload, at) => {
      const before = await everyElement();
      const answer = await admin('POST', path, { payload: payload as object });
      expect(answer.json()).toMatchObject({ status: 422, code: 'invalidBody' });
      expect(fault(answer).path).toBe(at);
      expect(await everyElement()).toEqual(before);
    });

    it('a row too many', async () => {
      const many = Array.from({ length: mostImported + 1 }, (_, i) => `Ряд ${i},core,10.9.8.1,operator`);
      expect(fault(await bringCsv([headings, ...many].join('\n'))).path).toBe('1');
      expect(fault(await bringJson(...many)).path).toBe('items');
    });

    it('more than 5 MiB', async () => {
      const answer = await bringCsv(`${headings}\n${`${row}\n`.repeat(180_000)}`);
      expect(answer.json()).toMatchObject({ status: 413, code: 'bodyTooLarge' });
    });

    it('another type of content', async () => {
      const headers = { 'content-type': 'application/vnd.ms-excel' };
      const answer = await admin('POST', path, { payload: headings, headers });
      expect(answer.json()).toMatchObject({ status: 415, code: 'unsupportedMediaType' });
      const elsewhere = await admin('POST', '/api/v1/elements', {
        payload: headings,
        headers: { 'content-type': 'text/csv' },
      });
      expect(elsewhere.json()).toMatchObject({ status: 415, code: 'unsupportedMediaType' });
    });
  });

  it('takes as many rows as are allowed', async () => {
    const rows = Array.from(
      { length: mostImported },
      (_, i) => `Узел ${i},core,10.${i >> 8}.${i & 255}.1,operator,icmp`,
    );
    const csv = ['name,zone,address,owner,probes', ...rows].join('\n');
    expect((await bringCsv(csv)).json()).toEqual({ added: mostImported, replaced: 0 });
    expect((await bringCsv(csv)).json()).toEqual({ added: 0, replaced: mostImported });
  });
});
