import { eq, sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { readEntries, verify } from '../../db/protocol.ts';
import { record } from '../../db/record.ts';
import { orders, ticketContacts, tickets } from '../../db/schema.ts';
import { foldAll } from '../../domain/evolve.ts';
import type { Ticket } from '../../domain/ticket.ts';
import { whyNoPostgres } from '../support/database.ts';
import { holdTicket } from '../support/held-ticket.ts';
import { describeUnless } from '../support/provided.ts';
import { decided, openedOn, ownDatabase, recordingOf, reporter } from '../support/tickets-on-database.ts';

describeUnless(whyNoPostgres, 'a duplicate', () => {
  const own = ownDatabase();
  const db = () => own().database.db;

  const cancelAs = (ticket: Ticket, duplicateOf: string) =>
    record(db(), recordingOf(ticket, decided(ticket, { type: 'cancel', kind: 'duplicate', duplicateOf, texts: {} })));

  it('gives its contacts and its earlier report to the ticket that lives on', async () => {
    const vera = reporter({ name: 'Вера' });
    const oleg = reporter({ name: 'Олег', email: null });
    const duplicate = await openedOn(own().database, { reachable: [oleg], reportedAt: '2026-01-05T08:00:00.000Z' });
    const other = await openedOn(own().database, { reachable: [vera], reportedAt: '2026-01-05T09:00:00.000Z' });
    await cancelAs(duplicate, other.number);
    const contacts = await db().select().from(ticketContacts).where(eq(ticketContacts.number, other.number));
    expect(contacts.map(({ name, roles }) => [name, roles])).toEqual([
      ['Вера', ['reporter']],
      ['Олег', ['informed']],
    ]);
    const joined = foldAll(await readEntries(db(), other.number));
    expect(joined.reportedAt).toBe('2026-01-05T08:00:00.000Z');
    expect(joined.contacts.map(({ id }) => id)).toEqual(contacts.map(({ id }) => id));
  });

  it('tells the other ticket’s workflow, and both protocols verify', async () => {
    const duplicate = await openedOn(own().database);
    const other = await openedOn(own().database);
    await cancelAs(duplicate, other.number);
    const told = await db().select().from(orders).where(eq(orders.number, other.number)).orderBy(orders.id);
    expect(told.map(({ kind }) => kind)).toEqual(['start', 'factsRecorded']);
    expect(await verify(db(), other.number)).toEqual({ intact: true, positions: 3 });
    expect(await verify(db(), duplicate.number)).toEqual({ intact: true, positions: 3 });
  });

  it('waits for whoever holds the other ticket, and keeps them from nothing meanwhile', async () => {
    const other = await openedOn(own().database);
    const duplicate = await openedOn(own().database);
    const held = await holdTicket(own().fresh.superuserUrl, other.number);
    const cancelled = cancelAs(duplicate, other.number);
    await held.awaited('helpdesk');
    const [free] = await db().execute<{ number: string }>(
      sql`select number from tickets where number = ${duplicate.number} for update skip locked`,
    );
    expect(free?.number).toBe(duplicate.number);
    await held.release();
    expect(await cancelled).toEqual({ outcome: 'recorded' });
  });

  it('says nothing twice where its recording runs again', async () => {
    const duplicate = await openedOn(own().database);
    const other = await openedOn(own().database);
    await cancelAs(duplicate, other.number);
    expect(await cancelAs(duplicate, other.number)).toMatchObject({ outcome: 'behind' });
    expect((await readEntries(db(), other.number)).map(({ type }) => type)).toEqual([
      'ticketOpened',
      'etaDemanded',
      'duplicateJoined',
    ]);
  });

  it('that has nobody to reach leaves the other’s contacts alone', async () => {
    const duplicate = await openedOn(own().database, { reachable: [] });
    const other = await openedOn(own().database);
    await cancelAs(duplicate, other.number);
    expect((await ticketOf(other.number)).contacts).toEqual(other.contacts);
  });

  it('of a ticket that is a duplicate of it stays open, whichever comes first', async () => {
    const one = await openedOn(own().database);
    const other = await openedOn(own().database);
    const outcomes = await Promise.all([insistAs(one, other.number), insistAs(other, one.number)]);
    expect(outcomes.sort()).toEqual(['recorded', 'refused']);
    const statuses = [(await ticketOf(one.number)).status, (await ticketOf(other.number)).status];
    expect(statuses.sort()).toEqual(['acknowledged', 'cancelled']);
  });

  it('of a ticket that has ended meanwhile is refused, and nothing is written', async () => {
    const duplicate = await openedOn(own().database);
    const other = await openedOn(own().database);
    await record(db(), recordingOf(other, decided(other, { type: 'reject', texts: {} })));
    expect(await cancelAs(duplicate, other.number)).toMatchObject({ outcome: 'refused', code: 'duplicateNotOpen' });
    expect((await ticketOf(duplicate.number)).status).toBe('acknowledged');
  });

  /** As a workflow does: it decides again on what it had missed. */
  async function insistAs({ number }: Ticket, duplicateOf: string): Promise<string> {
    for (;;) {
      const recorded = await cancelAs(await ticketOf(number), duplicateOf);
      if (recorded.outcome !== 'behind') return recorded.outcome;
    }
  }

  async function ticketOf(number: string): Promise<Ticket> {
    return (await db().select().from(tickets).where(eq(tickets.number, number)))[0]!.state;
  }
});
