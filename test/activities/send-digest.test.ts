import { beforeEach, expect, it } from 'vitest';
import { beginSendingDigest, settleDigest } from '../../db/digests.ts';
import { verify } from '../../db/protocol.ts';
import { users } from '../../db/schema.ts';
import { burstsOn } from '../support/bursts.ts';
import { sergei } from '../support/cast.ts';
import { whyNoPostgres } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';
import { tellingDesk } from '../support/telling-desk.ts';

describeUnless(whyNoPostgres, 'the digest of a burst', () => {
  const desk = tellingDesk();
  const db = () => desk().database.db;
  const { tickets, escalated, burst, allDigests, send, staffed, mailsOf, entriesOf } = burstsOn(desk);
  beforeEach(() => desk().employs(sergei.id, 'supervisor', { email: 'lead@helpdesk.example' }));

  it('makes of two hundred one mail that lists every ticket, and drops none', async () => {
    const numbers = await tickets(205);
    await escalated(numbers);
    const [digest, ...others] = await allDigests();
    expect(others).toEqual([]);
    await send(digest!.id);
    const [mail, ...more] = mailsOf('Сводка');
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ subject: 'Сводка: сообщений 200, заявок 200', to: ['lead@helpdesk.example'] });
    const lines = new Set(mail!.text.split('\n'));
    const missing = numbers.slice(5).filter((one) => !lines.has(`https://help.example/api/v1/tickets/${one}`));
    expect(missing).toEqual([]);
    expect((await staffed()).filter(({ outcome }) => outcome !== 'sent')).toEqual([]);
    expect(mailsOf('эскалация')).toHaveLength(5);
  }, 120_000);

  it('says in each protocol that it goes into a digest, and that it went, at one instant', async () => {
    const { digested, digestId } = await burst();
    await send(digestId);
    const [digest] = await allDigests();
    for (const number of digested) {
      expect(await entriesOf(number, 'messageQueued')).toMatchObject([{ cause: 'escalated', digestId }]);
      const sentAt = digest!.sentAt!.toISOString();
      expect(await entriesOf(number, 'messageSent')).toMatchObject([{ digestId, sentAt }]);
      expect(await verify(db(), number)).toMatchObject({ intact: true });
    }
  });

  it('sends nothing when the digest runs again, and tells no protocol twice', async () => {
    const { digested, digestId } = await burst();
    await send(digestId);
    const before = desk().smtp.attempts;
    await send(digestId);
    expect(desk().smtp.attempts).toBe(before);
    for (const number of digested) expect(await entriesOf(number, 'messageSent')).toHaveLength(1);
  });

  it('goes on where an attempt was killed after the mail and before the protocols', async () => {
    const { digested, digestId } = await burst();
    await settleDigest(db(), digestId, 'sent');
    const before = desk().smtp.attempts;
    await send(digestId);
    expect(desk().smtp.attempts).toBe(before);
    for (const number of digested) expect(await entriesOf(number, 'messageSent')).toMatchObject([{ digestId }]);
  });

  it('repeats under one Message-ID, marked, when the server died with the mail in its hands', async () => {
    const { digested, digestId } = await burst();
    desk().smtp.behave('takesThenDrops');
    await expect(send(digestId)).rejects.toMatchObject({ type: 'mailDeferred', nonRetryable: false });
    desk().smtp.behave('takes');
    await send(digestId);
    const [first, second, ...others] = mailsOf('Сводка');
    expect(others).toEqual([]);
    expect([second!.messageId, second!.header('x-possible-duplicate')]).toEqual([first!.messageId, 'yes']);
    expect(await entriesOf(digested[0]!, 'messageSent')).toMatchObject([{ possibleDuplicate: true }]);
  });

  it('marks the repeat after an attempt that was killed while sending', async () => {
    const { digestId } = await burst();
    await beginSendingDigest(db(), digestId);
    await send(digestId);
    expect(mailsOf('Сводка')[0]!.header('x-possible-duplicate')).toBe('yes');
  });

  it('tries again as no duplicate when the server says "later"', async () => {
    const { digestId } = await burst();
    desk().smtp.behave('defers');
    await expect(send(digestId)).rejects.toThrow('did not take it');
    desk().smtp.behave('takes');
    await send(digestId);
    expect(mailsOf('Сводка').map((mail) => mail.header('x-possible-duplicate'))).toEqual([null]);
    expect(await allDigests()).toMatchObject([{ outcome: 'sent', possibleDuplicate: false, sendingSince: null }]);
  });

  it.each([
    ['has no address any more', 'noAddress'],
    ['has a mailbox that refuses', 'smtp550'],
  ])('is told to every protocol as failed where the person %s', async (_why, failure) => {
    const { digested, digestId } = await burst();
    if (failure === 'noAddress') await db().update(users).set({ email: null });
    desk().smtp.behave('refuses');
    await send(digestId);
    for (const number of digested) {
      expect(await entriesOf(number, 'messageFailed')).toMatchObject([{ failure, digestId }]);
      expect(await verify(db(), number)).toMatchObject({ intact: true });
    }
    expect(mailsOf('Сводка')).toEqual([]);
  });
});
