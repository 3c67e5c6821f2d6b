import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { erase } from '../../../db/erase.ts';
import { readTexts, readEntries, verify } from '../../../db/protocol.ts';
import { inboundDrafts, messages, orders, tickets } from '../../../db/schema.ts';
import { attachmentsOfTicket } from '../../../db/ticket-attachments.ts';
import { whyNoPostgres } from '../../support/database.ts';
import { describeUnless } from '../../support/provided.ts';
import { tracesOf } from '../../support/traces.ts';
import { inboundSetting } from './setting.ts';

const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(500, 1)]);

describeUnless(whyNoPostgres, 'a mail that comes in', () => {
  const { own, ticketOfVera, arrives, take } = inboundSetting();
  const db = () => own().database.db;
  const entriesOf = async (number: string) =>
    (await readEntries(db(), number, 0)).map(({ type, data }) => ({ type, data }));
  const inOn = async (number: string) =>
    (await db().select().from(messages).where(eq(messages.number, number))).filter(
      ({ direction }) => direction === 'in',
    );
  const lastDraft = async () => (await db().select().from(inboundDrafts).orderBy(inboundDrafts.id)).at(-1);

  it('stands on the ticket that it answers, without its quote, and wakes the workflow', async () => {
    const { number, contactId, ours } = await ticketOfVera();
    const text =
      'Спасибо, едем к вам.\n\nпн, 5 янв. 2026 г. в 13:07, HelpDesk <desk@operator.example>:\n> Заявка принята\n';
    expect(await arrives({ answering: ours, text })).toBe('message');
    const entries = await entriesOf(number);
    expect(entries.at(-2)).toMatchObject({
      type: 'messageReceived',
      data: { contactId, channel: 'email', episode: 1 },
    });
    expect(entries.at(-1)).toMatchObject({
      type: 'fileAttached',
      data: { original: true, mediaType: 'message/rfc822' },
    });
    expect(await inOn(number)).toMatchObject([{ body: 'Спасибо, едем к вам.', address: 'vera@bakery.example' }]);
    const told = await db().select().from(orders).where(eq(orders.number, number));
    expect(told.map(({ kind }) => kind)).toContain('factsRecorded');
    const [row] = await db().select().from(tickets).where(eq(tickets.number, number));
    expect(row?.state.owed.map(({ cause }) => cause)).toContain('customerWrote');
  });

  it('is found by its number in the subject or in the address too, and then proves nothing', async () => {
    const { number } = await ticketOfVera();
    await arrives({ subject: `Вопрос по ${number.toLowerCase()}`, text: 'первое' });
    await arrives({ to: `desk+${number.toLowerCase()}@operator.example`, text: 'второе' });
    const written = (await entriesOf(number)).filter(({ type }) => type === 'messageReceived');
    expect(written).toMatchObject([{ data: { byNumber: true } }, { data: { byNumber: true } }]);
  });

  it('waits for an agent where its sender is no contact of the ticket that it answers', async () => {
    const { number, ours } = await ticketOfVera();
    expect(await arrives({ answering: ours, from: 'stranger@elsewhere.example', text: 'Всё работает' })).toBe('draft');
    expect(await lastDraft()).toMatchObject({ because: 'stranger', suggested: number, body: 'Всё работает' });
    expect(await inOn(number)).toEqual([]);
  });

  it('waits for an agent where our mail server doubts the sender', async () => {
    const { number, ours } = await ticketOfVera();
    const headers = {
      'Authentication-Results': 'mx.operator.example; spf=fail; dmarc=fail header.from=bakery.example',
    };
    expect(await arrives({ answering: ours, headers })).toBe('draft');
    expect(await lastDraft()).toMatchObject({ because: 'forged', suggested: number });
    const elsewhere = { 'Authentication-Results': 'mx.of-the-sender.example; dmarc=fail' };
    expect(await arrives({ answering: ours, headers: elsewhere, text: 'иначе' })).toBe('message');
  });

  it('waits for an agent where it names no ticket, or a number that fails its check', async () => {
    const { number } = await ticketOfVera();
    const wrong = `${number.slice(0, -1)}${(Number(number.at(-1)) + 1) % 10}`;
    expect(await arrives({ subject: `Заявка ${wrong}`, text: 'Нет связи' })).toBe('draft');
    expect(await lastDraft()).toMatchObject({ because: 'noTicket', suggested: null, name: 'Vera' });
  });

  it('is taken once, however often and by however many it is handed over', async () => {
    const { number, ours } = await ticketOfVera();
    const source = `From: vera@bakery.example\nMessage-ID: <once@bakery.example>\nIn-Reply-To: ${ours}\nSubject: Re\n\nЖду`;
    const taken = await Promise.all([take(source), take(source), take(source)]);
    expect(taken.toSorted()).toEqual(['message', 'repeated', 'repeated']);
    expect(await take(`Received: from elsewhere\n${source}`)).toBe('repeated');
    expect(await inOn(number)).toHaveLength(1);
  });

  it('is another one under a Message-ID that somebody else has used before', async () => {
    const { number, ours } = await ticketOfVera();
    const mail = (from: string) =>
      `From: ${from}\nMessage-ID: <mine@bakery.example>\nIn-Reply-To: ${ours}\nSubject: Re\n\nПриезжайте`;
    expect(await take(mail('stranger@elsewhere.example'))).toBe('draft');
    expect(await take(mail('vera@bakery.example'))).toBe('message');
    expect(await inOn(number)).toHaveLength(1);
  });

  it('brings its files, as their bytes say, and says what was not taken', async () => {
    const { number, ours } = await ticketOfVera();
    const attachments = [
      { filename: 'роутер.png', content: png },
      { filename: 'счёт.pdf.exe', content: Buffer.from('4d5a90000300', 'hex') },
      { filename: 'пусто.txt', content: '' },
    ];
    await arrives({ answering: ours, text: 'Фото', attachments });
    const kept = await attachmentsOfTicket(db(), number);
    expect(kept).toMatchObject([{ original: true }, { name: 'роутер.png', mediaType: 'image/png', bytes: png.length }]);
    expect((await inOn(number))[0]?.refused).toMatchObject([
      { name: 'счёт.pdf.exe', bytes: 6, because: 'type' },
      { name: 'пусто.txt', bytes: 0, because: 'empty' },
    ]);
  });

  it('is left alone where a machine wrote it', async () => {
    const { number, ours } = await ticketOfVera();
    expect(await arrives({ answering: ours, headers: { 'Auto-Submitted': 'auto-replied' } })).toBe('machine');
    expect(await inOn(number)).toEqual([]);
  });

  it('says where it is one that came back that its message failed, so that another channel is taken', async () => {
    const { number, ours } = await ticketOfVera();
    const source = `From: MAILER-DAEMON@mx.example\nReturn-Path: <>\nSubject: Undelivered\n\n550 5.1.1 no such user\n\nMessage-ID: ${ours}`;
    expect(await take(source)).toBe('bounce');
    expect((await entriesOf(number)).at(-1)).toMatchObject({ type: 'messageFailed', data: { failure: 'dsn511' } });
    expect(await take(source)).toBe('repeated');
  });

  it('with a quote and nothing else has an empty text, and is kept as it came', async () => {
    const { number, ours } = await ticketOfVera();
    await arrives({ answering: ours, text: '> Заявка принята\n> HelpDesk' });
    expect(await inOn(number)).toMatchObject([{ body: '' }]);
    expect(await attachmentsOfTicket(db(), number)).toMatchObject([{ original: true }]);
  });

  it('leaves nothing of its sender who asks for it, wherever it went', async () => {
    const { number, ours, contactId } = await ticketOfVera();
    const mark = 'единственные слова Веры';
    await arrives({ answering: ours, text: mark, attachments: [{ filename: `${mark}.png`, content: png }] });
    await arrives({ from: 'Zoya <zoya@elsewhere.example>', text: `${mark}, и от Зои`, subject: mark });
    await erase(db(), contactId);
    expect((await erase(db(), 'zoya@elsewhere.example')).mails).toBe(1);
    expect(await tracesOf(own().fresh.superuserUrl, mark)).toEqual([]);
    expect(await tracesOf(own().fresh.superuserUrl, 'zoya@elsewhere')).toEqual([]);
    expect((await readTexts(db(), number)).filter(({ text }) => text?.value.includes(mark))).toEqual([]);
    expect(await verify(db(), number)).toMatchObject({ intact: true });
  });
});
