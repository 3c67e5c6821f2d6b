import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { connectMailer, type Mailer } from '../../activities/smtp.ts';
import { tellingActivities } from '../../activities/telling.ts';
import { connect, type Database } from '../../db/client.ts';
import { erase } from '../../db/erase.ts';
import { readRows } from '../../db/protocol.ts';
import { checkReceipt } from '../../db/receipts.ts';
import { receiptsGiven } from '../../db/saved-receipts.ts';
import { messages } from '../../db/schema.ts';
import { ticketOf } from '../../db/telling.ts';
import { obligations } from '../../domain/obligations.ts';
import { receiptsIn, writeReceipt, type Receipt } from '../../domain/receipt.ts';
import { ticketNumber } from '../../domain/ticket-number.ts';
import { customerLinks } from '../../mail/links.ts';
import { createLogger } from '../../runtime/logger.ts';
import { vera } from '../support/cast.ts';
import { bakeryIsServed, opens, promised } from '../support/database-story.ts';
import { freshDatabase, whyNoPostgres, type TestDatabase } from '../support/database.ts';
import { noCarriers } from '../support/no-carriers.ts';
import { describeUnless } from '../support/provided.ts';
import { asTheDesk, startSmtp, type CaughtMail, type TestSmtp } from '../support/smtp.ts';
import { cutOff, rewrite, tamper } from '../support/tamper.ts';

const links = customerLinks({ secret: 'a secret that only the tests know, 32+', previousSecret: null });

describeUnless(whyNoPostgres, 'the receipt in a mail that Vera kept', () => {
  let fresh: TestDatabase;
  let database: Database;
  let smtp: TestSmtp;
  let mailer: Mailer;
  let number: string;
  let mail: CaughtMail;
  let kept: Receipt;

  beforeEach(async () => {
    smtp = await startSmtp();
    mailer = connectMailer(smtp.url, asTheDesk);
    fresh = await freshDatabase();
    database = connect(fresh.appUrl);
    await bakeryIsServed(database);
    number = (await opens(database, { contacts: [vera] })).number;
    await promised(database, number, 'PT1H');
    await toldOf('opened', 'принята');
    mail = await toldOf('etaPromised', 'назван срок');
    kept = receiptsIn(mail.text)[0]!;
    await promised(database, number, 'PT3H', 'нужен новый кабель');
  });
  afterEach(async () => {
    mailer?.close();
    await smtp?.close();
    await database?.close();
    await fresh?.drop();
  });

  async function toldOf(cause: string, subject: string) {
    const telling = { ...noCarriers, database, mailer, links, publicUrl: 'https://help.example', deskPhone: null };
    const { deliverMessage } = tellingActivities({ ...telling, log: createLogger('worker', 'silent') });
    const ticket = await ticketOf(database.db, number);
    const owed = obligations(ticket).find((one) => one.cause === cause)!;
    await deliverMessage({ number, owed, foldedUpTo: ticket.foldedUpTo });
    return smtp.waitFor((one) => one.subject.includes(subject));
  }
  const check = (receipt = kept) => checkReceipt(database.db, receipt);

  it('names the head of the protocol as it was before the message itself', async () => {
    const head = (await readRows(database.db, number)).find(({ position }) => position === kept.position)!;
    const queued = (await readRows(database.db, number, kept.position))[0];
    expect([kept.number, head.hash.startsWith(kept.hash), queued?.type]).toEqual([number, true, 'messageQueued']);
    expect(receiptsIn(mail.html)).toEqual([kept]);
    expect(mail.text.trim().split('\n\n').at(-1)).toContain(writeReceipt(kept));
    const [row] = await database.db.select().from(messages).where(eq(messages.cause, 'etaPromised'));
    expect(row?.receipt).toBe(`${number}/${kept.position}/${head.hash}`);
  });

  it('stands while history is only added to, and says what it was given for', async () => {
    const rows = await readRows(database.db, number);
    const at = rows[kept.position - 1]!.recordedAt.toISOString();
    expect(await check()).toMatchObject({ verdict: 'stands', entry: { at, text: { en: expect.any(String) } } });
  });

  it('stands after a person was erased', async () => {
    await erase(database.db, vera.id);
    expect(await check()).toMatchObject({ verdict: 'stands' });
  });

  it('finds an entry that was changed', async () => {
    const forged = `update protocol set data = data || '{"forged":true}' where number = '${number}' and position = 2`;
    await tamper(fresh.ownerUrl, forged);
    expect(await check()).toEqual({ verdict: 'rewritten', brokenAt: 2 });
  });

  it('finds a protocol that ends before it, also where the ticket’s row agrees', async () => {
    await cutOff(fresh.ownerUrl, number, kept.position - 1);
    expect(await check()).toEqual({ verdict: 'cutOff', positions: kept.position - 1 });
  });

  it('finds a history that was written anew with all its hashes, which the chain alone can’t', async () => {
    await rewrite(fresh.ownerUrl, number, 1);
    expect(await check()).toEqual({ verdict: 'rewritten', brokenAt: null });
  });

  it('says that only what came later was changed', async () => {
    const later = kept.position + 1;
    const forged = `update protocol set data = data || '{"forged":true}' where number = '${number}' and position = ${later}`;
    await tamper(fresh.ownerUrl, forged);
    expect(await check()).toEqual({ verdict: 'brokenLater', brokenAt: later });
  });

  it('says nothing of what was written anew after it, for which later receipts are', async () => {
    await rewrite(fresh.ownerUrl, number, kept.position + 1);
    expect(await check()).toMatchObject({ verdict: 'stands' });
  });

  it('does not take another’s word for it', async () => {
    expect(await check({ ...kept, hash: '0'.repeat(16) })).toEqual({ verdict: 'rewritten', brokenAt: null });
    expect(await check({ ...kept, number: ticketNumber(777_777) })).toEqual({ verdict: 'unknown' });
  });

  it('is found in the mail as it was saved, with the whole hash from the header, and in a text', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'helpdesk-receipts-'));
    try {
      await writeFile(join(folder, 'kept.eml'), mail.source);
      await writeFile(join(folder, 'kept.txt'), `1. ${writeReceipt(kept)}\n`);
      const [ofMail] = await receiptsGiven({ receipts: [join(folder, 'kept.eml')] });
      const [ofText] = await receiptsGiven({ receipts: [join(folder, 'kept.txt')] });
      expect(ofMail).toMatchObject({ ...kept, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
      expect(ofText).toEqual(kept);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('is refused by name where it is none', async () => {
    await expect(receiptsGiven({ receipt: ['HD-12/1/abc'] })).rejects.toThrow('HD-12/1/abc is no receipt');
  });
});
