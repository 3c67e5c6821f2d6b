import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readEntries, verify } from '../../db/protocol.ts';
import { checkReceipt } from '../../db/receipts.ts';
import { orders, privateTexts, tickets } from '../../db/schema.ts';
import { ticketOf } from '../../db/telling.ts';
import { readReceipt } from '../../domain/receipt.ts';
import { customerLinks } from '../../mail/links.ts';
import { galina, irina, vera } from '../support/cast.ts';
import { startApi, testConfig, type TestApi } from '../support/api.ts';
import { answered, bakeryIsServed, does, opens, promised, restored, timePasses } from '../support/database-story.ts';
import { whyNoPostgres } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';

const links = customerLinks(testConfig);
const json = { accept: 'application/json' };

describeUnless(whyNoPostgres, 'the customer’s page', () => {
  let api: TestApi;
  let number: string;
  let veras: string;

  beforeEach(async () => {
    api = await startApi();
    await bakeryIsServed(api.database);
    const ticket = await opens(api.database, { contacts: [vera, irina] });
    number = ticket.number;
    veras = links.tokenFor(ticket, vera.id);
  });
  afterEach(() => api.close());

  const tokenOf = (contactId: string) => links.tokenFor({ number, linkEpoch: 1 }, contactId);
  const look = (token = veras, headers: Record<string, string> = {}, query = '') =>
    api.app.inject({ url: `/c/${token}${query}`, headers });
  const answer = (payload: object, { token = veras, headers = {} }: { token?: string; headers?: object } = {}) =>
    api.app.inject({ method: 'POST', url: `/c/${token}/answer`, payload, headers: { ...json, ...headers } });
  const press = (fields: Record<string, string>, token = veras, query = '') =>
    api.app.inject({
      method: 'POST',
      url: `/c/${token}/answer${query}`,
      payload: new URLSearchParams(fields).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
    });
  const words = async () => {
    const entries = await readEntries(api.database.db, number);
    return entries.filter(({ type }) => type === 'customerConfirmed' || type === 'customerDenied');
  };

  it('shows where the ticket stands, without script and with nothing from elsewhere', async () => {
    const { statusCode, headers, body } = await look();
    expect(statusCode).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(body).toContain('<html lang="ru">');
    expect(body).toContain(`Заявка ${number}`);
    expect(body).toContain('Принята');
    expect(body).toContain('Интернет в пекарне');
    expect(body).not.toMatch(/<script|src=|https?:/);
  });

  it('is kept nowhere and tells nobody its address', async () => {
    const { headers } = await look();
    expect(headers).toMatchObject({
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'x-robots-tag': 'noindex, nofollow',
    });
    expect(headers['permissions-policy']).toContain('geolocation=()');
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['set-cookie']).toBeUndefined();
  });

  it('speaks the contact’s language, or the one that is asked for, whatever a tracker adds', async () => {
    expect((await look(veras, {}, '?language=en&utm_source=mail')).body).toContain('<html lang="en">');
    expect((await look(veras, {}, '?language=xx')).body).toContain('<html lang="ru">');
  });

  it('answers the same in JSON', async () => {
    await promised(api.database, number, 'PT1H', 'едет бригада');
    await promised(api.database, number, 'PT3H', 'нужен кабель');
    const view = (await look(veras, json)).json();
    expect(view).toMatchObject({ number, status: 'inProgress', service: 'Интернет в пекарне', mayAnswer: false });
    expect(view.etaHistory).toMatchObject([
      { move: 'later', reason: 'нужен кабель' },
      { move: 'first', reason: 'едет бригада' },
    ]);
  });

  it('tells the time of the customer’s place, in the sentences of the protocol too', async () => {
    await promised(api.database, number, 'PT1H');
    const { body } = await look();
    expect(body).toContain('Екатеринбург, UTC+5');
    expect(body).not.toMatch(/\d UTC\b/);
  });

  it('shows what was done and nothing internal', async () => {
    await does(api.database, number, (texts) => ({ type: 'escalate', to: { role: 'noc' }, texts }), {
      texts: { reason: 'тайна смены' },
    });
    await restored(api.database, number);
    const { body } = await look();
    expect(body).toContain('обрыв кабеля');
    expect(body).toContain('кабель заменён');
    expect(body).not.toContain('тайна смены');
    expect(body).not.toContain('vera@bakery.example');
    expect(body).not.toContain('+79161234567');
  });

  it('ends with a receipt, by which the customer can prove later what the protocol was', async () => {
    const { receipt } = (await look(veras, json)).json<{ receipt: string }>();
    expect((await look()).body).toContain(receipt);
    await promised(api.database, number, 'PT1H');
    const verdict = await checkReceipt(api.database.db, readReceipt(receipt)!);
    expect(verdict).toMatchObject({ verdict: 'stands' });
  });

  it('escapes what people wrote', async () => {
    await promised(api.database, number, 'PT1H', '<img src=x onerror=alert(1)>');
    expect((await look()).body).toContain('&lt;img src=x onerror=alert(1)&gt;');
  });

  it('asks only who may answer, and only when there is something to answer', async () => {
    expect((await look()).body).not.toContain('name="decision"');
    await restored(api.database, number);
    expect((await look()).body).toContain('name="decision"');
    expect((await look(tokenOf(irina.id))).body).not.toContain('name="decision"');
  });

  it('takes the customer’s word at once, also while the engine is away', async () => {
    await restored(api.database, number);
    const { statusCode, body } = await answer({ decision: 'accepted', note: 'спасибо' });
    expect(statusCode).toBe(202);
    expect(JSON.parse(body)).toMatchObject({ mayAnswer: false, answer: { decision: 'accepted' } });
    const waiting = await api.database.db.select().from(orders).where(eq(orders.kind, 'customerAnswered'));
    expect(await words()).toMatchObject([
      { type: 'customerConfirmed', by: { kind: 'customer', id: vera.id }, data: { evidence: { link: true } } },
    ]);
    expect(waiting).toHaveLength(1);
    expect(await verify(api.database.db, number)).toMatchObject({ intact: true });
  });

  it('keeps the note apart from the protocol', async () => {
    await restored(api.database, number);
    await answer({ decision: 'stillBroken', note: 'мигает красным' });
    expect(JSON.stringify(await words())).not.toContain('мигает');
    const [kept] = await api.database.db.select().from(privateTexts).where(eq(privateTexts.name, 'note'));
    expect(kept).toMatchObject({ value: 'мигает красным', number });
  });

  it('takes a form and leads back to the page, which says thank you', async () => {
    await restored(api.database, number);
    const { statusCode, headers } = await press({ decision: 'accepted', note: '' }, veras, '?language=en');
    expect(statusCode).toBe(303);
    expect(headers.location).toBe(`../${veras}?language=en`);
    const { body } = await look(veras, {}, '?language=en');
    expect(body).toContain('Thank you, we have the answer');
    expect(body).not.toContain('name="decision"');
  });

  it('does no harm when a button is pressed twice', async () => {
    await restored(api.database, number);
    const pressed = await Promise.all([press({ decision: 'accepted' }), press({ decision: 'accepted' })]);
    expect(pressed.map(({ statusCode }) => statusCode)).toEqual([303, 303]);
    await timePasses(api.database, number);
    expect((await press({ decision: 'accepted' })).statusCode).toBe(303);
    expect(await words()).toHaveLength(1);
  });

  it('says that a form with the other answer came too late', async () => {
    await restored(api.database, number);
    await press({ decision: 'accepted' });
    const { statusCode, body } = await press({ decision: 'stillBroken' });
    expect(statusCode).toBe(409);
    expect(body).toContain('Ответ на этот вопрос уже записан');
    expect(body).toContain(`href="../${veras}?language=en"`);
  });

  it('says what is wrong with a form, and keeps the question open', async () => {
    await restored(api.database, number);
    const { statusCode, body } = await press({ decision: 'perhaps' });
    expect(statusCode).toBe(422);
    expect(body).toContain('Ответ не записан');
    expect(body).toContain(`action="../${veras}/answer?language=ru"`);
    expect(await words()).toEqual([]);
  });

  it('refuses JSON that is not an answer, with the path', async () => {
    await restored(api.database, number);
    for (const [payload, path] of [
      [{}, 'decision'],
      [{ decision: 'yes' }, 'decision'],
      [{ decision: 'accepted', note: 7 }, 'note'],
      [{ decision: 'accepted', note: 'x'.repeat(10_001) }, 'note'],
      [{ decision: 'accepted', by: 'me' }, 'by'],
    ] as const) {
      const { statusCode, body } = await answer(payload);
      expect([statusCode, JSON.parse(body).code, JSON.parse(body).errors[0].path]).toEqual([422, 'invalidBody', path]);
    }
    expect(await words()).toEqual([]);
  });

  it('refuses a contact who may not confirm', async () => {
    await restored(api.database, number);
    const { statusCode, body } = await answer({ decision: 'accepted' }, { token: tokenOf(irina.id) });
    expect([statusCode, JSON.parse(body).code]).toEqual([403, 'notAllowed']);
    expect((await press({ decision: 'accepted' }, tokenOf(irina.id))).statusCode).toBe(403);
  });

  it('has nothing to confirm before the restoration and after "still broken"', async () => {
    expect((await answer({ decision: 'accepted' })).json()).toMatchObject({ status: 409, code: 'nothingToConfirm' });
    await restored(api.database, number);
    await answered(api.database, number, vera, 'stillBroken');
    expect((await answer({ decision: 'stillBroken' })).json()).toMatchObject({ code: 'nothingToConfirm' });
  });

  it('says after the closing what was answered', async () => {
    await restored(api.database, number);
    await answered(api.database, number, vera, 'accepted');
    const { statusCode, body } = await answer({ decision: 'stillBroken' });
    expect(statusCode).toBe(409);
    expect(JSON.parse(body)).toMatchObject({ code: 'alreadyAnswered', answer: { decision: 'accepted' } });
    const last = (await readEntries(api.database.db, number, 0)).at(-1);
    expect(last).toMatchObject({
      type: 'answerRepeated',
      by: { kind: 'customer', id: vera.id },
      data: { decision: 'stillBroken', contactId: vera.id, because: 'alreadyAnswered' },
    });
    expect((await look()).body).toContain('Заявка закрыта');
  });

  it('gives the same answer again under the same key', async () => {
    await restored(api.database, number);
    const headers = { 'idempotency-key': 'one-tap' };
    expect((await answer({ decision: 'accepted' }, { headers })).statusCode).toBe(202);
    expect((await answer({ decision: 'accepted' }, { headers })).statusCode).toBe(202);
    const other = await answer({ decision: 'stillBroken' }, { headers });
    expect(other.json()).toMatchObject({ status: 409, code: 'idempotencyKeyReused' });
    expect(await words()).toHaveLength(1);
  });

  it('asks again after the next restoration', async () => {
    await restored(api.database, number);
    await answered(api.database, number, vera, 'stillBroken');
    expect((await look()).body).toContain('Мы продолжаем работу');
    await restored(api.database, number);
    const { body } = await look();
    expect(body).toContain('name="decision"');
    expect(body).not.toContain('Мы продолжаем работу по');
  });

  it('lets go of the promise of an earlier stretch of work', async () => {
    await promised(api.database, number, 'PT1H');
    await restored(api.database, number);
    expect((await look(veras, json)).json()).toMatchObject({ eta: { state: 'kept' } });
    await answered(api.database, number, vera, 'stillBroken');
    expect((await look(veras, json)).json()).toMatchObject({ eta: null, etaHistory: [{ move: 'first' }] });
  });

  it('says for what the customer is waited', async () => {
    const wait = {
      type: 'wait',
      waitId: '019b8c00-0000-7000-8000-0000000000aa',
      for: 'customer',
      reason: 'noAccess',
    } as const;
    await does(api.database, number, (texts) => ({ ...wait, texts }), { texts: { note: 'нужен ключ от серверной' } });
    const view = (await look(veras, json)).json();
    expect(view).toMatchObject({ statusText: 'ждём вашего ответа', awaited: 'нужен ключ от серверной' });
  });

  it('shows one and the same 404 for every link that leads nowhere', async () => {
    const wrong = ['x', 'x'.repeat(36), 'x'.repeat(100), `${veras.slice(0, -1)}${veras.endsWith('A') ? 'B' : 'A'}`];
    const elsewhere = links.tokenFor({ number: 'HD-9999994', linkEpoch: 1 }, vera.id);
    const stranger = tokenOf(galina.id);
    const former = links.tokenFor({ number, linkEpoch: 2 }, vera.id);
    const pages = await Promise.all([...wrong, elsewhere, stranger, former].map((token) => look(token)));
    expect(pages.map(({ statusCode }) => statusCode)).toEqual(pages.map(() => 404));
    expect(new Set(pages.map(({ body }) => body)).size).toBe(1);
    expect(pages[0]?.body).toContain('Ссылка не действует');
    expect(pages[0]?.body).toContain('This link does not work');
    expect((await look('x', json)).json()).toMatchObject({ status: 404, code: 'notFound' });
    expect((await press({ decision: 'accepted' }, 'x')).statusCode).toBe(404);
    expect((await answer({ decision: 'accepted' }, { token: stranger })).json()).toMatchObject({ code: 'notFound' });
  });

  it('expires so long after the end of the ticket', async () => {
    await restored(api.database, number);
    await answered(api.database, number, vera, 'accepted');
    expect((await look()).statusCode).toBe(200);
    const longAgo = new Date(Date.now() - testConfig.customerLinkTtlMs - 60_000);
    await api.database.db.update(tickets).set({ endedAt: longAgo }).where(eq(tickets.number, number));
    expect((await look()).statusCode).toBe(404);
  });

  it('shows what goes wrong as a page to people and as a problem to programs', async () => {
    const bodies = { method: 'POST', url: `/c/${veras}/answer`, payload: 'x'.repeat(300_000) } as const;
    const form = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' };
    const tooLarge = await api.app.inject({ ...bodies, headers: form });
    expect(tooLarge.statusCode).toBe(413);
    expect(tooLarge.headers['content-type']).toBe('text/html; charset=utf-8');
    const strange = await api.app.inject({ ...bodies, headers: { 'content-type': 'text/csv', ...json } });
    expect(strange.json()).toMatchObject({ status: 415, code: 'unsupportedMediaType' });
  });

  it('leaves a ticket whose fold agrees with what it shows', async () => {
    await restored(api.database, number);
    await answer({ decision: 'accepted' });
    expect((await ticketOf(api.database.db, number)).answer).toMatchObject({ decision: 'accepted', episode: 1 });
  });
});
