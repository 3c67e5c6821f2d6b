import { afterAll, beforeAll, expect, it } from 'vitest';
import { statusOf } from '../../../api/errors.ts';
import { amira, dina, egor } from '../../support/cast.ts';
import { whyNoPostgres } from '../../support/database.ts';
import { describeUnless } from '../../support/provided.ts';
import { openFor } from '../tickets/setting.ts';
import { asksForVisit, done, startVisits, type VisitSetting } from './visit-setting.ts';
import { wrongVisits, type VisitPlace } from './wrong-visits.ts';

describeUnless(whyNoPostgres, 'bad input about visits', () => {
  let setting: VisitSetting;
  const places = new Map<string, string>();

  beforeAll(async () => {
    setting = await startVisits();
    const [asAmira, asDina] = [setting.as(amira), setting.as(dina)];
    const proposed = await asksForVisit(setting);
    const offered = await asksForVisit(setting);
    await done(asDina, 'PUT', `/visits/${offered.id}/booking`, { engineerId: egor.id });
    const over = await asksForVisit(setting);
    await done(asDina, 'PUT', `/visits/${over.id}/booking`, { engineerId: egor.id });
    await done(setting.as(egor), 'PUT', `/visits/${over.id}/completion`, { found: 'x', done: 'y', zone: 'cpe' });
    const cancelled = await asksForVisit(setting);
    await done(asDina, 'PUT', `/visits/${cancelled.id}/booking`, { engineerId: egor.id });
    await done(asDina, 'PUT', `/visits/${cancelled.id}/cancellation`, { reason: 'x' });
    const { number } = await openFor(asAmira);
    await done(asAmira, 'PUT', `/tickets/${number}/rejection`, { reason: 'x' });
    for (const [name, { id }] of Object.entries({ proposed, offered, over, cancelled }))
      places.set(name, `/visits/${id}`);
    places.set('ticket', `/tickets/${proposed.number}`).set('finished', `/tickets/${number}`);
  });
  afterAll(() => setting?.close());

  const addressOf = (to: VisitPlace): string => {
    if (to.startsWith('/')) return to;
    const [name = '', ...rest] = to.split('/');
    return `${places.get(name)}/${rest.join('/')}`;
  };

  it.each(wrongVisits)('is $what: $code at $path, and nothing is written', async (one) => {
    const { by, method, to, body, code, path } = one;
    const before = await everythingIn(setting);
    const sent = { payload: typeof body === 'string' ? body : JSON.stringify(body) };
    const answer = await setting.as(by)(method, addressOf(to), {
      ...sent,
      headers: { 'content-type': 'application/json' },
    });
    expect(answer.json()).toMatchObject({ status: statusOf[code], code, detail: expect.any(String) });
    expect(answer.headers['content-type']).toContain('application/problem+json');
    const paths = (answer.json().errors ?? []).map((error: { path: string }) => error.path);
    if (path !== null) expect(paths).toContain(path);
    expect(await everythingIn(setting)).toEqual(before);
  });
});

/** How many rows each table has. */
async function everythingIn({ database: { sql } }: VisitSetting): Promise<unknown> {
  const tables = await sql<{ name: string }[]>`
    select tablename as name from pg_tables where schemaname = 'public' order by tablename`;
  const counts = tables.map(({ name }) => `select '${name}' as name, count(*)::int as rows from "${name}"`);
  return sql.unsafe(counts.join(' union all '));
}
