import { beforeEach, expect, it } from 'vitest';
import { tellingActivities } from '../../activities/telling.ts';
import { lockTicket } from '../../db/append.ts';
import { keepBounce } from '../../db/delivery-reports.ts';
import { readEntries } from '../../db/protocol.ts';
import { digests, messages } from '../../db/schema.ts';
import { ticketOf } from '../../db/telling.ts';
import { obligations } from '../../domain/obligations.ts';
import { messageIdOf } from '../../mail/message-id.ts';
import { nineOClock } from '../support/cast.ts';
import { bakeryIsServed } from '../support/database-story.ts';
import { whyNoPostgres } from '../support/database.ts';
import { soon } from '../support/eventually.ts';
import { describeUnless } from '../support/provided.ts';
import { tellingDesk } from '../support/telling-desk.ts';
import { openedOn } from '../support/tickets-on-database.ts';

// "Trigger mails silently dropped over 30 per 10 minutes", "a burst of 500 tickets, hundreds of mails at once": a
// customer gets what they can read one by one, and then one mail that holds all the rest.
describeUnless(whyNoPostgres, 'a burst of messages to one address of a customer', () => {
  const desk = tellingDesk();
  let numbers: string[];

  async function opens(count: number): Promise<void> {
    for (let at = 0; at < count; at++) await opensOne();
  }

  async function opensOne(): Promise<void> {
    const { number, owed, foldedUpTo } = await openedOn(desk().database, { speaks: true });
    numbers.push(number);
    const [opened] = owed;
    await tellingActivities(desk().telling).deliverMessage({ number, owed: opened!, foldedUpTo });
  }

  async function digestId(): Promise<string> {
    const [digest, ...others] = await desk().database.db.select().from(digests);
    expect(others).toEqual([]);
    return digest!.id;
  }

  async function sendDigest() {
    await tellingActivities(desk().telling).sendDigest({ digestId: await digestId() });
    return desk().smtp.waitFor(({ subject }) => subject.includes('новости по вашим заявкам'));
  }

  beforeEach(async () => {
    numbers = [];
    await bakeryIsServed(desk().database);
    await opens(13);
  });

  it('goes out as ten mails and one that holds the others whole, each with its own link', async () => {
    const { text, to } = await sendDigest();
    expect(desk().smtp.mails).toHaveLength(11);
    expect(to).toEqual(['vera@bakery.example']);
    for (const number of numbers.slice(10)) expect(text).toContain(number);
    expect(new Set(text.match(/https:\/\/help\.example\/c\/[\w-]{36}/g)).size).toBe(3);
  });

  it('drops none: the protocol of each ticket says what became of its message', async () => {
    await sendDigest();
    for (const [at, number] of numbers.entries()) expect(await whatBecame(number)).toEqual(at < 10 ? alone : inDigest);
  });

  it('is counted rightly where all come at one instant, the mail naming each that its protocol says went with it', async () => {
    await Promise.all(Array.from({ length: 20 }, opensOne));
    const { text } = await sendDigest();
    const outcomes = await Promise.all(numbers.map(whatBecame));
    expect(outcomes.filter((one) => !one.includes('digested'))).toHaveLength(10);
    const digested = numbers.filter((_, at) => outcomes[at]!.includes('digested'));
    expect(digested).toHaveLength(23);
    for (const number of digested) expect(text).toContain(number);
    expect(new Set(outcomes.map(String))).toEqual(new Set([alone, inDigest].map(String)));
  });

  const alone = ['messageQueued', 'messageSent'];
  const inDigest = ['messageQueued', 'digested', 'messageSent', 'digested'];
  /** What the protocol says of the ticket's message, and where it says that it goes into a digest. */
  async function whatBecame(number: string): Promise<string[]> {
    const told = (await readEntries(desk().database.db, number)).filter(({ type }) => type.startsWith('message'));
    return told.flatMap(({ type, data }) => ('digestId' in data ? [type, 'digested'] : [type]));
  }

  it('gives way to another channel for each ticket when the digest bounces', async () => {
    const { messageId } = await sendDigest();
    await bounces(messageId);
    await everyOneGivesWay();
  });

  it('gives way for each also where it bounces before a protocol knows that it went', async () => {
    await bounces(messageIdOf('digest', await digestId(), desk().telling.mailer.from));
    await sendDigest();
    await everyOneGivesWay();
  });

  it('gives way for each also where it bounces while the last protocol is still in other hands', async () => {
    const sent = await desk().database.db.transaction(async (tx) => {
      await lockTicket(tx, numbers[12]!);
      const sending = sendDigest();
      for (const number of numbers.slice(10, 12)) {
        await soon(async () => expect(await whatBecame(number)).toEqual(inDigest));
      }
      await bounces(messageIdOf('digest', await digestId(), desk().telling.mailer.from));
      return { sending };
    });
    await sent.sending;
    await everyOneGivesWay();
  });

  const bounces = (messageId: string) =>
    keepBounce(desk().database.db, { messageId, failure: 'smtp550', at: nineOClock });

  async function everyOneGivesWay(): Promise<void> {
    for (const number of numbers.slice(10)) {
      expect(obligations(await ticketOf(desk().database.db, number)).map(({ channel }) => channel)).toEqual(['sms']);
    }
    const failed = (await desk().database.db.select().from(messages)).filter(({ outcome }) => outcome === 'failed');
    expect(failed).toHaveLength(3);
  }
});
