import { desc, eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { readEntries, verify } from '../../db/protocol.ts';
import { record } from '../../db/record.ts';
import { commands, protocol, tickets } from '../../db/schema.ts';
import type { TicketEvent } from '../../domain/events.ts';
import { foldAll } from '../../domain/evolve.ts';
import { amira, dina, words } from '../support/cast.ts';
import { whyNoPostgres } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';
import { claimed, noted, openedOn, ownDatabase, recordingOf } from '../support/tickets-on-database.ts';

describeUnless(whyNoPostgres, 'record', () => {
  const own = ownDatabase();
  const db = () => own().database.db;
  const typesOf = async (number: string) => (await readEntries(db(), number)).map(({ type }) => type);
  const rowOf = async (number: string) => (await db().select().from(tickets).where(eq(tickets.number, number)))[0]!;

  it('appends after the position on which was decided, and brings the read model along', async () => {
    const ticket = await openedOn(own().database);
    const recorded = await record(db(), recordingOf(ticket, claimed(ticket)));
    expect(recorded).toEqual({ outcome: 'recorded' });
    expect(await typesOf(ticket.number)).toEqual(['ticketOpened', 'etaDemanded', 'workStarted', 'assigned']);
    expect(await rowOf(ticket.number)).toMatchObject({ status: 'inProgress', assigneeId: amira.id, position: 4 });
  });

  it('waits for the instant of what was decided a little before', async () => {
    const ticket = await openedOn(own().database);
    const decided = Date.now();
    await record(db(), recordingOf(ticket, [noted()], { earlyByMs: 60 }));
    const [row] = await db()
      .select()
      .from(protocol)
      .where(eq(protocol.number, ticket.number))
      .orderBy(desc(protocol.position));
    expect(row!.recordedAt.getTime() - decided).toBeGreaterThanOrEqual(60);
  });

  it('writes nothing where others wrote meanwhile, and gives what they wrote', async () => {
    const ticket = await openedOn(own().database);
    await record(db(), recordingOf(ticket, [noted()]));
    const recorded = await record(db(), recordingOf(ticket, claimed(ticket)));
    expect(recorded).toMatchObject({ outcome: 'behind', entries: [{ type: 'noteAdded', position: 3 }] });
    expect(await typesOf(ticket.number)).toEqual(['ticketOpened', 'etaDemanded', 'noteAdded']);
  });

  it('gives the news to who asks for them without events', async () => {
    const ticket = await openedOn(own().database);
    expect(await record(db(), recordingOf(ticket, []))).toEqual({ outcome: 'recorded' });
    await record(db(), recordingOf(ticket, [noted()]));
    expect(await record(db(), recordingOf(ticket, []))).toMatchObject({
      outcome: 'behind',
      entries: [{ position: 3 }],
    });
  });

  it('records a command once, and answers its repetition with what it wrote', async () => {
    const ticket = await openedOn(own().database);
    const command = { id: 'claim once', bodyHash: 'body' };
    await record(db(), recordingOf(ticket, claimed(ticket), { command }));
    const repeated = await record(db(), recordingOf(ticket, claimed(ticket, dina), { command }));
    expect(repeated).toMatchObject({ outcome: 'repeated', entries: [{ type: 'workStarted' }, { type: 'assigned' }] });
    expect((await rowOf(ticket.number)).assigneeId).toBe(amira.id);
  });

  it('knows a command that changed nothing', async () => {
    const ticket = await openedOn(own().database);
    const command = { id: 'nothing to do', bodyHash: 'body' };
    expect(await record(db(), recordingOf(ticket, [], { command }))).toEqual({ outcome: 'recorded' });
    expect(await record(db(), recordingOf(ticket, [], { command }))).toEqual({ outcome: 'repeated', entries: [] });
  });

  it('refuses an older incarnation, and takes a later one for its own', async () => {
    const ticket = await openedOn(own().database);
    await record(db(), recordingOf(ticket, [noted()], { incarnation: 2 }));
    const older = await record(db(), recordingOf({ ...ticket, foldedUpTo: 3 }, [noted()], { incarnation: 1 }));
    expect(older).toEqual({ outcome: 'superseded' });
    expect(await rowOf(ticket.number)).toMatchObject({ incarnation: 2, position: 3 });
  });

  it('refuses an older incarnation that repeats a command of its own', async () => {
    const ticket = await openedOn(own().database);
    const command = { id: 'asked of the old run', bodyHash: 'body' };
    await record(db(), recordingOf(ticket, [noted()], { command }));
    await record(db(), recordingOf({ ...ticket, foldedUpTo: 3 }, [], { incarnation: 2 }));
    expect(await record(db(), recordingOf(ticket, [noted()], { command }))).toEqual({ outcome: 'superseded' });
  });

  it('is loud about a fold beyond the protocol', async () => {
    const ticket = await openedOn(own().database);
    await expect(record(db(), recordingOf({ ...ticket, foldedUpTo: 9 }, [noted()]))).rejects.toThrow(
      /folded beyond its protocol/,
    );
  });

  it('lets one of many writers at once go ahead, and each of the others when it has caught up', async () => {
    const ticket = await openedOn(own().database);
    await Promise.all(Array.from({ length: 8 }, (_, index) => untilRecorded(ticket.number, index)));
    expect(await typesOf(ticket.number)).toEqual(['ticketOpened', 'etaDemanded', ...Array(8).fill('noteAdded')]);
    expect(await verify(db(), ticket.number)).toEqual({ intact: true, positions: 10 });
    expect((await rowOf(ticket.number)).state).toEqual(foldAll(await readEntries(db(), ticket.number)));
  });

  async function untilRecorded(number: string, index: number): Promise<void> {
    const command = { id: `${number} writer ${index}`, bodyHash: 'body' };
    for (let foldedUpTo = 2; ;) {
      const recorded = await record(db(), recordingOf({ number, foldedUpTo }, [noted()], { command }));
      if (recorded.outcome !== 'behind') return expect(recorded.outcome).toBe('recorded');
      foldedUpTo = recorded.entries.at(-1)!.position;
    }
  }

  it('leaves nothing of what fails half way', async () => {
    const ticket = await openedOn(own().database);
    const before = await rowOf(ticket.number);
    const lost: TicketEvent = { ...noted(), texts: words('text') };
    const command = { id: 'fails half way', bodyHash: 'body' };
    const failing = record(db(), recordingOf(ticket, [...claimed(ticket), lost], { command }));
    await expect(failing).rejects.toThrow();
    expect(await rowOf(ticket.number)).toEqual(before);
    expect(await typesOf(ticket.number)).toEqual(['ticketOpened', 'etaDemanded']);
    expect(await db().select().from(commands).where(eq(commands.id, command.id))).toEqual([]);
  });

  it('remembers how far the history of the run that writes had come', async () => {
    const ticket = await openedOn(own().database);
    const seen = async (runId: string, historyLength: number) => {
      await record(db(), recordingOf(ticket, [], { run: { runId, historyLength } }));
      const { runId: writer, historyLength: known, engine } = await rowOf(ticket.number);
      return { writer, known, engine };
    };
    expect(await seen('one', 30)).toEqual({ writer: 'one', known: 30, engine: 'running' });
    expect(await seen('one', 12)).toEqual({ writer: 'one', known: 30, engine: 'running' });
    expect(await seen('another', 5)).toEqual({ writer: 'another', known: 5, engine: 'running' });
  });

  it('refuses a number that is no ticket', async () => {
    const nowhere = record(db(), recordingOf({ number: 'HD-9999990', foldedUpTo: 0 }, [noted()]));
    await expect(nowhere).rejects.toMatchObject({ code: 'notFound' });
  });
});
