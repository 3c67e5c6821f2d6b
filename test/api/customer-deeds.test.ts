import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { statusOf } from '../../api/errors.ts';
import { readEntries, verify } from '../../db/protocol.ts';
import { callTasks, orders, privateTexts, ticketContacts } from '../../db/schema.ts';
import { ticketOf } from '../../db/telling.ts';
import type { RefusalCode } from '../../domain/refusal.ts';
import { customerLinks } from '../../mail/links.ts';
import { startApi, testConfig, type TestApi } from '../support/api.ts';
import { galina, irina, pavel, vera } from '../support/cast.ts';
import { customerBy, formIdIn, type CustomerByLink } from '../support/customer-by-link.ts';
import { bakeryIsServed, does, opens, restored, timePasses } from '../support/database-story.ts';
import { whyNoPostgres } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';

describeUnless(whyNoPostgres, 'by the link, a customer', () => {
  let api: TestApi;
  let number: string;
  let veras: CustomerByLink;
  let irinas: CustomerByLink;
  let galinas: CustomerByLink;

  beforeEach(async () => {
    api = await startApi();
    await bakeryIsServed(api.database);
    const ticket = await opens(api.database, { contacts: [vera, irina, galina, pavel] });
    number = ticket.number;
    [veras, irinas, galinas] = [vera, irina, galina].map(({ id }) =>
      customerBy(api.app, customerLinks(testConfig).tokenFor(ticket, id)),
    ) as [CustomerByLink, CustomerByLink, CustomerByLink];
  });
  afterEach(() => api.close());

  const entriesOf = async (type: string) =>
    (await readEntries(api.database.db, number)).filter((entry) => entry.type === type);
  const contact = async (id: string) =>
    (await api.database.db.select().from(ticketContacts).where(eq(ticketContacts.id, id)))[0];
  const waitsFor = (reason: 'customerInformation') => {
    const wait = { type: 'wait', waitId: '019b8c00-0000-7000-8000-0000000000aa', for: 'customer', reason } as const;
    return does(api.database, number, (texts) => ({ ...wait, texts }), { texts: { note: 'пришлите схему стойки' } });
  };

  it('writes to us, also while the engine is away; the ticket’s workflow is told', async () => {
    const { statusCode, body } = await veras.sends('notes', { text: '  лампочка PON мигает  ' });
    expect(statusCode).toBe(202);
    expect(JSON.parse(body).you.messages).toMatchObject([{ text: 'лампочка PON мигает' }]);
    const [said] = await entriesOf('messageReceived');
    expect(said).toMatchObject({
      by: { kind: 'customer', id: vera.id },
      data: { contactId: vera.id, channel: 'link', episode: 1 },
    });
    expect(JSON.stringify(said)).not.toContain('лампочка');
    const [kept] = await api.database.db.select().from(privateTexts).where(eq(privateTexts.name, 'text'));
    expect(kept).toMatchObject({ value: 'лампочка PON мигает', number });
    expect(await api.database.db.select().from(orders).where(eq(orders.kind, 'factsRecorded'))).toHaveLength(1);
    expect(await verify(api.database.db, number)).toMatchObject({ intact: true });
  });

  it('ends a wait for them by writing', async () => {
    await waitsFor('customerInformation');
    expect(await veras.look()).toMatch(/пришлите схему стойки[^]*Ответить нам/);
    await veras.presses('notes', { text: 'вот схема' });
    const ticket = await timePasses(api.database, number);
    expect(ticket).toMatchObject({ status: 'inProgress', wait: null });
    expect((await entriesOf('waitEnded'))[0]).toMatchObject({ data: { because: 'answered' } });
  });

  it('reads what they wrote, and others only that they wrote', async () => {
    await veras.presses('notes', { text: 'ключ у соседа' });
    expect(await veras.look()).toContain('ключ у соседа');
    expect(await irinas.look()).not.toContain('ключ у соседа');
    expect(await irinas.look()).toContain('Клиент написал на своей странице');
    expect(await veras.look()).toContain('Вы написали нам.');
  });

  it('is thanked on the page that the form leads back to', async () => {
    const { statusCode, headers } = await galinas.presses('notes', { text: 'hello' }, '?language=en');
    expect(statusCode).toBe(303);
    expect(headers.location).toMatch(/^\.\.\/[\w-]{36}\?language=en&did=notes$/);
    const page = await galinas.look('?language=en&did=notes');
    expect(page).toContain('<p class="card thanks" role="status">Thank you! Your message is with those');
    expect(page).toContain('<title>Thank you!');
  });

  it('does one thing by a double tap, and another by other words', async () => {
    const formId = formIdIn(await veras.look());
    const tapped = await Promise.all([1, 2, 3].map(() => veras.presses('notes', { formId, text: 'не работает' })));
    expect(tapped.map(({ statusCode }) => statusCode)).toEqual([303, 303, 303]);
    expect(await entriesOf('messageReceived')).toHaveLength(1);
    await veras.presses('notes', { formId, text: 'и телефон тоже' });
    await irinas.presses('notes', { formId, text: 'не работает' });
    expect(await entriesOf('messageReceived')).toHaveLength(3);
  });

  it('sends the same by a program once per Idempotency-Key', async () => {
    const key = { 'idempotency-key': 'note-1' };
    expect((await veras.sends('notes', { text: 'a' }, key)).statusCode).toBe(202);
    expect((await veras.sends('notes', { text: 'a' }, key)).statusCode).toBe(202);
    expect((await veras.sends('notes', { text: 'b' }, key)).json()).toMatchObject({ code: 'idempotencyKeyReused' });
    expect(await entriesOf('messageReceived')).toHaveLength(1);
  });

  it('asks to be called: once, until somebody has called', async () => {
    expect((await veras.presses('calls', {})).statusCode).toBe(303);
    expect((await veras.presses('calls', {})).statusCode).toBe(303);
    expect(await entriesOf('callAsked')).toHaveLength(1);
    expect(await ticketOf(api.database.db, number)).toMatchObject({
      owed: expect.arrayContaining([
        expect.objectContaining({ cause: 'callAsked', channel: 'phone', to: { contactId: vera.id } }),
        expect.objectContaining({ cause: 'callWanted', audience: 'staff' }),
      ]),
    });
    expect(await veras.view()).toMatchObject({ you: { callAsked: true, phoneEnding: '67' } });
    expect(await irinas.view()).toMatchObject({ you: { callAsked: false, phoneEnding: '69' } });
  });

  it('is called once, however often the wish is repeated while the call is on the list', async () => {
    await veras.presses('calls', {});
    const [{ position } = { position: 0 }] = await entriesOf('callAsked');
    const id = '019b8c00-0000-7000-8000-0000000000bb';
    await api.database.db.insert(callTasks).values({
      ...{ id, mergedInto: id, number, key: `callAsked:${position}`, contactId: vera.id },
      ...{ purpose: 'callAsked', episode: 1, dueAt: new Date(), createdAt: new Date() },
    });
    await veras.presses('calls', {});
    expect(await entriesOf('callAsked')).toHaveLength(1);
  });

  it('names the number to call where we have none', async () => {
    expect((await galinas.sends('calls', {})).json()).toMatchObject({ status: 422, code: 'notReachable' });
    expect((await galinas.presses('calls', { phone: '8 (495) 123-45-67' })).statusCode).toBe(303);
    expect(await contact(galina.id)).toMatchObject({ phone: '+74951234567', email: 'galina@bakery.example' });
    expect(await entriesOf('callAsked')).toHaveLength(1);
  });

  it('changes the number that is called: their own, with the name and address that were known', async () => {
    const { statusCode, body } = await veras.sends('phone', { phone: '8 916 000-01-31' });
    expect([statusCode, JSON.parse(body).you.phoneEnding]).toEqual([202, '31']);
    expect(await contact(vera.id)).toMatchObject({
      ...{ name: 'Вера Кузнецова', phone: '+79160000131', email: 'vera@bakery.example', language: 'ru' },
    });
    expect(await contact(irina.id)).toMatchObject({ phone: '+79161234569' });
    const [changed] = await entriesOf('contactChanged');
    expect(changed).toMatchObject({ by: { kind: 'customer', id: vera.id }, data: { id: vera.id, phone: true } });
    expect(JSON.stringify(changed)).not.toContain('9160000131');
  });

  it('keeps where a program of theirs listens while the number changes', async () => {
    const webhook = 'https://desk.bakery.example/tickets';
    await api.database.db.update(ticketContacts).set({ webhook }).where(eq(ticketContacts.id, vera.id));
    await veras.sends('phone', { phone: '8 916 000-01-31' });
    expect(await contact(vera.id)).toMatchObject({ phone: '+79160000131', webhook });
  });

  it('changes nothing by the number that is known', async () => {
    await veras.presses('phone', { phone: '+7 916 123-45-67' });
    expect(await entriesOf('contactChanged')).toEqual([]);
  });

  it('chooses the language of messages and calls, and of the page with it', async () => {
    await veras.presses('language', { language: 'en' });
    expect(await contact(vera.id)).toMatchObject({ language: 'en', phone: '+79161234567', name: 'Вера Кузнецова' });
    expect(await veras.look()).toContain('<html lang="en">');
    await veras.presses('language', { language: 'en' });
    expect(await entriesOf('contactChanged')).toHaveLength(1);
  });

  it('chooses quiet hours by the clocks of their place, and takes them back', async () => {
    const { statusCode, body } = await veras.sends('quiet-hours', { from: '22:00', to: '07:00' });
    const hours = { from: '22:00', to: '07:00', timeZone: 'Asia/Yekaterinburg' };
    expect([statusCode, JSON.parse(body).you.quietHours]).toEqual([202, hours]);
    await veras.presses('quiet-hours', { from: '22:00', to: '07:00' });
    const [chosen, ...more] = await entriesOf('contactChanged');
    expect([chosen?.by, chosen?.data, more]).toMatchObject([
      { kind: 'customer', id: vera.id },
      { ...vera, quietHours: hours },
      [],
    ]);
    expect(await contact(vera.id)).toMatchObject({ phone: '+79161234567', name: 'Вера Кузнецова' });
    expect((await irinas.view()).you.quietHours).toBeNull();
    await veras.presses('quiet-hours', { from: '', to: '' });
    expect((await veras.view()).you.quietHours).toBeNull();
    expect((await entriesOf('contactChanged')).at(-1)?.data).not.toHaveProperty('quietHours');
  });

  it('changes their quiet hours in the zone that they have, with what they want to hear all the same', async () => {
    const quietHours = { from: '23:00', to: '06:00', timeZone: 'Asia/Vladivostok', except: ['restored'] } as const;
    const theirs = { ...vera, id: '019b8c00-0000-7000-9000-0000000000c1', quietHours };
    const ticket = await opens(api.database, { contacts: [theirs] });
    const byLink = customerBy(api.app, customerLinks(testConfig).tokenFor(ticket, theirs.id));
    expect(await byLink.look('?language=en')).toContain('Now: from 23:00 to 06:00 (Vladivostok, UTC+10).');
    await byLink.presses('quiet-hours', { from: '21:00', to: '06:00' });
    const { contacts } = await ticketOf(api.database.db, ticket.number);
    expect(contacts).toEqual([{ ...theirs, quietHours: { ...quietHours, from: '21:00' } }]);
  });

  it('does all of this on a ticket that is over', async () => {
    await does(api.database, number, (texts) => ({ type: 'reject', texts }), { texts: { reason: 'не наш сервис' } });
    for (const [deed, body] of [
      ['notes', { text: 'но линия ваша' }],
      ['calls', {}],
      ['phone', { phone: '+79160000131' }],
      ['quiet-hours', { from: '22:00', to: '07:00' }],
      ['language', { language: 'en' }],
    ] as const) {
      expect((await veras.sends(deed, body)).statusCode).toBe(202);
    }
  });

  const long = 'x'.repeat(10_001);
  const refusals: readonly (readonly [string, unknown, RefusalCode, string | null])[] = [
    ['notes', {}, 'invalidBody', 'text'],
    ['notes', { text: '   ' }, 'invalidBody', 'text'],
    ['notes', { text: long }, 'invalidBody', 'text'],
    ['notes', { text: 7 }, 'invalidBody', 'text'],
    ['notes', { text: 'a\0b' }, 'invalidBody', 'text'],
    ['notes', { text: '\ud800' }, 'invalidBody', 'text'],
    ['notes', { text: 'a', visibility: 'internal' }, 'invalidBody', 'visibility'],
    ['notes', { text: 'a', formId: 'x'.repeat(101) }, 'invalidBody', 'formId'],
    ['notes', [], 'invalidBody', ''],
    ['notes', null, 'invalidBody', ''],
    ['phone', {}, 'invalidBody', 'phone'],
    ['phone', { phone: '' }, 'invalidBody', 'phone'],
    ['phone', { phone: 'позвоните' }, 'invalidBody', 'phone'],
    ['phone', { phone: '12' }, 'invalidBody', 'phone'],
    ['phone', { phone: '+79161234567', contactId: irina.id }, 'invalidBody', 'contactId'],
    ['calls', { phone: 'nowhere' }, 'invalidBody', 'phone'],
    ['calls', { when: 'now' }, 'invalidBody', 'when'],
    ['quiet-hours', { from: '22:00' }, 'invalidBody', 'to'],
    ['quiet-hours', { to: '07:00' }, 'invalidBody', 'from'],
    ['quiet-hours', { from: '22:00', to: '22:00' }, 'invalidBody', 'to'],
    ['quiet-hours', { from: '25:00', to: '07:00' }, 'invalidBody', 'from'],
    ['quiet-hours', { from: '22:00', to: 7 }, 'invalidBody', 'to'],
    ['quiet-hours', { from: '22:00', to: '07:00', timeZone: 'Europe/Moscow' }, 'invalidBody', 'timeZone'],
    ['language', {}, 'invalidBody', 'language'],
    ['language', { language: 'fr' }, 'invalidBody', 'language'],
    ['again', { note: long }, 'invalidBody', 'note'],
    ['again', {}, 'wrongStatus', null],
    ['answer', { decision: 'accepted' }, 'notAllowed', null],
    ['answers', {}, 'notFound', null],
  ];
  it.each(refusals)(
    'is told why %s %o is refused: %s at %s, and nothing is written',
    async (deed, body, code, path) => {
      const before = await readEntries(api.database.db, number);
      const { statusCode, body: answer } = await veras.sends(deed, body);
      const problem = JSON.parse(answer);
      expect([statusCode, problem.code]).toEqual([statusOf[code], code]);
      if (path !== null) expect(problem.errors.map((one: { path: string }) => one.path)).toContain(path);
      expect(await readEntries(api.database.db, number)).toEqual(before);
    },
  );

  const forms = [
    ['notes', { text: ' ' }, 'text', 'Сообщение не отправлено'],
    ['notes', { text: long }, 'text', 'Сообщение не отправлено'],
    ['phone', { phone: '12ab' }, 'phone', 'не похоже на номер телефона'],
    ['quiet-hours', { from: '22:00', to: '22:00' }, 'to', 'Тихие часы не сохранены'],
    ['quiet-hours', { from: 'ночью', to: '07:00' }, 'from', 'Тихие часы не сохранены'],
  ] as const;
  it.each(forms)('sees beside the field what is wrong with %s %o', async (deed, fields, field, words) => {
    const { statusCode, headers, body } = await veras.presses(deed, fields);
    expect([statusCode, headers['content-type']]).toEqual([422, 'text/html; charset=utf-8']);
    const id = `${deed}-${field}`;
    expect(body).toMatch(new RegExp(`role="alert"><a href="#${id}">[^<]*${words}`));
    expect(body).toMatch(new RegExp(`id="${id}"[^>]*aria-describedby="[^"]*${id}-wrong"[^>]*aria-invalid="true"`));
    expect(body).toMatch(new RegExp(`id="${id}-wrong">[^<]*${words}`));
  });

  it('gets back what they typed', async () => {
    const { body } = await veras.presses('phone', { phone: '<b>12"' });
    expect(body).toContain('value="&lt;b&gt;12&quot;"');
    expect(body).toMatch(/<details open><summary>Изменить номер/);
  });

  it('sees which of two fields is wrong, and both as they were typed', async () => {
    const { body } = await veras.presses('quiet-hours', { from: '22:00', to: '' });
    expect(body).toMatch(/id="quiet-hours-from" name="from" value="22:00"/);
    expect(body).toMatch(/id="quiet-hours-to"[^>]*aria-invalid="true"/);
  });

  const hostile = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '</textarea><h1>взлом',
    '{{link}} {{contactName}}',
    '\u202e\u2066обратно',
    'e\u0301'.repeat(4_000),
    '\r\nSet-Cookie: a=b',
  ];
  it.each(hostile)('harms no reader by writing %j', async (text) => {
    await veras.sends('notes', { text });
    const page = await veras.look();
    expect(page).not.toMatch(/<script|<img|<\/textarea><h1>/);
    expect((await veras.view()).you.messages).toMatchObject([{ text: text.trim() }]);
    expect(page).toContain('<div class="note" dir="auto">');
  });

  it('reads who is who, and for whom the link speaks', async () => {
    await restored(api.database, number);
    expect(await veras.view()).toMatchObject({ you: { roles: ['reporter'], mayConfirm: false } });
    expect(await galinas.view()).toMatchObject({ you: { roles: ['confirms'], mayConfirm: true }, mayAnswer: true });
    const page = await irinas.look();
    expect(page).toContain('Служба поддержки HelpDesk');
    expect(page).toContain('Получаете новости по заявке');
    expect(page).toContain('Другое контактное лицо.');
    expect(page).toContain('Сервис восстановлен, ждём подтверждения');
    expect(await galinas.look('?language=ru')).toContain('Сервис восстановлен, ждём вашего подтверждения');
  });
});
