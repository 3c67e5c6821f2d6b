import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { expect, it } from 'vitest';
import { append } from '../../db/append.ts';
import { keepTexts, type PlainTexts } from '../../db/private-texts.ts';
import { callTasks, ticketContacts, tickets } from '../../db/schema.ts';
import { theDesk, type Person } from '../../domain/actor.ts';
import { due } from '../../domain/deadlines.ts';
import type { Command } from '../../domain/decide.ts';
import type { MessageCause } from '../../domain/events-of-talk.ts';
import type { Texts } from '../../domain/events.ts';
import { after, instantOf } from '../../domain/instant.ts';
import type { Ticket } from '../../domain/ticket.ts';
import { amira, egor, sergei } from '../support/cast.ts';
import { whyNoPostgres } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';
import { decided, openedOn, ownDatabase, reporter } from '../support/tickets-on-database.ts';

describeUnless(whyNoPostgres, 'the read model', () => {
  const own = ownDatabase();
  const db = () => own().database.db;
  const rowOf = async ({ number }: Ticket) => (await db().select().from(tickets).where(eq(tickets.number, number)))[0]!;
  const callsOf = async ({ number }: Ticket) =>
    Object.fromEntries(
      (await db().select().from(callTasks).where(eq(callTasks.number, number))).map(({ key, state }) => [key, state]),
    );

  async function does(
    { number }: Ticket,
    command: (texts: Texts) => Command,
    { by = amira, texts = {} }: { by?: Person; texts?: PlainTexts } = {},
  ): Promise<void> {
    await db().transaction(async (tx) => {
      const kept = await keepTexts(tx, texts);
      const [row] = await tx.select().from(tickets).where(eq(tickets.number, number)).for('update');
      await append(tx, number, decided(row!.state, command(kept), by));
    });
  }

  const promises = (ticket: Ticket, within: string) =>
    does(ticket, (texts) => ({ type: 'promiseEta', promisedAt: after(instantOf(Date.now()), within), texts }));
  const resolves = (ticket: Ticket) => does(ticket, (texts) => ({ type: 'resolve', zone: 'access', texts }));
  const hears = (ticket: Ticket, decision: 'accepted' | 'stillBroken') => {
    const contactId = ticket.contacts[0]!.id;
    const evidence = { call: { callId: v7(), contactId, direction: 'out' } } as const;
    return does(ticket, (texts) => ({ type: 'confirm', decision, contactId, evidence, texts }));
  };

  /** As the workflow had it made for an entry at that position. */
  async function owesCall({ number, contacts }: Ticket, purpose: MessageCause, position: number): Promise<string> {
    const key = `${purpose}:${position}:${contacts[0]!.id}:phone`;
    const at = new Date('2026-01-05T09:00:00.000Z');
    const id = v7();
    await db()
      .insert(callTasks)
      .values({
        ...{ id, mergedInto: id, number, key, contactId: contacts[0]!.id, purpose, episode: 1 },
        ...{ script: 'Скажите…', dueAt: at, createdAt: at },
      });
    return key;
  }

  it('says what can hurt next, and stands behind all others once the ticket has ended', async () => {
    const ticket = await openedOn(own().database);
    expect(await rowOf(ticket)).toMatchObject({ hurtsAt: new Date(ticket.etaDemand!.dueAt), endedAt: null });
    await promises(ticket, 'PT2H');
    const promised = await rowOf(ticket);
    expect(promised.hurtsAt?.toISOString()).toBe(promised.state.eta?.promisedAt);
    expect(new Date(promised.queueAt)).toEqual(promised.hurtsAt);
    await does(ticket, (texts) => ({ type: 'cancel', kind: 'contractEnded', texts }), {
      by: sergei,
      texts: { reason: 'ушёл к другим', document: 'Д-17' },
    });
    expect(await rowOf(ticket)).toMatchObject({ hurtsAt: null, queueAt: 'infinity', status: 'cancelled' });
    expect((await rowOf(ticket)).endedAt).not.toBeNull();
  });

  it('is overdue with the entry that says so, and no more with the one that mends it', async () => {
    const ticket = await openedOn(own().database);
    await db().transaction((tx) => append(tx, ticket.number, due(ticket, ticket.etaDemand!.dueAt)));
    expect(await rowOf(ticket)).toMatchObject({ overdue: true, hurtsAt: new Date(ticket.etaDemand!.dueAt) });
    await promises(ticket, 'PT2H');
    expect(await rowOf(ticket)).toMatchObject({ overdue: false });
  });

  it('lets nobody call about a promise that was replaced', async () => {
    const ticket = await openedOn(own().database);
    await promises(ticket, 'PT2H');
    const first = await owesCall(ticket, 'etaPromised', 4);
    await promises(ticket, 'PT3H');
    const second = await owesCall(ticket, 'etaExtended', 5);
    expect(await callsOf(ticket)).toEqual({ [first]: 'void', [second]: 'open' });
  });

  it('lets nobody call about a promise after the restoration, nor about the restoration after the answer', async () => {
    const ticket = await openedOn(own().database);
    await promises(ticket, 'PT2H');
    const promise = await owesCall(ticket, 'etaPromised', 4);
    await resolves(ticket);
    const question = await owesCall(ticket, 'restored', 5);
    expect(await callsOf(ticket)).toEqual({ [promise]: 'void', [question]: 'open' });
    await hears(ticket, 'stillBroken');
    expect(await callsOf(ticket)).toEqual({ [promise]: 'void', [question]: 'void' });
  });

  it('lets nobody call about a visit that has another time, nor about any after the restoration', async () => {
    const ticket = await openedOn(own().database, { dispatches: true });
    const visitId = v7();
    const accepted = (from: string, to: string) =>
      db().transaction((tx) =>
        append(tx, ticket.number, [
          {
            type: 'visitAccepted',
            by: theDesk,
            data: { visitId, engineerId: egor.id, window: { from, to }, happenedAt: '2026-01-05T09:00:00.000Z' },
          },
        ]),
      );
    await accepted('2026-01-05T10:00:00.000Z', '2026-01-05T12:00:00.000Z');
    const first = await owesCall(ticket, 'visitAgreed', 3);
    await accepted('2026-01-05T14:00:00.000Z', '2026-01-05T16:00:00.000Z');
    const second = await owesCall(ticket, 'visitMoved', 4);
    expect(await callsOf(ticket)).toEqual({ [first]: 'void', [second]: 'open' });
    await resolves(ticket);
    expect(await callsOf(ticket)).toEqual({ [first]: 'void', [second]: 'void' });
  });

  it('keeps the calls that tell of the end, and voids the others, when the ticket ends', async () => {
    const ticket = await openedOn(own().database);
    const opened = await owesCall(ticket, 'opened', 1);
    await resolves(ticket);
    await hears(ticket, 'accepted');
    const closed = await owesCall(ticket, 'closed', 7);
    expect(await callsOf(ticket)).toEqual({ [opened]: 'void', [closed]: 'open' });
  });

  it('shows a corrected number, and a contact who came later', async () => {
    const vera = reporter();
    const ticket = await openedOn(own().database, { reachable: [vera] });
    const contact = { ...vera.contact, email: false, prefers: [] };
    const texts = { name: 'Вера К.', phone: '+79160000001' };
    await does(ticket, (kept) => ({ type: 'changeContact', change: 'changed', contact, texts: kept }), { texts });
    const late = { ...contact, id: v7(), roles: ['informed' as const] };
    const known = { name: 'Пётр', phone: '+79160000002' };
    await does(ticket, (kept) => ({ type: 'changeContact', change: 'added', contact: late, texts: kept }), {
      texts: known,
    });
    const rows = await db().select().from(ticketContacts).where(eq(ticketContacts.number, ticket.number));
    expect(rows.map(({ name, phone, email }) => [name, phone, email])).toEqual([
      ['Вера К.', '+79160000001', null],
      ['Пётр', '+79160000002', null],
    ]);
  });

  it('keeps the ticket as its protocol makes it', async () => {
    const ticket = await openedOn(own().database);
    await does(ticket, () => ({ type: 'assign', userId: amira.id }));
    const { state, status, version, assigneeId, position } = await rowOf(ticket);
    expect({ status, version, assigneeId, position }).toEqual({
      ...{ status: state.status, version: state.version },
      ...{ assigneeId: state.assigneeId, position: state.foldedUpTo },
    });
  });
});
