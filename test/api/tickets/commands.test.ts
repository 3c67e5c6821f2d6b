import { isNull } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { commands, privateTexts } from '../../../db/schema.ts';
import { amira, anton, dina, egor, nikolai, portal, sergei, stella } from '../../support/cast.ts';
import { whyNoPostgres } from '../../support/database.ts';
import { describeUnless } from '../../support/provided.ts';
import { farAhead, furtherAhead, openFor, startSetting, type Ask, type Setting } from './setting.ts';

describeUnless(whyNoPostgres, 'a command', () => {
  let setting: Setting;
  let asAmira: Ask;
  let at: string;

  beforeAll(async () => {
    setting = await startSetting();
    asAmira = setting.as(amira);
  });
  beforeEach(async () => {
    setting.desk.comeBack();
    at = `/tickets/${(await openFor(asAmira)).number}`;
  });
  afterAll(() => setting.close());

  const promise = { promisedAt: farAhead, reason: 'бригада выехала' };
  const promises = (headers: Record<string, string>, payload: object = promise) =>
    asAmira('PUT', `${at}/eta`, { payload, headers });
  const looseTexts = () => setting.database.db.$count(privateTexts, isNull(privateTexts.number));

  it('answers with the ticket after it, and its version', async () => {
    const answer = await promises({});
    expect(answer.json()).toMatchObject({ status: 'inProgress', version: 3 });
    expect(answer.headers).toMatchObject({ etag: '"3"', 'idempotency-key': expect.any(String) });
  });

  it('is done once under its key, however often it is asked', async () => {
    const key = { 'idempotency-key': 'the-promise' };
    const first = await promises(key);
    await asAmira('PUT', `${at}/team`, { payload: { team: 'noc' } });
    const again = await promises(key);
    expect(again.json()).toEqual(first.json());
    expect(again.headers['etag']).toBe(first.headers['etag']);
    const read = await asAmira('GET', at);
    expect(read.json().eta.revision).toBe(1);
  });

  it('is done once when it is asked many times at once', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => promises({ 'idempotency-key': 'all-at-once' })));
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([200]));
    expect((await asAmira('GET', at)).json().eta.revision).toBe(1);
    expect(await looseTexts()).toBe(0);
  });

  it('refuses another body under its key, also before the first answer is known', async () => {
    const headers = { 'idempotency-key': 'one-promise' };
    const other = { ...promise, promisedAt: furtherAhead };
    await promises(headers);
    expect((await promises(headers, other)).json()).toMatchObject({ status: 409, code: 'idempotencyKeyReused' });
    const answers = await Promise.all([
      promises({ 'idempotency-key': 'race' }, { ...promise, reason: 'раз' }),
      promises({ 'idempotency-key': 'race' }, { ...promise, reason: 'два' }),
    ]);
    expect(answers.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([200, 409]);
  });

  it('takes the same body in another order for the same', async () => {
    const headers = { 'idempotency-key': 'in-any-order' };
    await promises(headers);
    const { promisedAt, reason } = promise;
    expect((await promises(headers, { reason, promisedAt })).statusCode).toBe(200);
  });

  it('keeps its key apart from those of other callers, methods and paths', async () => {
    const headers = { 'idempotency-key': 'k' };
    await promises(headers);
    const asDina = await setting.as(dina)('PUT', `${at}/eta`, {
      payload: { ...promise, promisedAt: furtherAhead },
      headers,
    });
    expect(asDina.json().eta.revision).toBe(2);
    expect((await asAmira('PUT', `${at}/assignee`, { headers })).statusCode).toBe(200);
    expect((await asAmira('DELETE', `${at}/assignee`, { headers })).json().assignee).toBeNull();
  });

  it('is answered with the ticket as it is now where the first answer was lost', async () => {
    const headers = { 'idempotency-key': 'lost' };
    setting.desk.loseNextAnswer();
    expect((await promises(headers)).json()).toMatchObject({ status: 504, code: 'outcomeUnknown' });
    await asAmira('PUT', `${at}/team`, { payload: { team: 'noc' } });
    const again = await promises({ ...headers, 'if-match': '"1"' });
    expect(again.statusCode).toBe(200);
    expect(again.json()).toMatchObject({ team: 'noc', eta: { revision: 1 } });
  });

  it('gives a caller who made no key the one to ask again with, refusals too', async () => {
    setting.desk.loseNextAnswer();
    const lost = await promises({});
    const key = String(lost.headers['idempotency-key']);
    expect((await promises({ 'idempotency-key': key })).json()).toMatchObject({ eta: { revision: 1 } });
  });

  it('is refused for a version that has passed, and taken for the present one', async () => {
    expect((await promises({ 'if-match': '"7"' })).json()).toMatchObject({ status: 412, code: 'staleVersion' });
    expect((await promises({ 'if-match': '"1"', 'idempotency-key': 'fresh' })).statusCode).toBe(200);
    expect((await promises({ 'if-match': '"1"', 'idempotency-key': 'fresh' })).statusCode).toBe(200);
    expect((await promises({ 'if-match': '"1"' })).statusCode).toBe(412);
    expect((await promises({ 'if-match': 'three' })).json()).toMatchObject({ status: 400, code: 'badHeader' });
  });

  it('waits for the engine, and its key stays free', async () => {
    setting.desk.goAway();
    const headers = { 'idempotency-key': 'patience' };
    const refused = await promises(headers);
    expect(refused.json()).toMatchObject({ status: 503, code: 'engineUnavailable' });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    setting.desk.comeBack();
    expect((await promises(headers, { ...promise, reason: 'теперь' })).statusCode).toBe(200);
  });

  it('leaves neither words nor key behind when the rules refuse it', async () => {
    const [texts, keys] = [await looseTexts(), await setting.database.db.$count(commands)];
    const past = await promises({}, { ...promise, promisedAt: '2020-01-01T00:00:00Z' });
    expect(past.json()).toMatchObject({ status: 422, code: 'etaInPast', errors: [{ path: 'promisedAt' }] });
    expect([await looseTexts(), await setting.database.db.$count(commands)]).toEqual([texts, keys]);
  });

  it('leaves no loose words behind when it changes nothing', async () => {
    const before = await looseTexts();
    await asAmira('PUT', `${at}/team`, { payload: { team: 'desk', note: 'и так у нас' } });
    expect(await looseTexts()).toBe(before);
  });

  it('is nobody’s who is not signed in, whatever the body', async () => {
    const answer = await setting.app.inject({ method: 'PUT', url: `/api/v1${at}/eta`, payload: '{' });
    expect(answer.json()).toMatchObject({ status: 401, code: 'unauthenticated' });
  });

  const forbidden = [
    { who: 'storekeeper', person: stella, method: 'PUT', path: 'eta' },
    { who: 'engineer', person: egor, method: 'PUT', path: 'assignee' },
    { who: 'administrator', person: anton, method: 'PUT', path: 'wait' },
    { who: 'integration', person: portal, method: 'PUT', path: 'resolution' },
    { who: 'dispatcher', person: dina, method: 'PUT', path: 'severity' },
    { who: 'dispatcher', person: dina, method: 'PUT', path: 'cancellation' },
    { who: 'noc', person: nikolai, method: 'PUT', path: 'confirmation' },
    { who: 'noc', person: nikolai, method: 'PUT', path: 'rejection' },
    { who: 'agent', person: amira, method: 'PUT', path: 'terms' },
    { who: 'agent', person: amira, method: 'PUT', path: 'waits/x/void' },
    { who: 'agent', person: amira, method: 'GET', path: 'history' },
    { who: 'storekeeper', person: stella, method: 'POST', path: 'calls' },
    { who: 'administrator', person: anton, method: 'POST', path: 'escalations' },
    { who: 'storekeeper', person: stella, method: 'POST', path: 'contacts' },
  ] as const;
  it.each(forbidden)('of $path is not the $who’s: 403 before the body is read', async ({ person, method, path }) => {
    const url = `${at}/${path}`;
    const body = method === 'GET' ? {} : { payload: '{', headers: { 'content-type': 'application/json' } };
    expect((await setting.as(person)(method, url, body)).json()).toMatchObject({ status: 403, code: 'notAllowed' });
  });

  it('to a ticket that is not there is found wrong by its body first, then by its number', async () => {
    const elsewhere = '/tickets/HD-9999990';
    expect((await asAmira('PUT', `${elsewhere}/eta`, { payload: {} })).statusCode).toBe(422);
    expect((await asAmira('PUT', `${elsewhere}/eta`, { payload: promise })).statusCode).toBe(404);
    expect((await setting.as(sergei)('GET', `${elsewhere}/history`)).statusCode).toBe(404);
  });
});
