import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { refusalSentences } from '../../domain/refusal-sentences.ts';
import { connect } from '../../db/client.ts';
import { buildApp } from '../../api/app.ts';
import { createLogger } from '../../runtime/logger.ts';
import { askAs, engineAway, startApi, testConfig, type TestApi } from '../support/api.ts';
import { whyNoPostgres } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';

const bakery = { name: 'Пекарня', language: 'ru', phones: [], emails: [] };

describeUnless(whyNoPostgres, 'the API', () => {
  let api: TestApi;
  let app: FastifyInstance;
  let admin: ReturnType<typeof askAs>;
  let token: string;

  beforeAll(async () => {
    api = await startApi();
    ({ app } = api);
    token = await api.signedInAs('admin');
    admin = askAs(app, token);
  });
  afterAll(() => api.close());

  const post = (payload: string | Buffer, headers: Record<string, string> = {}) =>
    admin('POST', '/api/v1/customers', { payload, headers: { 'content-type': 'application/json', ...headers } });
  const customers = async () => (await admin('GET', '/api/v1/customers', { query: { limit: '200' } })).json().items;

  it('asks who it is before anything else', async () => {
    const answer = await app.inject({ method: 'POST', url: '/api/v1/customers', payload: '{ broken' });
    expect(answer.json()).toMatchObject({ status: 401, code: 'unauthenticated' });
    expect(answer.headers['www-authenticate']).toBe('Bearer');
  });

  it('asks for the right before it reads the body', async () => {
    const agent = askAs(app, await api.signedInAs('agent'));
    const answer = await agent('POST', '/api/v1/customers', {
      payload: '{ broken',
      headers: { 'content-type': 'application/json' },
    });
    expect(answer.json()).toMatchObject({ status: 403, code: 'notAllowed' });
  });

  it.each([
    ['broken JSON', '{ "name": ', {}, 400, 'malformedJson'],
    ['JSON that is not UTF-8', Buffer.from([0x22, 0xff, 0x22]), {}, 400, 'malformedJson'],
    ['a prototype in disguise', '{"__proto__":{"admin":true}}', {}, 400, 'malformedJson'],
    ['XML', '<name/>', { 'content-type': 'application/xml' }, 415, 'unsupportedMediaType'],
    ['a body of 300 KiB', JSON.stringify({ name: 'x'.repeat(300 * 1024) }), {}, 413, 'bodyTooLarge'],
    ['no body', '', {}, 422, 'invalidBody'],
    ['10,000 brackets', `${'['.repeat(10_000)}${']'.repeat(10_000)}`, {}, 422, 'invalidBody'],
    ['a key that is none', JSON.stringify(bakery), { 'idempotency-key': 'a b' }, 400, 'badHeader'],
  ])('refuses %s', async (_what, payload, headers, status, code) => {
    const answer = await post(payload, headers as Record<string, string>);
    expect(answer.json()).toMatchObject({ status, code });
    expect(answer.statusCode).toBe(status);
  });

  it('refuses parameters that nobody knows, a limit too high and a cursor of its own making', async () => {
    for (const [query, path] of [
      ['stauts=open', 'stauts'],
      ['limit=201', 'limit'],
      ['limit=x', 'limit'],
      ['cursor=abc', 'cursor'],
    ]) {
      const answer = await admin('GET', `/api/v1/customers?${query}`);
      expect(answer.json(), query).toMatchObject({ status: 400, code: 'badQuery', errors: [{ path }] });
    }
    expect((await admin('GET', '/api/v1/callers?phone=%00')).json()).toMatchObject({ status: 400, code: 'badQuery' });
  });

  it('answers an unknown route with a problem document', async () => {
    for (const url of ['/api/v1/nothing', '/nothing', '/%zz']) {
      const answer = await app.inject(url);
      expect(answer.headers['content-type']).toMatch('application/problem+json');
      expect([404, 400]).toContain(answer.statusCode);
    }
  });

  it('explains itself in the reader’s language', async () => {
    const detail = async (language: string) =>
      (await app.inject({ url: '/api/v1/users', headers: { 'accept-language': language } })).json().detail;
    expect(await detail('ru-RU,ru;q=0.9,en;q=0.8')).toBe(refusalSentences.unauthenticated.ru);
    expect(await detail('de, en;q=0.5, ru;q=0.1')).toBe(refusalSentences.unauthenticated.en);
    expect(await detail('*')).toBe(refusalSentences.unauthenticated.en);
  });

  it('lets nothing be kept by caches or shown inside other pages', async () => {
    const { headers } = await admin('GET', '/api/v1/customers');
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    expect(headers['content-security-policy']).toMatch("frame-ancestors 'none'");
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('does a request once per key, and gives the same answer again', async () => {
    const before = (await customers()).length;
    const send = () => post(JSON.stringify(bakery), { 'idempotency-key': 'k1' });
    const answers = await Promise.all(Array.from({ length: 30 }, send));
    expect(new Set(answers.map((answer) => answer.json().id)).size).toBe(1);
    expect(new Set(answers.map((answer) => answer.headers.location)).size).toBe(1);
    expect(answers.every(({ statusCode }) => statusCode === 201)).toBe(true);
    expect((await customers()).length).toBe(before + 1);
  });

  it('takes the same fields in another order for the same body', async () => {
    const { name, ...rest } = bakery;
    const first = await post(JSON.stringify({ name, ...rest }), { 'idempotency-key': 'k2' });
    const again = await post(JSON.stringify({ ...rest, name }), { 'idempotency-key': 'k2' });
    expect(again.json()).toEqual(first.json());
  });

  it('refuses a key that was used with another body', async () => {
    await post(JSON.stringify(bakery), { 'idempotency-key': 'k3' });
    const other = await post(JSON.stringify({ ...bakery, name: 'Кафе' }), { 'idempotency-key': 'k3' });
    expect(other.json()).toMatchObject({ status: 409, code: 'idempotencyKeyReused' });
  });

  it('keeps a key apart for each caller and path', async () => {
    const first = await post(JSON.stringify(bakery), { 'idempotency-key': 'k4' });
    const elsewhere = askAs(app, await api.signedInAs('admin'));
    const theirs = await elsewhere('POST', '/api/v1/customers', {
      payload: bakery,
      headers: { 'idempotency-key': 'k4' },
    });
    expect(theirs.statusCode).toBe(201);
    expect(theirs.json().id).not.toBe(first.json().id);
  });

  it('leaves nothing under the key of a refused request', async () => {
    const headers = { 'idempotency-key': 'k5' };
    const site = { name: 'x', address: 'y', region: 'z' };
    const lost = { ...site, customerId: '019b8c00-ffff-7000-8000-000000000000' };
    const refused = await admin('POST', '/api/v1/sites', { payload: lost, headers });
    expect(refused.json()).toMatchObject({ code: 'unknownReference' });
    expect((await admin('POST', '/api/v1/sites', { payload: site, headers })).statusCode).toBe(201);
  });

  it('makes a key for whoever gave none, and honours it', async () => {
    const first = await post(JSON.stringify(bakery));
    const key = String(first.headers['idempotency-key']);
    const again = await post(JSON.stringify(bakery), { 'idempotency-key': key });
    expect(again.json()).toEqual(first.json());
  });

  it('describes every route in OpenAPI 3.1, with the recipe of the hash chain', async () => {
    const description = (await app.inject('/openapi.json')).json();
    expect(description).toMatchObject({ openapi: '3.1.0', 'x-hash-recipe': { algorithm: 'sha256' } });
    expect(description.paths).toHaveProperty('/api/v1/contracts/{id}/terms');
    expect(description.paths['/api/v1/sessions'].post.security).toEqual([]);
    expect(JSON.stringify(description.paths['/api/v1/sites'].post.requestBody)).toContain('address');
  });

  it('has documents to browse that load nothing from elsewhere', async () => {
    const page = await app.inject('/docs/');
    expect(page.statusCode).toBe(200);
    expect(page.headers['content-security-policy']).toMatch("default-src 'self'");
    expect(page.body).not.toMatch(/(?:src|href)="https?:/);
  });

  it('is ready without the engine, and says so', async () => {
    const answer = await app.inject('/readyz');
    expect([answer.statusCode, answer.json()]).toEqual([200, { database: 'up', engine: 'away' }]);
    expect((await app.inject('/healthz')).json()).toEqual({ status: 'alive' });
  });

  it('shows figures here, and elsewhere only to those who are signed in', async () => {
    const here = await app.inject('/metrics');
    expect(here.body).toMatch(/helpdesk_http_request_seconds_count\{.*route="\/api\/v1\/customers"/);
    // "Notices lag or never go" and nobody sees it: how long the oldest one waits is a figure.
    expect(here.body).toContain('helpdesk_oldest_unsent_message_seconds{channel="email"} 0');
    const proxied = await app.inject({ url: '/metrics', headers: { 'x-forwarded-for': '192.0.2.9' } });
    expect(proxied.statusCode).toBe(401);
    expect((await app.inject({ url: '/metrics', remoteAddress: '192.0.2.9' })).statusCode).toBe(401);
    const headers = { authorization: `Bearer ${token}` };
    expect((await app.inject({ url: '/metrics', remoteAddress: '192.0.2.9', headers })).statusCode).toBe(200);
  });

  it('says that the database is away, and when to come again', async () => {
    const database = connect('postgres://nobody:x@127.0.0.1:1/none');
    const alone = buildApp({ database, desk: engineAway, config: testConfig, log: createLogger('api', 'silent') });
    const answer = await alone.inject({ url: '/api/v1/users', headers: { authorization: 'Bearer x' } });
    expect(answer.json()).toMatchObject({ status: 503, code: 'databaseUnavailable' });
    expect(answer.headers['retry-after']).toBe('5');
    expect((await alone.inject('/readyz')).statusCode).toBe(503);
    // A nought would say that all is well.
    expect((await alone.inject('/metrics')).body).not.toMatch(/^helpdesk_(?:oldest_unsent|inbound)/m);
    await alone.close();
    await database.close();
  });

  it('tells of an unexpected error only under which id it is logged', async () => {
    const lines: string[] = [];
    const log = createLogger('api', 'info', { write: (line) => lines.push(line) });
    const broken = { ...engineAway, ready: () => Promise.reject(new Error('the secret is swordfish')) };
    const app = buildApp({ database: api.database, desk: broken, config: testConfig, log });
    const answer = await app.inject('/readyz');
    expect(answer.json()).toMatchObject({ status: 500, code: 'internal' });
    expect(answer.body).not.toContain('swordfish');
    expect(answer.json().detail).toContain(answer.headers['x-request-id']);
    expect(lines.join('')).toContain(String(answer.headers['x-request-id']));
    await app.close();
  });
});
