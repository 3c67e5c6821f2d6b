import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { forgetWhatExpired } from '../../db/expiry.ts';
import { orders, requestCounts, templates, testMails, users } from '../../db/schema.ts';
import { askAs, startApi, type TestApi } from '../support/api.ts';
import { whyNoPostgres } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';

describeUnless(whyNoPostgres, 'the test of a template', () => {
  let api: TestApi;
  let ask: ReturnType<typeof askAs>;
  const db = () => api.database.db;
  const template = {
    ...{ name: 'Восстановлено', cause: 'restored', channel: 'email' },
    subject: { ru: 'Заявка {{number}}: проверьте', en: 'Ticket {{number}}: please check' },
    body: { ru: '{{contactName}}: {{measures}} {{link}}', en: '{{contactName}}: {{measures}} {{link}}' },
  };

  beforeAll(async () => {
    api = await startApi();
    ask = askAs(api.app, await api.signedInAs('admin'));
  });
  afterAll(() => api?.close());
  beforeEach(async () => {
    await db().update(users).set({ email: 'admin@helpdesk.example' });
    await db().delete(orders);
    await db().delete(testMails);
    await db().delete(requestCounts);
  });

  const stored = async (more: object = {}): Promise<string> =>
    (await ask('POST', '/api/v1/templates', { payload: { ...template, ...more } })).json().id;
  const test = (id: string, how: Parameters<typeof ask>[2] = {}) => ask('POST', `/api/v1/templates/${id}/tests`, how);
  const queued = () => db().select().from(testMails);

  it('is stored as it will be read, marked in both languages, and ordered from the engine', async () => {
    const id = await stored();
    const answer = await test(id, { payload: { language: 'ru' } });
    expect(answer.statusCode).toBe(202);
    const subject = expect.stringMatching(/^\[Тест · Test\] Заявка HD-\d+: проверьте$/);
    expect(answer.json()).toMatchObject({ template: { id, version: 1 }, language: 'ru', subject });
    const [mail] = await queued();
    expect(mail).toMatchObject({ id: answer.json().id, subject, outcome: 'queued' });
    expect(mail!.text).toContain('Вера Кузнецова: Кабель сварен, линия измерена. /c/•••');
    expect(await db().select().from(orders)).toMatchObject([{ kind: 'testMail', testMailId: mail!.id }]);
  });

  it('is of the latest version, and in the language of whoever asks where none is named', async () => {
    const id = await stored();
    const subject = { ru: 'Готово', en: 'Done' };
    await ask('PUT', `/api/v1/templates/${id}`, { payload: { ...template, subject } });
    expect((await test(id)).json()).toMatchObject({
      ...{ template: { version: 2 }, language: 'en', subject: '[Тест · Test] Done' },
    });
  });

  it('holds no address, neither in its row nor in the answer', async () => {
    const { body } = await test(await stored());
    expect(body + JSON.stringify(await queued())).not.toContain('admin@');
  });

  it('is sent once under one key', async () => {
    const id = await stored();
    const headers = { 'idempotency-key': 'once' };
    const [first, again] = [await test(id, { headers }), await test(id, { headers })];
    expect(again.json()).toEqual(first.json());
    expect(await queued()).toHaveLength(1);
  });

  it('is refused to whoever has no mailbox', async () => {
    await db().update(users).set({ email: null });
    expect((await test(await stored())).json()).toMatchObject({
      ...{ status: 422, code: 'noTestMail', errors: [{ path: 'email' }] },
    });
    expect(await queued()).toEqual([]);
  });

  it.each(['sms', 'phone', 'webhook'])('is refused for what goes by %s', async (channel) => {
    const answer = await test(await stored({ channel, body: { ru: 'Готово', en: 'Done' } }));
    expect(answer.json()).toMatchObject({ status: 422, code: 'noTestMail', errors: [{ path: 'channel' }] });
    expect(await queued()).toEqual([]);
  });

  it('says what a template asks for that cannot be filled any more', async () => {
    const id = await stored();
    const body = { ru: '{{weather}}', en: 'Done' };
    await db()
      .insert(templates)
      .values({ ...template, id, version: 2, body } as typeof templates.$inferInsert);
    expect((await test(id)).json()).toMatchObject({ code: 'noTestMail', errors: [{ path: 'body.ru' }] });
  });

  it('is refused after ten in ten minutes, to one person, for that time', async () => {
    const id = await stored();
    await test(id);
    await db().update(requestCounts).set({ requests: 9 });
    expect((await test(id)).statusCode).toBe(202);
    const refused = await test(id);
    expect(refused.json()).toMatchObject({ status: 429, code: 'tooManyRequests' });
    expect(refused.headers['retry-after']).toBe('600');
    expect(await queued()).toHaveLength(2);
    const another = askAs(api.app, await api.signedInAs('admin'));
    await db().update(users).set({ email: 'other@helpdesk.example' });
    expect((await another('POST', `/api/v1/templates/${id}/tests`)).statusCode).toBe(202);
  });

  it('is for those who keep templates, and of templates that there are', async () => {
    const id = await stored();
    const asAgent = askAs(api.app, await api.signedInAs('agent'));
    expect((await asAgent('POST', `/api/v1/templates/${id}/tests`)).json()).toMatchObject({ code: 'notAllowed' });
    expect((await test('019b8c00-0000-7000-f000-000000000001')).json()).toMatchObject({ code: 'notFound' });
    expect((await test(id, { payload: { to: 'vera@bakery.example' } })).json()).toMatchObject({ code: 'invalidBody' });
    expect(await queued()).toEqual([]);
  });

  it('is forgotten after a day', async () => {
    const [old, young] = [(await test(await stored())).json().id, (await test(await stored())).json().id];
    const yesterday = new Date(Date.now() - 25 * 3_600_000);
    await db().update(testMails).set({ queuedAt: yesterday }).where(eq(testMails.id, old));
    await forgetWhatExpired(db());
    expect((await queued()).map(({ id }) => id)).toEqual([young]);
  });
});
