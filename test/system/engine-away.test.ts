import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Caller } from '../support/caller.ts';
import { whyNoPostgres } from '../support/database.ts';
import { startEngine, type Engine } from '../support/engine.ts';
import { describeUnless } from '../support/provided.ts';
import { brokenTickets } from '../support/protocols.ts';
import { startDesk, type RunningDesk } from '../support/running-desk.ts';
import { whyNoTemporal } from '../support/temporal.ts';
import {
  inSeconds,
  linkIn,
  mailsTo,
  pressOn,
  report,
  seeTicket,
  typesOf,
  until,
  type Seen,
} from '../support/tickets-by-api.ts';

describeUnless(whyNoPostgres ?? whyNoTemporal, 'while the engine is away', () => {
  let own: Engine;
  let desk: RunningDesk;
  let amira: Caller;
  /** Restored before the engine went away: the customer is to say whether it works. */
  let restored: Seen;
  let link: string;
  let opened: Seen;
  const [vera, oleg] = ['vera@engine-away.example', 'oleg@engine-away.example'];

  beforeAll(async () => {
    own = await startEngine();
    desk = await startDesk({ engine: own });
    amira = await desk.as('agent');
    const { number } = await amira.done<Seen>('POST', '/tickets', report(vera));
    const resolution = { cause: 'обрыв', measures: 'сварили', zone: 'access' };
    restored = await amira.done<Seen>('PUT', `/tickets/${number}/resolution`, resolution);
    link = linkIn((await mailsTo(desk.smtp, vera, 2))[1]!);
    await own.killServer();
  });
  afterAll(async () => {
    await desk?.close();
    await own?.stop();
  });

  it('a ticket is opened all the same, within seconds, and says that its engine is pending', async () => {
    const startedAt = performance.now();
    opened = await amira.done<Seen>('POST', '/tickets', report(oleg));
    expect(opened).toMatchObject({ status: 'acknowledged', engine: 'pending' });
    expect(performance.now() - startedAt).toBeLessThan(8_000);
    expect((await seeTicket(amira, opened.number)).engine).toBe('pending');
  });

  it('a command is refused for now, with the time to ask again, and leaves nothing', async () => {
    const eta = { promisedAt: inSeconds(7_200), reason: 'едет бригада' };
    for (const { number } of [opened, restored]) {
      const refused = await amira.ask('PUT', `/tickets/${number}/eta`, { body: eta });
      expect([refused.status, refused.body['code']]).toEqual([503, 'engineUnavailable']);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect(await typesOf(amira, opened.number)).toEqual([
      'ticketOpened',
      'etaDemanded',
      'localizationStarted',
      'faultLocalized',
    ]);
  });

  it('notes and calls are taken', async () => {
    const note = { text: 'просит перезвонить после обеда', visibility: 'internal' };
    await amira.done('POST', `/tickets/${opened.number}/notes`, note);
    await amira.done('POST', `/tickets/${opened.number}/calls`, { direction: 'in', outcome: 'answered' });
    expect(await typesOf(amira, opened.number)).toEqual([
      'ticketOpened',
      'etaDemanded',
      'localizationStarted',
      'faultLocalized',
      'noteAdded',
      'callLogged',
    ]);
  });

  it('the customer answers, and the answer is kept', async () => {
    expect(await pressOn(link, 'accepted')).toBe(303);
    expect(await typesOf(amira, restored.number)).toContain('customerConfirmed');
    expect((await seeTicket(amira, restored.number)).status).toBe('resolved');
    expect(await pressOn(link, 'stillBroken')).toBe(409);
  });

  it('nothing is lost: when it is back, the answer has its consequence and the new ticket lives', async () => {
    await own.startServer();
    await until(amira, restored.number, ({ status }) => status === 'closed', 60_000);
    await until(amira, opened.number, ({ engine }) => engine === 'running', 60_000);
    await mailsTo(desk.smtp, oleg, 1, 60_000);
    await mailsTo(desk.smtp, vera, 3, 60_000);
    const claimed = await amira.insist<Seen>('PUT', `/tickets/${opened.number}/assignee`);
    expect(claimed.status).toBe('inProgress');
    expect(await brokenTickets(desk.database)).toEqual([]);
  });
});
