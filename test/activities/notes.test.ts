import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { tellingActivities } from '../../activities/telling.ts';
import { erase } from '../../db/erase.ts';
import { readEntries, verify } from '../../db/protocol.ts';
import { callTasks, messages, orders } from '../../db/schema.ts';
import { ticketOf } from '../../db/telling.ts';
import type { TicketContact } from '../../domain/events.ts';
import { obligations } from '../../domain/obligations.ts';
import { oleg, vera } from '../support/cast.ts';
import { makeCallsOwed } from '../support/calls-owed.ts';
import { answered, bakeryIsServed, noted, opens, restored, timePasses } from '../support/database-story.ts';
import { whyNoPostgres } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';
import { tellingDesk } from '../support/telling-desk.ts';

const found = 'Обрыв у дома 12, {{link}} <b>варим</b>.\n\nПозвоним, Вера.';

describeUnless(whyNoPostgres, 'a note to the customer', () => {
  const desk = tellingDesk();
  const database = () => desk().database;

  async function opensFor(contact: TicketContact): Promise<string> {
    await bakeryIsServed(database());
    return (await opens(database(), { contacts: [contact], speaks: true })).number;
  }
  /** All that is owed by mail goes out, in its order. */
  async function mailsGo(number: string): Promise<void> {
    const { deliverMessage } = tellingActivities(desk().telling);
    const { owed, foldedUpTo } = await ticketOf(database().db, number);
    for (const one of owed) await deliverMessage({ number, owed: one, foldedUpTo });
  }
  const ordersOf = async (number: string) =>
    (await database().db.select().from(orders).where(eq(orders.number, number))).map(({ kind }) => kind);

  it('reaches them by mail as it was written, and what it looks like is words', async () => {
    const number = await opensFor(vera);
    await noted(database(), number, found);
    await mailsGo(number);
    const mail = await desk().smtp.waitFor(({ subject }) => subject.includes('сообщение от службы HelpDesk'));
    expect(mail.to).toEqual(['vera@bakery.example']);
    expect(mail.text).toContain('Обрыв у дома 12, { {link} } <b>варим</b>.\n\nПозвоним, Вера.');
    expect(mail.html).toContain('&lt;b&gt;варим&lt;/b&gt;');
    expect(mail.text.match(/https:\/\/help\.example\/c\//g)).toHaveLength(1);
  });

  it('ends their silence at the instant when it went out', async () => {
    const number = await opensFor(vera);
    await noted(database(), number, found);
    expect((await ticketOf(database().db, number)).told ?? []).toEqual([]);
    await mailsGo(number);
    const key = `note:3:${vera.id}:email`;
    const sent = (await readEntries(database().db, number)).at(-1);
    if (sent?.type !== 'messageSent') throw new Error('the note has not gone out');
    expect(sent.data.key).toBe(key);
    expect((await ticketOf(database().db, number)).told).toEqual([{ at: sent.data.sentAt, key }]);
  });

  it('is a call to who has a phone alone, and still is when the ticket is closed meanwhile', async () => {
    const number = await opensFor(oleg);
    await noted(database(), number, found);
    await makeCallsOwed(database(), number);
    await restored(database(), number);
    await answered(database(), number, oleg, 'accepted');
    const tasks = await database().db.select().from(callTasks).where(eq(callTasks.purpose, 'note'));
    expect(tasks).toMatchObject([
      { state: 'open', script: expect.stringContaining('Передайте клиенту:\nОбрыв у дома 12') },
    ]);
  });

  it('wakes the workflow of a closed ticket, which tells them', async () => {
    const number = await opensFor(vera);
    await restored(database(), number);
    await answered(database(), number, vera, 'accepted');
    await timePasses(database(), number);
    await database().db.delete(orders);
    await noted(database(), number, 'Роутер оставлен у охраны.');
    expect(await ordersOf(number)).toEqual(['factsRecorded']);
    expect(obligations(await ticketOf(database().db, number)).map(({ cause }) => cause)).toContain('note');
  });

  it('is erased with whom it was sent to, and the protocol verifies', async () => {
    const number = await opensFor(vera);
    await noted(database(), number, found);
    await mailsGo(number);
    await erase(database().db, vera.id);
    const kept = await database().db.select().from(messages).where(eq(messages.cause, 'note'));
    expect(kept).toMatchObject([{ address: null, subject: null, body: null, html: null }]);
    expect(await verify(database().db, number)).toMatchObject({ intact: true });
  });
});
