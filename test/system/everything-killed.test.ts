import { ne } from 'drizzle-orm';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { messages, tickets } from '../../db/schema.ts';
import type { Caller } from '../support/caller.ts';
import { whyNoPostgres } from '../support/database.ts';
import { startEngine, type Engine } from '../support/engine.ts';
import { eventually } from '../support/eventually.ts';
import type { Running } from '../support/processes.ts';
import { describeUnless } from '../support/provided.ts';
import { brokenTickets } from '../support/protocols.ts';
import { startDesk, type RunningDesk } from '../support/running-desk.ts';
import type { CaughtMail } from '../support/smtp.ts';
import { whyNoTemporal } from '../support/temporal.ts';
import { inSeconds, linkIn, report, typesOf, type Seen } from '../support/tickets-by-api.ts';

const many = 50;
const patienceMs = 250_000;

describeUnless(whyNoPostgres ?? whyNoTemporal, `kill -9 of every process in the middle of ${many} tickets`, () => {
  let own: Engine;
  let desk: RunningDesk;
  let amira: Caller;
  const lived: string[] = [];
  const emailOf = (index: number) => `caller-${index}@killed.example`;

  beforeAll(async () => {
    own = await startEngine();
    desk = await startDesk({ engine: own });
    amira = await desk.as('agent');
  });
  afterAll(async () => {
    await desk?.close();
    await own?.stop();
  });

  it('loses none of them: each is closed by its customer', async () => {
    await Promise.all([liveThroughAll(), killOneAfterAnother()]);
    await eventually(
      async () => {
        const open = (await desk.database.db.select().from(tickets)).filter(
          ({ status, state }) => status !== 'closed' || state.owed.length > 0,
        );
        if (open.length === 0) return true;
        throw new Error(
          `${open.length} are not over: ${open.map(({ number, status }) => `${number} ${status}`).join()}`,
        );
      },
      { withinMs: patienceMs, everyMs: 500 },
    );
    expect(await desk.database.db.$count(tickets)).toBe(many);
  }, 300_000);

  it('does nothing twice', async () => {
    const lives = await Promise.all(lived.map((number) => typesOf(amira, number)));
    const expected = [
      ...[
        'ticketOpened',
        'etaDemanded',
        'localizationStarted',
        'faultLocalized',
        'workStarted',
        'assigned',
        'etaPromised',
        'serviceRestored',
        'etaKept',
      ],
      ...['customerConfirmed', 'ticketClosed'],
    ];
    // Who pressed again, because the API was killed before it answered, is recorded as having said so again.
    const besides = (type: string) => type.startsWith('message') || type === 'answerRepeated';
    const others = lives.filter((types) => types.filter((type) => !besides(type)).join() !== expected.join());
    expect(others).toEqual([]);
    const outcomes = lives.map((types) => types.filter((type) => type === 'messageSent').length);
    expect([...new Set(outcomes)]).toEqual([4]);
  });

  it('sends each mail once; only one in flight may come again, with the same id and marked', async () => {
    const byId = new Map<string, CaughtMail[]>();
    for (const mail of desk.smtp.mails) byId.set(mail.messageId, [...(byId.get(mail.messageId) ?? []), mail]);
    expect(byId.size).toBe(many * 4);
    expect(await desk.database.db.$count(messages)).toBe(many * 4);
    const repeated = [...byId.values()].flatMap(([, ...again]) => again);
    console.log(`${repeated.length} of ${desk.smtp.mails.length} mails came again after a kill`);
    expect(repeated.filter((mail) => mail.header('x-possible-duplicate') !== 'yes')).toEqual([]);
  });

  it('leaves every protocol intact, and every ticket what its protocol says', async () => {
    expect(await brokenTickets(desk.database)).toEqual([]);
  });

  /** Ten at a time, so that every kill meets tickets at every stage. */
  async function liveThroughAll(): Promise<void> {
    const waiting = Array.from({ length: many }, (_, index) => index);
    const next = async (): Promise<void> => {
      const index = waiting.shift();
      if (index === undefined) return;
      await live(emailOf(index));
      return next();
    };
    await Promise.all(Array.from({ length: 10 }, next));
  }

  async function live(email: string): Promise<void> {
    const { number } = await amira.insist<Seen>('POST', '/tickets', report(email), patienceMs);
    const put = (what: string, body?: object) => amira.insist('PUT', `/tickets/${number}/${what}`, body, patienceMs);
    await put('assignee');
    await put('eta', { promisedAt: inSeconds(7_200), reason: 'едет бригада' });
    await put('resolution', { cause: 'обрыв', measures: 'сварили', zone: 'access' });
    const mail = await eventually(() => desk.smtp.mails.find((one) => one.to.includes(email) && asks(one)), {
      withinMs: patienceMs,
    });
    await insistOn(linkIn(mail));
    lived.push(number);
  }

  const asks = ({ text }: CaughtMail) => text.includes('сварили');

  /** As a customer who presses again when the page does not come. */
  async function insistOn(link: string): Promise<void> {
    const body = new URLSearchParams({ decision: 'accepted' });
    await eventually(
      async () => {
        const signal = AbortSignal.timeout(10_000);
        const { status } = await fetch(`${link}/answer`, { method: 'POST', body, redirect: 'manual', signal });
        if (status === 303 || status === 409) return true;
        throw new Error(`the page answers ${status}`);
      },
      { withinMs: patienceMs, everyMs: 200 },
    );
  }

  async function killOneAfterAnother(): Promise<void> {
    await untilLived(5);
    await desk.worker.kill();
    await desk.restartWorker();
    await untilLived(15);
    await desk.api.kill();
    await desk.restartApi('/healthz');
    await untilLived(25);
    await own.killServer();
    await pause(1_000);
    await own.startServer();
    await untilLived(35);
    await own.killPostgres();
    await pause(1_000);
    await own.startPostgres();
    await allClosedByWhoIsLeft();
  }

  /** Whoever uses the database finds it again; nobody has to start them anew. */
  async function allClosedByWhoIsLeft(): Promise<void> {
    // A look that fails was cut off by the kill itself: look again.
    const over = async () => (await desk.database.db.$count(tickets, ne(tickets.status, 'closed'))) === 0;
    await eventually(async () => lived.length >= many && (await over()), { withinMs: patienceMs, everyMs: 250 });
    expect([desk.api, desk.worker].map(isAlive)).toEqual([true, true]);
  }

  async function untilLived(count: number): Promise<void> {
    await eventually(() => lived.length >= count, { withinMs: patienceMs });
  }
});

function isAlive({ pid }: Running): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    return false;
  }
}
