import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tickets } from '../../db/schema.ts';
import { registerNamespace } from '../../tools/temporal/namespace.ts';
import type { Caller } from '../support/caller.ts';
import { whyNoPostgres } from '../support/database.ts';
import { backUp, putBack } from '../support/engine-backup.ts';
import { startEngine, type Engine } from '../support/engine.ts';
import { eventually } from '../support/eventually.ts';
import { runProgram } from '../support/processes.ts';
import { describeUnless } from '../support/provided.ts';
import { brokenTickets } from '../support/protocols.ts';
import { startDesk, type RunningDesk } from '../support/running-desk.ts';
import { whyNoTemporal } from '../support/temporal.ts';
import { inSeconds, linkIn, mailsTo, pressOn, report, typesOf, until, type Seen } from '../support/tickets-by-api.ts';

describeUnless(whyNoPostgres ?? whyNoTemporal, 'reviving tickets', () => {
  let own: Engine;
  let desk: RunningDesk;
  let amira: Caller;
  const resolution = { cause: 'обрыв', measures: 'сварили', zone: 'access' };
  const namespace = () => desk.env['TEMPORAL_NAMESPACE']!;
  const told = async (number: string) => (await typesOf(amira, number)).filter((type) => !type.startsWith('message'));
  const rowOf = async (number: string) =>
    (await desk.database.db.select().from(tickets).where(eq(tickets.number, number)))[0]!;
  const runOf = async (number: string) => (await desk.engine.workflow.getHandle(`ticket-${number}`).describe()).runId;

  /** A ticket with a promise that many seconds ahead, whose two first mails are sent. */
  async function promised(email: string, seconds: number): Promise<{ number: string; promisedAt: string }> {
    const { number } = await amira.done<Seen>('POST', '/tickets', report(email));
    const promisedAt = inSeconds(seconds);
    await amira.insist('PUT', `/tickets/${number}/eta`, { promisedAt, reason: 'едет бригада' });
    await settled(email, number, 2);
    return { number, promisedAt };
  }

  /** So many mails came, and nothing is owed any more. */
  async function settled(email: string, number: string, mails: number): Promise<void> {
    await mailsTo(desk.smtp, email, mails);
    await eventually(async () => (await rowOf(number)).state.owed.length === 0, { withinMs: 20_000 });
  }

  beforeAll(async () => {
    own = await startEngine();
    const eta = { firstWithin: 'PT1H', warnBefore: 'PT0S', demandNewWithin: 'PT1H' };
    desk = await startDesk({ engine: own, terms: { eta } });
    amira = await desk.as('agent');
  });
  afterAll(async () => {
    await desk?.close();
    await own?.stop();
  });

  it('brings back every open one, its clocks where they were, after the engine has forgotten everything', async () => {
    const vera = await promised('vera@revival.example', 30);
    const oleg = await promised('oleg@revival.example', 7_200);
    await desk.worker.kill();
    await own.killServer();
    await own.forgetEverything();
    await own.startServer();
    await registerNamespace(own.address, namespace());
    await registerNamespace(own.address, desk.env['PROBES_NAMESPACE']!);
    const { code, log } = await runProgram('worker/revive-main.ts', desk.env);
    expect([code, log[0]?.msg]).toEqual([0, '2 open tickets looked at, 2 started again:']);
    await desk.restartWorker();
    const breached = await until(amira, vera.number, ({ eta }) => eta?.state === 'missed', 60_000);
    expect(breached.eta).toMatchObject({ promisedAt: vera.promisedAt });
    await mailsTo(desk.smtp, 'vera@revival.example', 3);
    expect(await told(vera.number)).toEqual([
      ...[
        'ticketOpened',
        'etaDemanded',
        'localizationStarted',
        'faultLocalized',
        'workStarted',
        'etaPromised',
        'etaBreached',
        'etaDemanded',
      ],
    ]);
    expect((await amira.insist<Seen>('PUT', `/tickets/${oleg.number}/assignee`)).eta).toMatchObject({
      promisedAt: oleg.promisedAt,
      state: 'running',
    });
    expect(desk.smtp.mails.filter(({ to }) => to.includes('oleg@revival.example'))).toHaveLength(2);
    expect(await brokenTickets(desk.database)).toEqual([]);
  });

  it('happens by itself where a command finds none', async () => {
    const { number } = await promised('egor@revival.example', 7_200);
    await desk.engine.workflow.getHandle(`ticket-${number}`).terminate('somebody pressed the wrong button');
    const refused = await amira.ask('PUT', `/tickets/${number}/assignee`);
    expect([refused.status, refused.body['code']]).toEqual([503, 'engineUnavailable']);
    expect((await amira.insist<Seen>('PUT', `/tickets/${number}/assignee`)).status).toBe('inProgress');
  });

  it('happens when a worker starts, where a workflow has failed or was terminated', async () => {
    const { number } = await promised('galina@revival.example', 7_200);
    const former = await runOf(number);
    await desk.worker.stop();
    await desk.engine.workflow.getHandle(`ticket-${number}`).terminate('a clumsy clean-up');
    await desk.restartWorker();
    await eventually(async () => (await runOf(number)) !== former, { withinMs: 30_000 });
    expect((await amira.insist<Seen>('PUT', `/tickets/${number}/assignee`)).status).toBe('inProgress');
    expect((await rowOf(number)).incarnation).toBe(2);
  });

  it('lets an engine that was put back to an older copy catch up, under the worker that was there all the time', async () => {
    const behind = await promised('behind@revival.example', 7_200);
    const later = await promised('later@revival.example', 7_200);
    await own.killServer();
    await backUp(own);
    await own.startServer();
    await amira.insist('PUT', `/tickets/${behind.number}/resolution`, resolution);
    await settled('behind@revival.example', behind.number, 3);
    const { number: unknown } = await amira.insist<Seen>('POST', '/tickets', report('unknown@revival.example'));
    await amira.insist('PUT', `/tickets/${unknown}/assignee`);
    await settled('unknown@revival.example', unknown, 1);
    await own.killServer();
    await putBack(own);
    await own.startServer();

    const { code, log } = await eventually(
      async () => {
        const ran = await runProgram('worker/revive-main.ts', desk.env);
        return ran.code === 0 && ran;
      },
      { withinMs: 60_000 },
    );
    const revived = log.slice(1).map(({ msg }) => msg?.trim());
    expect(code).toBe(0);
    expect(revived).toEqual(expect.arrayContaining([behind.number, unknown]));
    expect(revived).not.toContain(later.number);

    const link = linkIn((await mailsTo(desk.smtp, 'behind@revival.example', 3))[2]!);
    expect(await pressOn(link, 'accepted')).toBe(303);
    await until(amira, behind.number, ({ status }) => status === 'closed', 60_000);
    await amira.insist('PUT', `/tickets/${unknown}/eta`, { promisedAt: inSeconds(7_200), reason: 'едем' });
    await amira.insist('PUT', `/tickets/${later.number}/resolution`, resolution);
    await settled('behind@revival.example', behind.number, 4);
    await settled('unknown@revival.example', unknown, 2);
    await settled('later@revival.example', later.number, 3);
    expect(await told(behind.number)).toEqual([
      ...[
        'ticketOpened',
        'etaDemanded',
        'localizationStarted',
        'faultLocalized',
        'workStarted',
        'etaPromised',
        'serviceRestored',
        'etaKept',
      ],
      ...['customerConfirmed', 'ticketClosed'],
    ]);
    expect(await told(unknown)).toEqual([
      'ticketOpened',
      'etaDemanded',
      'localizationStarted',
      'faultLocalized',
      'workStarted',
      'assigned',
      'etaPromised',
    ]);
    expect(sentTwice()).toEqual([]);
    expect(await brokenTickets(desk.database)).toEqual([]);
  });

  function sentTwice(): string[] {
    const ids = desk.smtp.mails.map(({ messageId }) => messageId);
    return ids.filter((id, index) => ids.indexOf(id) !== index);
  }
});
