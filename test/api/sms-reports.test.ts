import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { forgetWhatExpired } from '../../db/expiry.ts';
import { deliveryReports } from '../../db/schema.ts';
import { signed } from '../../mail/signature.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { whyNoPostgres } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';

const secret = 'a secret that gateway and desk share';
const report = { reference: 'gw-1', outcome: 'delivered' };

describeUnless(whyNoPostgres, 'a report of the gateway that sends our texts', () => {
  let api: TestApi;

  beforeAll(async () => {
    api = await startApi({ config: { sms: { by: 'gateway', url: 'https://texts.example/', ca: null, secret } } });
  });
  afterEach(async () => void (await api.database.db.delete(deliveryReports)));
  afterAll(async () => api?.close());

  const now = () => new Date().toISOString();
  const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
  const post = (payload: string, headers: Record<string, string>) =>
    api.app.inject({
      ...{ method: 'POST', url: '/hooks/sms', payload },
      headers: { 'content-type': 'application/json', ...headers },
    });
  const reports = async (what: unknown, at = now(), by = secret) => {
    const payload = typeof what === 'string' ? what : JSON.stringify(what);
    return post(payload, signed([by], payload, at));
  };
  const kept = () => api.database.db.select().from(deliveryReports);

  it('is kept', async () => {
    expect((await reports({ ...report, outcome: 'failed', failure: 'expired' })).statusCode).toBe(200);
    expect(await kept()).toMatchObject([{ channel: 'sms', reference: 'gw-1', outcome: 'failed', failure: 'expired' }]);
  });

  it('changes nothing when it is repeated', async () => {
    await reports(report);
    const again = await reports({ ...report, outcome: 'failed' });
    expect(again.statusCode).toBe(200);
    expect(await kept()).toMatchObject([{ outcome: 'delivered' }]);
  });

  it('is forgotten after a week in which no message turned out to be meant', async () => {
    for (const [reference, days] of [
      ['gw-8', 8],
      ['gw-6', 6],
    ] as const) {
      await reports({ ...report, reference });
      const receivedAt = new Date(minutesAgo(days * 24 * 60));
      await api.database.db.update(deliveryReports).set({ receivedAt }).where(eq(deliveryReports.reference, reference));
    }
    await forgetWhatExpired(api.database.db);
    expect(await kept()).toMatchObject([{ reference: 'gw-6' }]);
  });

  it('is taken however the JSON is written: the bytes are signed', async () => {
    expect((await reports('{ "reference" : "gw-2",\n "outcome":"delivered" }')).statusCode).toBe(200);
  });

  it.each([
    ['somebody else signed', () => reports(report, now(), 'somebody else’s secret')],
    ['is six minutes old', () => reports(report, minutesAgo(6))],
    ['comes from the future', () => reports(report, minutesAgo(-6))],
    ['is not signed', () => post(JSON.stringify(report), {})],
    ['was changed on the way', () => post('{"reference":"gw-9"}', signed([secret], JSON.stringify(report), now()))],
    ['is empty and not signed', () => post('', {})],
  ])('is not taken when it %s', async (_what, asks) => {
    const answer = await asks();
    expect(answer.statusCode).toBe(401);
    expect(answer.json()).toMatchObject({ code: 'unauthenticated' });
    expect(await kept()).toEqual([]);
  });

  it.each([
    ['no JSON', 'delivered', 400, 'malformedJson'],
    ['no reference', { outcome: 'delivered' }, 422, 'invalidBody'],
    ['an outcome that nobody knows', { ...report, outcome: 'perhaps' }, 422, 'invalidBody'],
    ['a number of somebody', { ...report, outcome: 'failed', failure: '+79160000131' }, 422, 'invalidBody'],
    ['a field that nobody knows', { ...report, to: 'x' }, 422, 'invalidBody'],
  ])('is refused with %s', async (_what, body, status, code) => {
    const answer = await reports(body);
    expect(answer.statusCode).toBe(status);
    expect(answer.json()).toMatchObject({ code });
  });

  it('is refused when it is longer than any report', async () => {
    expect((await reports({ ...report, failure: 'x'.repeat(20_000) })).statusCode).toBe(413);
  });
});

describeUnless(whyNoPostgres, 'a desk whose texts no gateway sends', () => {
  it('takes no reports', async () => {
    const api = await startApi();
    const payload = JSON.stringify(report);
    const headers = { 'content-type': 'application/json', ...signed([secret], payload, new Date().toISOString()) };
    const answer = await api.app.inject({ method: 'POST', url: '/hooks/sms', payload, headers });
    await api.close();
    expect(answer.statusCode).toBe(404);
  });
});
