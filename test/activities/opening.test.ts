import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { intake, startAtOnceMs } from '../../db/opening.ts';
import { readEntries, readTexts, verify } from '../../db/protocol.ts';
import { orders, privateTexts, protocol, ticketContacts, tickets } from '../../db/schema.ts';
import { foldAll } from '../../domain/evolve.ts';
import { parseTicketNumber } from '../../domain/ticket-number.ts';
import { whyNoPostgres } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';
import { openedOn, ownDatabase, reporter, reportOf } from '../support/tickets-on-database.ts';

describeUnless(whyNoPostgres, 'the intake', () => {
  const own = ownDatabase();
  const db = () => own().database.db;
  const rowOf = async (number: string) => (await db().select().from(tickets).where(eq(tickets.number, number)))[0]!;

  it('writes the ticket, its first entries and its start order', async () => {
    const { number } = await openedOn(own().database);
    expect((await readEntries(db(), number)).map(({ type }) => type)).toEqual(['ticketOpened', 'etaDemanded']);
    expect(await rowOf(number)).toMatchObject({
      status: 'acknowledged',
      position: 2,
      engine: 'pending',
      incarnation: 1,
    });
    expect(await db().select().from(orders).where(eq(orders.number, number))).toMatchObject([{ kind: 'start' }]);
    expect(await verify(db(), number)).toEqual({ intact: true, positions: 2 });
  });

  it('keeps the fold of what it wrote, with what can hurt next', async () => {
    const { number } = await openedOn(own().database);
    const { state, hurtsAt, overdue, openedAt } = await rowOf(number);
    expect(state).toEqual(foldAll(await readEntries(db(), number)));
    expect(overdue).toBe(false);
    expect(hurtsAt!.getTime() - openedAt.getTime()).toBe(30 * 60_000);
  });

  it('leaves the start to whoever opened the ticket for a while', async () => {
    const { number } = await openedOn(own().database);
    const [order] = await db().select().from(orders).where(eq(orders.number, number));
    expect(order!.notBefore.getTime() - order!.orderedAt.getTime()).toBe(startAtOnceMs);
  });

  it('gives every ticket a number of its own, with a check digit', async () => {
    const opened = await Promise.all(Array.from({ length: 20 }, () => openedOn(own().database)));
    const numbers = opened.map(({ number }) => number);
    expect(new Set(numbers).size).toBe(20);
    expect(numbers.filter((number) => !parseTicketNumber(number))).toEqual([]);
  });

  it('counts from the report where it came earlier than the ticket', async () => {
    const { number } = await openedOn(own().database, { reportedAt: '2026-01-05T08:00:00.000Z' });
    const { reportedAt, openedAt } = await rowOf(number);
    expect(reportedAt.toISOString()).toBe('2026-01-05T08:00:00.000Z');
    expect(openedAt > reportedAt).toBe(true);
  });

  it('keeps who reported, and what they said, beside the protocol', async () => {
    const vera = reporter({ name: 'Вера Ильинична', email: null });
    const { number } = await openedOn(own().database, { reachable: [vera], description: 'гудки в трубке' });
    const contacts = await db().select().from(ticketContacts).where(eq(ticketContacts.number, number));
    expect(contacts).toMatchObject([
      { id: vera.contact.id, name: 'Вера Ильинична', phone: '+79161234567', email: null },
    ]);
    const texts = (await readTexts(db(), number)).map(({ position, name, text }) => [position, name, text?.value]);
    expect(texts).toContainEqual([1, 'description', 'гудки в трубке']);
    expect(texts).toContainEqual([1, `contacts.${vera.contact.id}.name`, 'Вера Ильинична']);
    expect(texts).not.toContainEqual([1, `contacts.${vera.contact.id}.email`, null]);
    const written = JSON.stringify(await db().select().from(protocol).where(eq(protocol.number, number)));
    expect(written).not.toMatch(/Вера|гудки|7916/);
  });

  it('takes a ticket about which nobody can be reached', async () => {
    const { number } = await openedOn(own().database, { reachable: [] });
    expect((await rowOf(number)).state.contacts).toEqual([]);
  });

  it('leaves nothing where its transaction fails', async () => {
    const everything = async () => [
      await db().$count(tickets),
      await db().$count(protocol),
      await db().$count(privateTexts),
      await db().$count(ticketContacts),
      await db().$count(orders),
    ];
    const before = await everything();
    const failing = db().transaction(async (tx) => {
      await intake(tx, reportOf({}));
      throw new Error('the power failed');
    });
    await expect(failing).rejects.toThrow('the power failed');
    expect(await everything()).toEqual(before);
  });
});
