import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { connectMailer, type Mailer } from '../../activities/smtp.ts';
import { tellingActivities, type Telling } from '../../activities/telling.ts';
import { connect, type Database } from '../../db/client.ts';
import { erase } from '../../db/erase.ts';
import { beginSending, messagesFor } from '../../db/messages.ts';
import { readEntries, verify } from '../../db/protocol.ts';
import { messages, roster, templates, users } from '../../db/schema.ts';
import { ticketOf } from '../../db/telling.ts';
import type { Role } from '../../domain/actor.ts';
import type { MessageCause } from '../../domain/events-of-talk.ts';
import { obligations, type Owed } from '../../domain/obligations.ts';
import { receiptsIn } from '../../domain/receipt.ts';
import { toldBefore } from '../../domain/telling/in-order.ts';
import { customerLinks } from '../../mail/links.ts';
import { createLogger } from '../../runtime/logger.ts';
import { amira, galina, sergei, vera } from '../support/cast.ts';
import { answered, bakeryIsServed, does, opens, promised, restored, timePasses } from '../support/database-story.ts';
import { freshDatabase, whyNoPostgres, type TestDatabase } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';
import { noCarriers } from '../support/no-carriers.ts';
import { asTheDesk, startSmtp, type TestSmtp } from '../support/smtp.ts';

const links = customerLinks({ secret: 'a secret that only the tests know, 32+', previousSecret: null });

