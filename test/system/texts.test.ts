import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Caller } from '../support/caller.ts';
import { whyNoPostgres } from '../support/database.ts';
import { soon } from '../support/eventually.ts';
import { describeUnless } from '../support/provided.ts';
import { brokenTickets } from '../support/protocols.ts';
import { startDesk, type RunningDesk } from '../support/running-desk.ts';
import { startSmpp, type CaughtText, type TestSmpp } from '../support/smpp.ts';
import { whyNoTemporal } from '../support/temporal.ts';
import { inSeconds, linkIn, mailsTo, pressOn, seeEntries, textedReport, until } from '../support/tickets-by-api.ts';
import type { Seen } from '../support/tickets-by-api.ts';

describeUnless(whyNoPostgres ?? whyNoTemporal, 'a customer who wants texts', () => {
  let smpp: TestSmpp;
  let desk: RunningDesk;
  let amira: Caller;
  let number: string;
  let phone: string;
  let email: string;
  let customers = 0;

  beforeAll(async () => {
    smpp = await startSmpp();
    desk = await startDesk({ env: { SMS_URL: smpp.url, SMS_FROM: 'HelpDesk' } });
    amira = await desk.as('agent');
  });
  afterAll(async () => {
    await desk?.close();
    await smpp?.close();
  });
  beforeEach(async () => {
    customers += 1;
    [phone, email] = [`+7916000020${customers}`, `vera${customers}@texts.example`];
    ({ number } = await amira.done<Seen>('POST', '/tickets', textedReport(phone, email)));
  });

  const textWith = (words: string): Promise<CaughtText> =>
    smpp.waitFor(({ to, text }) => `+${to}` === phone && text.includes(words), 30_000);
  const mailed = () => desk.smtp.mails.filter(({ to }) => to.includes(email));
  /** As the message centre writes it (SMPP 3.4, appendix B). */
  const reports = ({ reference }: CaughtText, stat: string, err: string) =>
    smpp.brings({ esm_class: 4, short_message: Buffer.from(`id:${reference} stat:${stat} err:${err} text:`) });
  const dataOf = async (type: string) =>
    (await seeEntries(amira, number)).filter((entry) => entry.type === type).map(({ data }) => data);

  it('reads on their phone what happens, long texts whole, and closes the ticket by the link in one', async () => {
    const opened = await textWith('принята');
    expect(opened).toMatchObject({ from: 'HelpDesk', text: expect.stringMatching(`^Заявка ${number} принята. `) });
    await amira.done('PUT', `/tickets/${number}/eta`, { promisedAt: inSeconds(3_600), reason: 'едет бригада' });
    expect(linkIn(await textWith('устраним до'))).toContain(desk.url);
    await amira.done('PUT', `/tickets/${number}/resolution`, { cause: 'обрыв', measures: 'сварили', zone: 'access' });
    const restored = await textWith('сервис восстановлен');
    // Seventy characters of Cyrillic are a short message of their own.
    expect(restored.parts).toBe(Math.ceil(restored.text.length / 67));
    expect(await pressOn(linkIn(restored), 'accepted')).toBe(303);
    await until(amira, number, ({ status }) => status === 'closed');
    await textWith('закрыта с вашего согласия');
    expect(mailed()).toEqual([]);
  });

  it('has read it when the message centre says so', async () => {
    expect(await reports(await textWith('принята'), 'DELIVRD', '000')).toBe(0);
    await soon(async () => expect(await dataOf('messageDelivered')).toHaveLength(1));
    expect(mailed()).toEqual([]);
  });

  it('gets a mail when the message centre cannot deliver, and the protocol says why', async () => {
    expect(await reports(await textWith('принята'), 'UNDELIV', '001')).toBe(0);
    expect((await mailsTo(desk.smtp, email, 1))[0]!.subject).toContain(number);
    expect(await dataOf('messageFailed')).toMatchObject([{ failure: 'undeliverable:001' }]);
  });

  it('gets a mail when no word of the text comes back in time', async () => {
    await textWith('принята');
    await desk.worker.stop();
    await desk.restartWorker({ DELIVERY_CONFIRMED_WITHIN: 'PT2S' });
    await amira.done('PUT', `/tickets/${number}/eta`, { promisedAt: inSeconds(3_600), reason: 'едет бригада' });
    const promised = await textWith('устраним до');
    expect((await mailsTo(desk.smtp, email, 1))[0]!.subject).toContain(number);
    expect(await dataOf('messageUnconfirmed')).toHaveLength(1);
    await reports(promised, 'DELIVRD', '000');
    await soon(async () => expect(await dataOf('messageDelivered')).toHaveLength(1));
    expect(await brokenTickets(desk.database)).toEqual([]);
  });
});
