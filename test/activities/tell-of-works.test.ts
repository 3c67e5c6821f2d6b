import { and, eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { tellOfWorks } from '../../activities/tell-of-works.ts';
import { tellingActivities } from '../../activities/telling.ts';
import { customers, scheduledWorks, worksNotices } from '../../db/schema.ts';
import { beginNotice } from '../../db/works/notices.ts';
import { oweNotices } from '../../db/works/owe-notices.ts';
import { whyNoPostgres } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';
import { tellingDesk } from '../support/telling-desk.ts';
import { worksOnDatabase } from '../support/works-deeds.ts';

describeUnless(whyNoPostgres, 'tellOfWorks', () => {
  const desk = tellingDesk();
  const db = () => desk().database.db;
  const { element, serves, plan, callOff } = worksOnDatabase(() => desk().database);
  const tell = (worksId: string) => tellingActivities(desk().telling).tellOfWorks({ worksId });
  const mails = () => desk().smtp.mails;
  const notices = () => db().select().from(worksNotices).orderBy(worksNotices.customerId, worksNotices.cause);

  /** The works begin in two days, and one bakery has its internet there. */
  async function bakersWorks() {
    const olt = await element();
    const customerId = await serves(olt, { name: 'Пекарня', emails: ['info@bakery.example'] });
    return { olt, customerId, ...(await plan(olt, 48)) };
  }

  it('tells each customer once which of their services are touched, in the time of their place', async () => {
    const { olt, id } = await bakersWorks();
    const clinic = { name: 'Клиника', emails: ['it@clinic.example'], services: ['Телефония', 'VPN'] };
    await serves(olt, clinic);
    await serves(await element(), { name: 'Другой узел', emails: ['office@northwind.example'] });
    expect(await tell(id)).toEqual({ left: false });
    expect(mails().map(({ to }) => to[0])).toEqual(['info@bakery.example', 'it@clinic.example']);
    const [, mail] = mails();
    expect(mail!.subject).toMatch(/^Регламентные работы: /);
    expect(mail!.text).toContain('Сервисы:\n- VPN\n- Телефония');
    expect(mail!.text).toContain('(по екатеринбургскому времени)');
    expect(mail!.source).not.toContain('Замена платы');
    expect(await notices()).toMatchObject([{ outcome: 'sent' }, { outcome: 'sent' }]);
  });

  it('sends nothing when it runs again', async () => {
    const { id } = await bakersWorks();
    await tell(id);
    await tell(id);
    expect(desk().smtp.attempts).toBe(1);
  });

  it('lets tickets’ mails have their turn, and goes on when it is asked again', async () => {
    const { id } = await bakersWorks();
    expect(await tellOfWorks(desk().telling, { worksId: id }, 0)).toEqual({ left: true });
    expect(desk().smtp.attempts).toBe(0);
    expect(await tell(id)).toEqual({ left: false });
    expect(mails()).toHaveLength(1);
  });

  it('keeps that a customer without an address can’t be told', async () => {
    const olt = await element();
    await serves(olt, { name: 'Без почты' });
    const { id } = await plan(olt, 48);
    await tell(id);
    expect(desk().smtp.attempts).toBe(0);
    expect(await notices()).toMatchObject([{ outcome: 'notReachable', sentAt: null }]);
  });

  it('repeats under one Message-ID, marked, when the server died with the mail in its hands', async () => {
    const { id } = await bakersWorks();
    desk().smtp.behave('takesThenDrops');
    await expect(tell(id)).rejects.toMatchObject({ type: 'mailDeferred', nonRetryable: false });
    desk().smtp.behave('takes');
    await tell(id);
    const [first, second, ...others] = mails();
    expect(others).toEqual([]);
    expect([first!.header('x-possible-duplicate'), second!.header('x-possible-duplicate')]).toEqual([null, 'yes']);
    expect(second!.messageId).toBe(first!.messageId);
  });

  it('marks what an attempt that was killed may have sent', async () => {
    const { id, customerId } = await bakersWorks();
    await db().transaction((tx) => oweNotices(tx, id));
    await beginNotice(db(), { worksId: id, customerId, cause: 'planned' });
    await tell(id);
    expect(mails().map((mail) => mail.header('x-possible-duplicate'))).toEqual(['yes']);
  });

  it('tries the others too where the server wants one mail later, and that one again', async () => {
    const { olt, id } = await bakersWorks();
    await serves(olt, { name: 'Клиника', emails: ['it@clinic.example'] });
    desk().smtp.behave('defers');
    await expect(tell(id)).rejects.toMatchObject({ type: 'mailDeferred' });
    expect(desk().smtp.attempts).toBe(2);
    desk().smtp.behave('takes');
    await tell(id);
    expect(mails().map((mail) => mail.header('x-possible-duplicate'))).toEqual([null, null]);
  });

  it('keeps why the server will never take a mail', async () => {
    const { id } = await bakersWorks();
    desk().smtp.behave('refuses');
    await tell(id);
    expect(await notices()).toMatchObject([{ outcome: 'failed', failure: 'smtp550' }]);
  });

  it('gives up an address that is gone', async () => {
    const { id, customerId } = await bakersWorks();
    await db().transaction((tx) => oweNotices(tx, id));
    await db().update(customers).set({ emails: [] }).where(eq(customers.id, customerId));
    await tell(id);
    expect(await notices()).toMatchObject([{ outcome: 'failed', failure: 'noAddress' }]);
  });

  it('tells nobody of works that are over', async () => {
    const { id, customerId } = await bakersWorks();
    await db().transaction((tx) => oweNotices(tx, id));
    await db()
      .update(scheduledWorks)
      .set({ from: new Date(Date.now() - 2_000), to: new Date(Date.now() - 1_000) })
      .where(eq(scheduledWorks.id, id));
    await tell(id);
    expect(desk().smtp.attempts).toBe(0);
    expect(await notices()).toMatchObject([{ customerId, outcome: 'failed', failure: 'tooLate' }]);
  });

  it('tells those again who were told of works that are called off, and only those', async () => {
    const { olt, id, customerId } = await bakersWorks();
    await tell(id);
    await callOff(id);
    await serves(olt, { name: 'Новый клиент', emails: ['new@northwind.example'] });
    await tell(id);
    await tell(id);
    expect(mails().map(({ to, subject }) => [to[0], subject.includes('отменены')])).toEqual([
      ['info@bakery.example', false],
      ['info@bakery.example', true],
    ]);
    expect(await notices()).toMatchObject([
      { customerId, cause: 'calledOff', outcome: 'sent' },
      { customerId, cause: 'planned', outcome: 'sent' },
    ]);
  });

  it('tells nobody who was not told before the works were called off', async () => {
    const { id } = await bakersWorks();
    await db().transaction((tx) => oweNotices(tx, id));
    await callOff(id);
    await tell(id);
    expect(desk().smtp.attempts).toBe(0);
    expect(await notices()).toMatchObject([{ cause: 'planned', outcome: 'failed', failure: 'calledOff' }]);
  });

  it('tells those too who may have been told when the works were called off', async () => {
    const { id, customerId } = await bakersWorks();
    await db().transaction((tx) => oweNotices(tx, id));
    await beginNotice(db(), { worksId: id, customerId, cause: 'planned' });
    await callOff(id);
    await tell(id);
    expect(mails().map(({ subject }) => subject.includes('отменены'))).toEqual([true]);
    const planned = and(eq(worksNotices.cause, 'planned'), eq(worksNotices.failure, 'calledOff'));
    expect(await db().$count(worksNotices, planned)).toBe(1);
  });
});
