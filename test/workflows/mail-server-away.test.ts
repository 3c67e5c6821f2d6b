import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createActivities } from '../../activities/index.ts';
import { connectMailer, type Mailer } from '../../activities/smtp.ts';
import { readEntries, verify } from '../../db/protocol.ts';
import { messages } from '../../db/schema.ts';
import { oldestUnsent } from '../../db/unsent.ts';
import { freePort } from '../../tools/free-port.ts';
import { bundleWorkflows } from '../../worker/bundle.ts';
import { buildWorkers, type Workers } from '../../worker/worker.ts';
import { ticketQueue, ticketWorkflowId, ticketWorkflowType } from '../../workflows/messages.ts';
import { quietTerms } from '../support/cast.ts';
import { bakeryIsServed } from '../support/database-story.ts';
import { whyNoPostgres } from '../support/database.ts';
import { soon } from '../support/eventually.ts';
import { describeUnless } from '../support/provided.ts';
import '../support/quiet-runtime.ts';
import { asTheDesk, startSmtp, type TestSmtp } from '../support/smtp.ts';
import { tellingDesk } from '../support/telling-desk.ts';
import { openedOn, reporter } from '../support/tickets-on-database.ts';
import { timeSkippingEnvironment, whyNoTimeSkipping } from '../support/time-skipping.ts';

const vera = 'vera@bakery.example';
const callers = [vera, 'oleg@bakery.example', 'galina@bakery.example', 'irina@bakery.example'];
/** No promise runs out meanwhile: what is told is the opening, and nothing else. */
const terms = { ...quietTerms, eta: { firstWithin: 'P7D', warnBefore: 'PT0S', demandNewWithin: 'P7D' } } as const;
const minute = 60_000;
/** The longest pause between two tries. */
const nextTry = 5 * minute + 1_000;

// The engine's time is skipped; what it calls is real: workers, PostgreSQL, SMTP. So the clock by which the protocol
// says when a mail was sent is PostgreSQL's, and that goes on as ours does.
describeUnless(whyNoTimeSkipping ?? whyNoPostgres, 'a mail server that is away for an hour', () => {
  const desk = tellingDesk();
  let env: TestWorkflowEnvironment;
  let mailer: Mailer;
  let workers: Workers;
  let running: Promise<void>;
  let port: number;
  let smtp: TestSmtp | undefined;
  let numbers: string[];
  const db = () => desk().database.db;

  beforeEach(async () => {
    env = await timeSkippingEnvironment();
    port = await freePort();
    mailer = connectMailer(`smtp://127.0.0.1:${port}`, asTheDesk);
    const probes = { site: 'nowhere', ask: () => Promise.reject(new Error('no line is tested here')) };
    workers = await buildWorkers({
      ...{ connection: env.nativeConnection, namespace: 'default', workflowBundle: await bundleWorkflows() },
      activities: createActivities({ ...desk().telling, mailer, probes }),
    });
    running = workers.run();
    await bakeryIsServed(desk().database);
    numbers = [];
    for (const email of callers) numbers.push(await lives(email));
  });
  afterEach(async () => {
    for (const number of numbers) await env.client.workflow.getHandle(ticketWorkflowId(number)).terminate('told');
    workers.shutdown();
    await running;
    mailer.close();
    await smtp?.close();
    await env.teardown();
  });

  /** A ticket is opened on PostgreSQL, and its workflow begins to live. */
  async function lives(email: string): Promise<string> {
    const ticket = await openedOn(desk().database, { speaks: true, terms, reachable: [reporter({ email })] });
    await env.client.workflow.start(ticketWorkflowType, {
      ...{ taskQueue: ticketQueue, workflowId: ticketWorkflowId(ticket.number) },
      args: [{ ticket, incarnation: 1 }],
    });
    return ticket.number;
  }
  const rows = () => db().select().from(messages).orderBy(messages.queuedAt);
  async function told(number: string) {
    const entries = await readEntries(db(), number);
    return entries.filter(({ type }) => type.startsWith('message')).map(({ type, data }) => ({ type, ...data }));
  }
  const reached = () => smtp?.mails.flatMap(({ to }) => to).toSorted();

  it('loses none, and gets each once and unmarked when it is back; the protocol says when', async () => {
    await soon(async () => expect(await rows()).toHaveLength(callers.length), 20_000);
    await env.sleep(60 * minute);
    const waits = { outcome: 'queued', sendingSince: null, possibleDuplicate: false };
    expect(await rows()).toMatchObject(callers.map(() => waits));
    expect((await oldestUnsent(db())).get('email')).toBeGreaterThan(0);

    smtp = await startSmtp(port);
    const back = new Date().toISOString();
    smtp.greylisted.add(vera);
    await env.sleep(nextTry);
    await soon(() => expect(reached()).toEqual(callers.filter((one) => one !== vera).toSorted()));
    smtp.greylisted.clear();
    await env.sleep(nextTry);
    await soon(() => expect(reached()).toEqual(callers.toSorted()));

    expect(smtp.attempts).toBe(callers.length);
    expect(smtp.mails.filter(({ header }) => header('x-possible-duplicate') !== null)).toEqual([]);
    await soon(async () => expect((await oldestUnsent(db())).size).toBe(0));
    for (const number of numbers) await saysThatItWasSent(number, back);
  }, 120_000);

  async function saysThatItWasSent(number: string, earliest: string): Promise<void> {
    const [queued, sent, ...more] = await told(number);
    expect([queued, sent, more]).toMatchObject([{ type: 'messageQueued' }, { type: 'messageSent' }, []]);
    expect(sent).not.toHaveProperty('possibleDuplicate');
    const [row] = (await rows()).filter((one) => one.number === number);
    expect(sent).toMatchObject({ sentAt: row!.sentAt!.toISOString() });
    expect(row!.sentAt!.toISOString() >= earliest).toBe(true);
    expect(await verify(db(), number)).toMatchObject({ intact: true });
  }
});
