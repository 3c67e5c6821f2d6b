import { afterEach, beforeEach, expect, it } from 'vitest';
import { buildApp } from '../../api/app.ts';
import { forgetWhatExpired } from '../../db/expiry.ts';
import { requestCounts } from '../../db/schema.ts';
import { customerLinks } from '../../mail/links.ts';
import { createLogger } from '../../runtime/logger.ts';
import { engineAway, startApi, testConfig, type TestApi } from '../support/api.ts';
import { irina, vera } from '../support/cast.ts';
import { bakeryIsServed, opens } from '../support/database-story.ts';
import { whyNoPostgres } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';

describeUnless(whyNoPostgres, 'the customer’s page, asked too often', () => {
  let api: TestApi;
  let veras: string;
  let irinas: string;

  beforeEach(async () => {
    api = await startApi();
    await bakeryIsServed(api.database);
    const ticket = await opens(api.database, { contacts: [vera, irina] });
    [veras = '', irinas = ''] = [vera, irina].map(({ id }) => customerLinks(testConfig).tokenFor(ticket, id));
  });
  afterEach(() => api.close());

  const look = (token: string, { app }: Pick<TestApi, 'app'> = api, remoteAddress = '192.0.2.1') =>
    app.inject({ url: `/c/${token}`, headers: { accept: 'application/json' }, remoteAddress });
  /** So often in this minute, and in the next one, should it begin meanwhile. */
  const alreadyAsked = async (requests: number) => {
    const { sql } = api.database;
    await sql`update request_counts set requests = ${requests}`;
    await sql`insert into request_counts select key, since + interval '1 minute', ${requests} from request_counts`;
  };

  it('says when to come again, and lets others through', async () => {
    expect((await look(veras)).statusCode).toBe(200);
    await alreadyAsked(120);
    const { statusCode, headers, body } = await look(veras);
    expect([statusCode, JSON.parse(body).code]).toEqual([429, 'tooManyRequests']);
    expect(headers['retry-after']).toBe('60');
    expect((await look(irinas)).statusCode).toBe(200);
  });

  it('counts over all processes of the desk', async () => {
    const log = createLogger('api', 'silent');
    const other = buildApp({ database: api.database, desk: engineAway, config: testConfig, log });
    await look(veras);
    await alreadyAsked(119);
    expect((await look(veras, { app: other })).statusCode).toBe(200);
    expect((await look(veras)).statusCode).toBe(429);
    await other.close();
  });

  it('bounds who tries links sooner, without locking out those behind the same address', async () => {
    await look('x'.repeat(36));
    await alreadyAsked(30);
    expect((await look('y'.repeat(36))).statusCode).toBe(429);
    expect((await look('y'.repeat(36), api, '192.0.2.2')).statusCode).toBe(404);
    expect((await look(veras)).statusCode).toBe(200);
  });

  it('says so on a page to people', async () => {
    await look(veras);
    await alreadyAsked(120);
    const { headers, body } = await api.app.inject({ url: `/c/${veras}`, remoteAddress: '192.0.2.1' });
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(body).toContain('Слишком много запросов подряд');
    expect(body).toContain('Too many requests in a row');
  });

  it('keeps neither link nor address, and forgets the counts', async () => {
    await look(veras);
    const kept = await api.database.db.select().from(requestCounts);
    expect(kept).toHaveLength(2);
    expect(JSON.stringify(kept)).not.toMatch(new RegExp(`${veras}|192\\.0\\.2\\.1`));
    await api.database.db.update(requestCounts).set({ since: new Date(Date.now() - 2 * 3_600_000) });
    await forgetWhatExpired(api.database.db);
    expect(await api.database.db.select().from(requestCounts)).toEqual([]);
  });
});
