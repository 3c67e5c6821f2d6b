import { afterAll, beforeAll, expect, it } from 'vitest';
import { statusOf } from '../../api/errors.ts';
import { amira, bakersInternet } from '../support/cast.ts';
import { whyNoPostgres } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';
import { openFor, startSetting, type Setting } from './tickets/setting.ts';
import { wrongOpenings } from './tickets/wrong-openings.ts';
import type { Place } from './tickets/wrong-request.ts';
import { wrongRequests } from './tickets/wrong-requests.ts';

const cases = [...wrongOpenings, ...wrongRequests];

describeUnless(whyNoPostgres, 'bad input', () => {
  let setting: Setting;
  const numbers = new Map<string, string>();

  beforeAll(async () => {
    setting = await startSetting();
    const ask = setting.as(amira);
    for (const name of ['open', 'held', 'resolved', 'rejected']) numbers.set(name, (await openFor(ask)).number);
    const at = (name: string) => `/tickets/${numbers.get(name)}`;
    await ask('PUT', `${at('held')}/wait`, { payload: { for: 'supplier', reason: 'supplier' } });
    await ask('PUT', `${at('resolved')}/resolution`, { payload: { cause: 'x', measures: 'y', zone: 'access' } });
    await ask('PUT', `${at('rejected')}/rejection`, { payload: { reason: 'x' } });
  });
  afterAll(() => setting.close());

  const addressOf = (to: Place): string => {
    if (to.startsWith('/')) return to;
    const [name = '', ...rest] = to.split('/');
    return `/tickets/${numbers.get(name)}/${rest.join('/')}`;
  };

  it('is looked for in at least sixty ways', () => {
    expect(cases.length).toBeGreaterThanOrEqual(60);
  });

  it.each(cases)('is $what ($to): $code at $path, and nothing is written', async (one) => {
    const { by = amira, method = 'PUT', to, body, code, path } = one;
    const before = await everythingIn(setting);
    const sent = body === undefined ? {} : { payload: text(body), headers: { 'content-type': 'application/json' } };
    const answer = await setting.as(by)(method, addressOf(to), sent);
    expect(answer.json()).toMatchObject({ status: statusOf[code], code, detail: expect.any(String) });
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.statusCode).toBeGreaterThanOrEqual(400);
    expect(answer.statusCode).toBeLessThan(500);
    if (path !== null) expect(pathsOf(answer.json())).toContain(path);
    expect(await everythingIn(setting)).toEqual(before);
  });

  it('is named as a whole: every field that is wrong', async () => {
    const payload = { channel: 'fax', contact: { name: '', language: 'fr' }, description: '' };
    const answer = await setting.as(amira)('POST', '/tickets', { payload: { ...payload, serviceId: bakersInternet } });
    const paths = ['channel', 'contact.name', 'contact.language', 'description'];
    expect(pathsOf(answer.json()).toSorted()).toEqual(paths.toSorted());
  });
});

function text(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}

function pathsOf({ errors = [] }: { errors?: { path: string }[] }): string[] {
  return errors.map(({ path }) => path);
}

/** How many rows each table has. */
async function everythingIn({ database: { sql } }: Setting): Promise<unknown> {
  const tables = await sql<{ name: string }[]>`
    select tablename as name from pg_tables where schemaname = 'public' order by tablename`;
  const counts = tables.map(({ name }) => `select '${name}' as name, count(*)::int as rows from "${name}"`);
  return sql.unsafe(counts.join(' union all '));
}