describeUnless(whyNoPostgres, 'deliverMessage', () => {
  let fresh: TestDatabase;
  let database: Database;
  let smtp: TestSmtp;
  let mailer: Mailer;
  let telling: Telling;
  let number: string;

  beforeEach(async () => {
    smtp = await startSmtp();
    mailer = connectMailer(smtp.url, asTheDesk);
    fresh = await freshDatabase();
    database = connect(fresh.appUrl);
    const log = createLogger('worker', 'silent');
    telling = {
      ...noCarriers,
      database,
      mailer,
      links,
      publicUrl: 'https://help.example',
      deskPhone: '+74950000000',
      log,
    };
    await bakeryIsServed(database);
    number = (await opens(database, { contacts: [vera] })).number;
  });
  afterEach(async () => {
    mailer?.close();
    await smtp?.close();
    await database?.close();
    await fresh?.drop();
  });

  async function owed(cause: MessageCause): Promise<Owed> {
    const found = obligations(await ticketOf(database.db, number)).find((one) => one.cause === cause);
    if (!found) throw new Error(`${cause} is not owed`);
    return found;
  }
  async function deliver(what: MessageCause | Owed) {
    const asked = typeof what === 'string' ? await owed(what) : what;
    const { foldedUpTo } = await ticketOf(database.db, number);
    const { entries } = await tellingActivities(telling).deliverMessage({ number, owed: asked, foldedUpTo });
    return entries.map(({ type, data }) => ({ type, ...data }));
  }
  async function hearsWhatComesBefore(what: Owed) {
    for (const earlier of toldBefore(await ticketOf(database.db, number), what)) await deliver(earlier);
    return what;
  }
  async function mailAbout(fits: string) {
    return smtp.waitFor(({ subject, source }) => subject.includes(fits) && source.includes(number.toLowerCase()));
  }
  const rows = () => database.db.select().from(messages).orderBy(messages.key);
  async function onDuty(role: Role, id: string, { rostered = false, email = `${role}@helpdesk.example` } = {}) {
    const user = { id, login: `${role}-${id}`, name: 'Сергей', passwordHash: 'none', roles: [role] };
    await database.db.insert(users).values({ ...user, email, language: 'ru' });
    const [from, to] = [new Date('2020-01-01'), new Date('2120-01-01')];
    if (rostered) await database.db.insert(roster).values({ id, role, userId: id, from, to });
  }

  it('tells the reporter what was understood, in their language and their time', async () => {
    const happened = await deliver('opened');
    const mail = await mailAbout('принята');
    expect(happened.map(({ type }) => type)).toEqual(['messageQueued', 'messageSent']);
    expect(mail.to).toEqual(['vera@bakery.example']);
    expect(mail.text).toContain('Здравствуйте, Вера Кузнецова!');
    expect(mail.text).toContain('Сервис: Интернет в пекарне');
    expect(mail.text).toContain('Что сообщено: Не работает интернет');
    expect(mail.text).toMatch(/назовём срок устранения до .* сегодня, .*\(по екатеринбургскому времени\)/);
    expect(mail.html).toContain('<html lang="ru">');
  });

  it('says that a machine wrote it, from whom, and in which language', async () => {
    await deliver('opened');
    const { header, source } = await mailAbout('принята');
    expect(header('auto-submitted')).toBe('auto-generated');
    expect(header('content-language')).toBe('ru');
    expect(header('from')).toBe('HelpDesk <desk@operator.example>');
    expect(header('x-possible-duplicate')).toBeNull();
    expect(source).toContain('multipart/alternative');
  });

  it('keeps the mails about a ticket in one conversation, whose answers name the ticket', async () => {
    await promised(database, number, 'PT1H');
    await deliver('opened');
    await deliver('etaPromised');
    const mails = await Promise.all([mailAbout('принята'), mailAbout('назван срок')]);
    const root = `<${number.toLowerCase()}@operator.example>`;
    for (const { header } of mails) {
      expect([header('in-reply-to'), header('references')]).toEqual([root, root]);
      expect(header('reply-to')).toBe(`desk+${number.toLowerCase()}@operator.example`);
    }
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(2);
  });

  it('bears no header of a mailing list, and asks machines for no answer', async () => {
    await deliver('opened');
    const { header } = await mailAbout('принята');
    expect([header('list-id'), header('list-unsubscribe'), header('precedence')]).toEqual([null, null, null]);
    expect(header('x-auto-response-suppress')).toBe('All');
  });

  it('carries a link that is genuine, and keeps none of it', async () => {
    await deliver('opened');
    const { text } = await mailAbout('принята');
    const token = /https:\/\/help\.example\/c\/([\w-]{36})/.exec(text)?.[1] ?? '';
    expect(links.read(token)).toMatchObject({ number, linkEpoch: 1 });
    const [row] = await rows();
    expect(row?.body).toContain('{{link}}');
    expect(JSON.stringify([row, await readEntries(database.db, number)])).not.toContain(token);
  });

  it('sends nothing when it runs again after the outcome is known', async () => {
    const opened = await owed('opened');
    await deliver(opened);
    const before = smtp.attempts;
    expect(await deliver(opened)).toEqual([]);
    expect(smtp.attempts).toBe(before);
    expect((await ticketOf(database.db, number)).owed).toEqual([]);
  });

  it('keeps one message and one outcome when two attempts overlap', async () => {
    const opened = await owed('opened');
    const attempts = [deliver(opened), deliver(opened)];
    await Promise.all(attempts);
    const types = (await readEntries(database.db, number)).map(({ type }) => type);
    expect(types.filter((type) => type === 'messageQueued')).toHaveLength(1);
    expect(types.filter((type) => type === 'messageSent')).toHaveLength(1);
  });

  it('tries again when the server says "later", as no duplicate', async () => {
    smtp.behave('defers');
    const opened = await owed('opened');
    await expect(deliver(opened)).rejects.toMatchObject({ type: 'mailDeferred', nonRetryable: false });
    expect((await rows())[0]).toMatchObject({ outcome: 'queued', sendingSince: null });
    smtp.behave('takes');
    expect((await deliver(opened)).map(({ type }) => type)).toEqual(['messageSent']);
    expect((await mailAbout('принята')).header('x-possible-duplicate')).toBeNull();
  });

  it('tries again as no duplicate after a server that was not there', async () => {
    const nobody = connectMailer('smtp://127.0.0.1:9', asTheDesk);
    const opened = await owed('opened');
    const { foldedUpTo } = await ticketOf(database.db, number);
    const elsewhere = tellingActivities({ ...telling, mailer: nobody });
    await expect(elsewhere.deliverMessage({ number, owed: opened, foldedUpTo })).rejects.toThrow('did not take it');
    nobody.close();
    expect((await rows())[0]).toMatchObject({ outcome: 'queued', sendingSince: null, possibleDuplicate: false });
  });

  it('repeats under the same Message-ID, marked, when the server died with the mail in its hands', async () => {
    smtp.behave('takesThenDrops');
    const opened = await owed('opened');
    await expect(deliver(opened)).rejects.toThrow('did not take it');
    smtp.behave('takes');
    const happened = await deliver(opened);
    const [first, second] = smtp.mails.filter(({ source }) => source.includes(number.toLowerCase())).slice(-2);
    expect(happened).toMatchObject([{ type: 'messageSent', possibleDuplicate: true }]);
    expect(second?.messageId).toBe(first?.messageId);
    expect(second?.header('x-possible-duplicate')).toBe('yes');
  });

  it('marks the repeat after an attempt that was killed while sending', async () => {
    smtp.behave('defers');
    const opened = await owed('opened');
    await expect(deliver(opened)).rejects.toThrow('did not take it');
    const [queued] = await messagesFor(database.db, number, opened.key);
    await beginSending(database.db, queued!.id);
    smtp.behave('takes');
    expect(await deliver(opened)).toMatchObject([{ type: 'messageSent', possibleDuplicate: true }]);
    expect((await rows())[0]).toMatchObject({ outcome: 'sent', possibleDuplicate: true, sendingSince: null });
  });

  it('keeps a refusal for good as a failure without an address, and the desk owes a call instead', async () => {
    smtp.behave('refuses');
    expect(await deliver('opened')).toMatchObject([
      { type: 'messageQueued' },
      { type: 'messageFailed', failure: 'smtp550' },
    ]);
    const ticket = await ticketOf(database.db, number);
    expect(ticket.owed).toMatchObject([{ cause: 'opened', channel: 'phone' }]);
    expect((await rows())[0]).toMatchObject({ outcome: 'failed', failure: 'smtp550' });
  });

  it('keeps a refusal that comes after "later" as the one outcome, and sends nothing more', async () => {
    const opened = await owed('opened');
    smtp.behave('defers');
    await expect(deliver(opened)).rejects.toThrow('did not take it');
    smtp.behave('refuses');
    expect(await deliver(opened)).toMatchObject([{ type: 'messageFailed', failure: 'smtp550' }]);
    const before = smtp.attempts;
    expect(await deliver(opened)).toEqual([]);
    expect(smtp.attempts).toBe(before);
    expect((await rows())[0]).toMatchObject({ outcome: 'failed', failure: 'smtp550', possibleDuplicate: false });
  });

  it('fails with noAddress where the contact was erased before', async () => {
    const opened = await owed('opened');
    await erase(database.db, vera.id);
    expect(await deliver(opened)).toMatchObject([{ type: 'messageFailed', failure: 'noAddress' }]);
    expect((await rows())[0]).toMatchObject({ address: null, subject: null, body: null, outcome: 'failed' });
  });

  it('sends nothing to a contact that is erased between two attempts', async () => {
    smtp.behave('defers');
    const opened = await owed('opened');
    await expect(deliver(opened)).rejects.toThrow('did not take it');
    smtp.behave('takes');
    await erase(database.db, vera.id);
    expect(await deliver(opened)).toMatchObject([{ type: 'messageFailed', failure: 'noAddress' }]);
    expect(await verify(database.db, number)).toMatchObject({ intact: true });
  });

  async function remindedByMail(): Promise<Owed> {
    number = (await opens(database, { contacts: [galina], speaks: true })).number;
    await restored(database, number);
    const ticket = await timePasses(database, number, 'PT25H');
    return hearsWhatComesBefore(
      obligations(ticket).find(({ cause, channel }) => cause === 'reminder' && channel === 'email')!,
    );
  }

  it('reminds nobody who answered while the server said "later"', async () => {
    const reminder = await remindedByMail();
    smtp.behave('defers');
    await expect(deliver(reminder)).rejects.toThrow('did not take it');
    await answered(database, number, galina, 'accepted');
    smtp.behave('takes');
    const before = smtp.attempts;
    expect(await deliver(reminder)).toMatchObject([{ type: 'messageFailed', failure: 'notOwed', key: reminder.key }]);
    expect(smtp.attempts).toBe(before);
    expect((await rows())[0]).toMatchObject({ cause: 'reminder', outcome: 'failed', failure: 'notOwed' });
    expect((await ticketOf(database.db, number)).owed.map(({ cause }) => cause)).not.toContain('reminder');
    expect(await deliver(reminder)).toEqual([]);
  });

  it('lets a reminder go its way that may have arrived before the answer', async () => {
    const reminder = await remindedByMail();
    smtp.behave('takesThenDrops');
    await expect(deliver(reminder)).rejects.toThrow('did not take it');
    await answered(database, number, galina, 'accepted');
    smtp.behave('takes');
    expect(await deliver(reminder)).toMatchObject([{ type: 'messageSent', possibleDuplicate: true }]);
  });

  it('tells of a promise and of its extension, both times and the reason', async () => {
    await promised(database, number, 'PT1H', 'едет бригада');
    await promised(database, number, 'PT3H', 'нужен новый кабель');
    await deliver('opened');
    await deliver('etaPromised');
    await deliver('etaExtended');
    expect((await mailAbout('назван срок')).text).toContain('Основание: едет бригада');
    const { text } = await mailAbout('срок устранения продлён');
    expect(text).toContain('Причина: нужен новый кабель');
    expect(text).toMatch(/Новый срок: .*\nПрежний срок: /);
  });

  it('tells the customer that the time is extended and the owner that a new one is needed', async () => {
    await onDuty('agent', amira.id);
    await does(database, number, () => ({ type: 'assign', userId: amira.id }));
    await promised(database, number, 'PT1H');
    await timePasses(database, number, 'PT2H');
    await deliver(await hearsWhatComesBefore(await owed('etaMissed')));
    await deliver('etaDemanded');
    expect((await mailAbout('работы продолжаются дольше')).text).toContain('срок продлевается');
    const toOwner = await mailAbout('срок нарушен');
    expect(toOwner.to).toEqual(['agent@helpdesk.example']);
    expect(toOwner.text).not.toContain('/c/');
  });

  it('asks for the confirmation with what was done, by which link and which number', async () => {
    await restored(database, number);
    const asked = obligations(await ticketOf(database.db, number)).find(({ key }) => /^restored.*email$/.test(key))!;
    await deliver(await hearsWhatComesBefore(asked));
    const { text } = await mailAbout('проверьте');
    expect(text).toContain('Причина: обрыв кабеля\nЧто сделано: кабель заменён');
    expect(text).toContain('только с вашего согласия');
    expect(text).toContain(`Позвоните нам: +74950000000, номер заявки ${number}.`);
  });

  it('closes with a summary, after the customer has agreed', async () => {
    await restored(database, number);
    await answered(database, number, vera, 'accepted');
    await deliver(await hearsWhatComesBefore(await owed('closed')));
    expect((await mailAbout('закрыта')).text).toContain('Что сделано: кабель заменён');
  });

  it('writes English to whom it speaks English', async () => {
    await does(database, number, (texts) => ({ type: 'changeContact', change: 'added', contact: galina, texts }), {
      texts: { name: 'Galina Orlova', email: 'galina@bakery.example' },
    });
    await restored(database, number);
    const all = obligations(await ticketOf(database.db, number));
    await deliver(all.find(({ to }) => 'contactId' in to && to.contactId === galina.id)!);
    expect((await mailAbout('please check')).text).toMatch(/restored:\n.*\(Yekaterinburg time\)/);
  });

  const escalates = (to: { role: string } | { team: string }) =>
    does(database, number, (texts) => ({ type: 'escalate', to, texts }), { texts: { reason: 'клиент звонил трижды' } });

  it('tells those on duty by the roster, and not the others of the role', async () => {
    await onDuty('supervisor', sergei.id, { rostered: true });
    await onDuty('supervisor', amira.id, { email: 'resting@helpdesk.example' });
    await escalates({ role: 'supervisor' });
    await deliver('escalated');
    const mail = await mailAbout('эскалация');
    expect(mail.to).toEqual(['supervisor@helpdesk.example']);
    expect(mail.text).toContain('клиент звонил трижды');
    expect(await rows()).toHaveLength(1);
  });

  it('tells everybody of the role where nobody is on the roster, one message each', async () => {
    await onDuty('noc', sergei.id, { email: 'one@noc.example' });
    await onDuty('noc', amira.id, { email: 'two@noc.example' });
    await escalates({ team: 'noc' });
    const happened = await deliver('escalated');
    expect(happened.map(({ type }) => type)).toEqual([
      ...['messageQueued', 'messageQueued'],
      ...['messageSent', 'messageSent'],
    ]);
    expect(new Set((await rows()).map(({ address }) => address))).toEqual(
      new Set(['one@noc.example', 'two@noc.example']),
    );
    expect((await ticketOf(database.db, number)).owed.filter(({ cause }) => cause === 'escalated')).toEqual([]);
  });

  it('says so in the protocol where nobody is on duty', async () => {
    await escalates({ role: 'supervisor' });
    expect(await deliver('escalated')).toMatchObject([{ type: 'messageFailed', failure: 'nobodyOnDuty' }]);
  });

  const ownTemplate = (body: string) => ({
    ...{ id: '019b8c00-0000-7000-f000-000000000001', version: 1, name: 'Своё', cause: 'opened', channel: 'email' },
    subject: { ru: 'Своя тема {{number}}', en: 'Own subject {{number}}' },
    body: { ru: body, en: body },
  });

  it('uses the operator’s own template, in its latest version', async () => {
    const first = ownTemplate('первая {{link}}');
    await database.db
      .insert(templates)
      .values([first, { ...first, version: 2, body: ownTemplate('вторая').body }] as never);
    await deliver('opened');
    expect((await mailAbout('Своя тема')).text).toMatch(/^вторая\n\nЗапись протокола: /);
    expect((await rows())[0]?.template).toEqual({ id: ownTemplate('').id, version: 2 });
  });

  it('sends the operator’s own HTML beside the text, the link and the receipt in both', async () => {
    const html = '<h1>{{number}}</h1><p>{{description}}</p><a href="{{link}}">Ход работ</a>';
    await database.db
      .insert(templates)
      .values({ ...ownTemplate('{{description}}\n{{link}}'), html: { ru: html, en: html } } as never);
    await deliver('opened');
    const mail = await mailAbout('Своя тема');
    expect(mail.html).toContain(`<h1>${number}</h1><p>Не работает интернет</p>`);
    expect(mail.html).toMatch(/<a href="https:\/\/help\.example\/c\/[\w-]{36}">Ход работ<\/a>/);
    expect(receiptsIn(mail.html)).toEqual(receiptsIn(mail.text));
    expect((await rows())[0]?.html).not.toContain('help.example');
  });

  it('falls back to the default where the operator’s template cannot be filled', async () => {
    await database.db.insert(templates).values(ownTemplate('до {{promisedAt}}') as never);
    await deliver('opened');
    expect((await mailAbout('принята')).text).toContain('Мы приняли вашу заявку');
    expect((await rows())[0]?.template).toBeNull();
  });

  it('leaves a protocol that verifies', async () => {
    await deliver('opened');
    expect(await verify(database.db, number)).toMatchObject({ intact: true });
    const [row] = await database.db.select().from(messages).where(eq(messages.number, number));
    expect(row).toMatchObject({ outcome: 'sent', audience: 'customer', failure: null, digestId: null });
  });

  it('says in the protocol when it was sent, to the instant that the message says', async () => {
    const [, sent] = await deliver('opened');
    const [row] = await rows();
    expect(sent).toMatchObject({ type: 'messageSent', sentAt: row!.sentAt!.toISOString() });
  });
});
