import { eq, sql } from 'drizzle-orm';
import { beforeEach, expect, it } from 'vitest';
import { orderLateDigests } from '../../db/digests.ts';
import { digests, messages, orders } from '../../db/schema.ts';
import { ticketOf } from '../../db/telling.ts';
import { obligations } from '../../domain/obligations.ts';
import { burstsOn } from '../support/bursts.ts';
import { amira, sergei } from '../support/cast.ts';
import { whyNoPostgres } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';
import { tellingDesk } from '../support/telling-desk.ts';

describeUnless(whyNoPostgres, 'a burst of messages to one person of the desk', () => {
  const desk = tellingDesk();
  const db = () => desk().database.db;
  const { tickets, escalate, deliver, escalated, burst, allDigests, send, staffed, mailsOf } = burstsOn(desk);
  beforeEach(() => desk().employs(sergei.id, 'supervisor', { email: 'lead@helpdesk.example' }));

  it('opens a digest with the sixth in a minute, ordered from the engine, due in a minute', async () => {
    const numbers = await tickets(6);
    await escalated(numbers.slice(0, 5));
    expect(await allDigests()).toEqual([]);
    await escalated(numbers.slice(5));
    const [digest, ...others] = await allDigests();
    expect(others).toEqual([]);
    expect(digest).toMatchObject({ userId: sergei.id, outcome: 'queued', closedAt: null });
    expect(digest!.dueAt.getTime() - digest!.openedAt.getTime()).toBe(60_000);
    expect(mailsOf('эскалация')).toHaveLength(5);
    const ordered = await db().select().from(orders).where(eq(orders.kind, 'digest'));
    expect(ordered).toMatchObject([{ digestId: digest!.id, number: null }]);
  });

  it('is no longer owed by its ticket once it stands in a digest', async () => {
    const { digested } = await burst(6);
    const { owed } = await ticketOf(db(), digested[0]!);
    expect(owed.filter(({ audience }) => audience === 'staff')).toEqual([]);
  });

  it('leaves alone what stands in a digest when its delivery runs again', async () => {
    const [number, ...others] = await tickets(6);
    await escalated(others);
    const owed = await escalate(number!);
    await deliver(number!, owed);
    await deliver(number!, owed);
    expect(desk().smtp.attempts).toBe(5);
    expect((await staffed()).filter((row) => row.number === number)).toMatchObject([{ outcome: 'queued' }]);
  });

  it('takes nothing in once it is being sent: what comes then opens the next', async () => {
    const { digestId } = await burst();
    await send(digestId);
    await escalated(await tickets(2));
    const [, next, ...others] = await allDigests();
    expect(others).toEqual([]);
    expect(await db().$count(messages, eq(messages.digestId, next!.id))).toBe(2);
  });

  it('is ordered once more where it should have gone out long ago, and only then', async () => {
    const { digestId } = await burst();
    await db().delete(orders).where(eq(orders.kind, 'digest'));
    expect(await orderLateDigests(desk().database)).toBe(0);
    await db()
      .update(digests)
      .set({ dueAt: new Date(Date.now() - 61_000) })
      .where(eq(digests.id, digestId));
    expect(await orderLateDigests(desk().database)).toBe(1);
    expect(await orderLateDigests(desk().database)).toBe(0);
    expect(await db().select().from(orders).where(eq(orders.kind, 'digest'))).toMatchObject([{ digestId }]);
  });

  it('is over when the minute is: the next one goes alone', async () => {
    await burst();
    await db()
      .update(messages)
      .set({ queuedAt: sql`${messages.queuedAt} - interval '61 seconds'` });
    await db()
      .update(digests)
      .set({ dueAt: sql`${digests.dueAt} - interval '61 seconds'` });
    await escalated(await tickets(1));
    expect(mailsOf('эскалация')).toHaveLength(6);
  });

  it('is counted rightly when all come at the same time', async () => {
    const numbers = await tickets(12);
    const owed = await Promise.all(numbers.map((number) => escalate(number)));
    await Promise.all(numbers.map((number, index) => deliver(number, owed[index]!)));
    expect(mailsOf('эскалация')).toHaveLength(5);
    const [digest, ...others] = await allDigests();
    expect(others).toEqual([]);
    expect(await db().$count(messages, eq(messages.digestId, digest!.id))).toBe(7);
  });

  it('keeps a colleague’s own mail, which discharges what is owed to both', async () => {
    await escalated(await tickets(5), { userId: sergei.id });
    await desk().employs(amira.id, 'supervisor', { email: 'colleague@helpdesk.example' });
    const [number] = await tickets(1);
    const owed = await escalate(number!);
    desk().smtp.behave('defers');
    await expect(deliver(number!, owed)).rejects.toThrow('did not take it');
    expect(obligations(await ticketOf(db(), number!)).map(({ key }) => key)).toContain(owed.key);
    desk().smtp.behave('takes');
    await deliver(number!, owed);
    expect(obligations(await ticketOf(db(), number!)).map(({ key }) => key)).not.toContain(owed.key);
    expect(mailsOf('эскалация').at(-1)).toMatchObject({ to: ['colleague@helpdesk.example'] });
    const rows = (await staffed()).filter((row) => row.number === number);
    expect(rows.map(({ outcome }) => outcome).toSorted()).toEqual(['queued', 'sent']);
  });

  it('of another person is counted apart', async () => {
    await desk().employs(amira.id, 'noc');
    const numbers = await tickets(8);
    await escalated(numbers.slice(0, 4));
    await escalated(numbers.slice(4), { team: 'noc' });
    expect(await allDigests()).toEqual([]);
    expect(mailsOf('эскалация')).toHaveLength(8);
  });
});
