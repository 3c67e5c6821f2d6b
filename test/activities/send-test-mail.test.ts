import { beforeEach, expect, it } from 'vitest';
import { tellingActivities } from '../../activities/telling.ts';
import { testMails, users } from '../../db/schema.ts';
import { beginSendingTestMail, queueTestMail } from '../../db/test-mails.ts';
import { amira, sergei } from '../support/cast.ts';
import { whyNoPostgres } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';
import { tellingDesk } from '../support/telling-desk.ts';

describeUnless(whyNoPostgres, 'the mail of a template that is tried', () => {
  const desk = tellingDesk();
  const db = () => desk().database.db;
  let testMailId: string;
  beforeEach(async () => {
    await desk().employs(sergei.id, 'admin', { email: 'sergei@helpdesk.example' });
    await desk().employs(amira.id, 'admin', { email: 'amira@helpdesk.example' });
    testMailId = await db().transaction((tx) => queueTestMail(tx, mail));
  });

  const mail = {
    userId: sergei.id,
    template: { id: '019b8c00-0000-7000-f000-000000000001', version: 3 },
    language: 'ru',
    ...{ subject: '[Тест · Test] Готово', text: 'Вера Кузнецова', html: '<p>Вера Кузнецова</p>' },
  } as const;
  const send = () => tellingActivities(desk().telling).sendTestMail({ testMailId });
  const kept = () => db().select().from(testMails);

  it('comes to whoever asked and to nobody else, marked, on no ticket', async () => {
    await send();
    const [got, ...others] = desk().smtp.mails;
    expect(others).toEqual([]);
    expect(got).toMatchObject({ to: ['sergei@helpdesk.example'], subject: '[Тест · Test] Готово' });
    expect(got!.text).toContain('Вера Кузнецова');
    expect([got!.header('references'), got!.header('x-possible-duplicate')]).toEqual([null, null]);
    expect(await kept()).toMatchObject([{ outcome: 'sent', sendingSince: null }]);
  });

  it('is not sent again when it runs again', async () => {
    await send();
    const before = desk().smtp.attempts;
    await send();
    expect(desk().smtp.attempts).toBe(before);
  });

  it('repeats under one Message-ID, marked, when the server died with it in its hands', async () => {
    desk().smtp.behave('takesThenDrops');
    await expect(send()).rejects.toMatchObject({ type: 'mailDeferred', nonRetryable: false });
    desk().smtp.behave('takes');
    await send();
    const [first, second, ...others] = desk().smtp.mails;
    expect(others).toEqual([]);
    expect([second!.messageId, second!.header('x-possible-duplicate')]).toEqual([first!.messageId, 'yes']);
  });

  it('marks the repeat after an attempt that was killed while sending', async () => {
    await beginSendingTestMail(db(), testMailId);
    await send();
    expect(desk().smtp.mails.map((got) => got.header('x-possible-duplicate'))).toEqual(['yes']);
  });

  it('tries again as no duplicate when the server says "later"', async () => {
    desk().smtp.behave('defers');
    await expect(send()).rejects.toThrow('did not take it');
    desk().smtp.behave('takes');
    await send();
    expect(desk().smtp.mails.map((got) => got.header('x-possible-duplicate'))).toEqual([null]);
  });

  it.each([
    ['whose address is gone', 'noAddress'],
    ['whose mailbox refuses', 'smtp550'],
  ])('fails for a person %s, and is not tried again', async (_who, failure) => {
    if (failure === 'noAddress') await db().update(users).set({ email: null });
    desk().smtp.behave('refuses');
    await send();
    expect(await kept()).toMatchObject([{ outcome: 'failed', failure }]);
    expect(desk().smtp.mails).toEqual([]);
  });

  it('is given up when it is kept no longer', async () => {
    await db().delete(testMails);
    await send();
    expect(desk().smtp.attempts).toBe(0);
  });
});
