import { afterAll, beforeAll, expect, it } from 'vitest';
import { readEntries } from '../../db/protocol.ts';
import type { Caller } from '../support/caller.ts';
import { whyNoPostgres } from '../support/database.ts';
import { eventually, soon } from '../support/eventually.ts';
import { holdTicket } from '../support/held-ticket.ts';
import { describeUnless } from '../support/provided.ts';
import { brokenTickets } from '../support/protocols.ts';
import { startDesk, type RunningDesk } from '../support/running-desk.ts';
import { whyNoTemporal } from '../support/temporal.ts';
import { report, until, type Seen } from '../support/tickets-by-api.ts';

/** The engine gives the attempt up after a minute, and has the mail tried again. */
const comesAgainMs = 120_000;

// The window is made, not hoped for: the mail server keeps the mail in its hands until the ticket's row lock is taken.
// Then it takes the mail, the worker waits at the door of the protocol, and is killed there.
describeUnless(whyNoPostgres ?? whyNoTemporal, 'a worker killed between the sending of a mail and its record', () => {
  let desk: RunningDesk;
  let amira: Caller;
  let number: string;
  beforeAll(async () => {
    desk = await startDesk();
    amira = await desk.as('agent');
  });
  afterAll(() => desk?.close());

  const told = async () =>
    (await readEntries(desk.database.db, number)).filter(({ type }) => type.startsWith('message'));

  it('loses nothing: the mail comes once more under its id, marked, and so says the protocol', async () => {
    desk.smtp.behave('waits');
    ({ number } = await amira.done<Seen>('POST', '/tickets', report('vera@sent.example')));
    await until(amira, number, ({ engine }) => engine === 'running');
    await soon(() => expect(desk.smtp.attempts).toBe(1), 30_000);
    const held = await holdTicket(desk.fresh.superuserUrl, number);
    desk.smtp.behave('takes');
    await soon(() => expect(desk.smtp.mails).toHaveLength(1));
    await held.awaited('helpdesk worker');
    await desk.worker.kill();
    await held.release();
    expect((await told()).map(({ type }) => type)).toEqual(['messageQueued']);

    await desk.restartWorker();
    await eventually(async () => (await told()).length > 1, { withinMs: comesAgainMs, everyMs: 250 });
    const [first, again, ...more] = desk.smtp.mails;
    expect([again?.messageId, again?.header('x-possible-duplicate'), more]).toEqual([first?.messageId, 'yes', []]);
    expect(await told()).toMatchObject([
      { type: 'messageQueued' },
      { type: 'messageSent', data: { possibleDuplicate: true } },
    ]);
    expect(await brokenTickets(desk.database)).toEqual([]);
  });
});
