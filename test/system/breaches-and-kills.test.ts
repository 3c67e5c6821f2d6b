import { count, eq } from 'drizzle-orm';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { protocol } from '../../db/schema.ts';
import type { EventType } from '../../domain/events.ts';
import { before, msOf, type Instant } from '../../domain/instant.ts';
import type { PriorityTargets } from '../../domain/terms.ts';
import type { Caller } from '../support/caller.ts';
import { whyNoPostgres } from '../support/database.ts';
import { startEngine, type Engine } from '../support/engine.ts';
import { eventually } from '../support/eventually.ts';
import { describeUnless } from '../support/provided.ts';
import { brokenTickets } from '../support/protocols.ts';
import { startDesk, type RunningDesk } from '../support/running-desk.ts';
import { whyNoTemporal } from '../support/temporal.ts';
import { inSeconds, report, type Seen } from '../support/tickets-by-api.ts';

const many = 200;
const restore = 'PT4H';
const row: PriorityTargets = {
  ...{ response: null, update: null, arrival: null, restore, replacement: null },
  dispatch: 'never',
};

describeUnless(whyNoPostgres ?? whyNoTemporal, `${many} promises that break at one instant, amid kills`, () => {
  let own: Engine;
  let desk: RunningDesk;
  let amira: Caller;
  let due: Instant;
  const numbers: string[] = [];

  beforeAll(async () => {
    own = await startEngine();
    desk = await startDesk({
      engine: own,
      terms: {
        priorities: { P1: row, P2: row, P3: row, P4: row },
        ladder: [{ clock: 'restore', at: '100%', tell: { role: 'supervisor' }, do: 'raise' }],
      },
    });
    amira = await desk.as('agent');
    due = inSeconds(45);
    await openAll();
    expect(msOf(due) - Date.now(), 'all were opened before they are due').toBeGreaterThan(0);
  });
  afterAll(async () => {
    await desk?.close();
    await own?.stop();
  });

  it('are each recorded as broken at that instant, whatever is killed meanwhile', async () => {
    await pause(Math.max(0, msOf(due) - Date.now()));
    await eventually(async () => (await recorded('clockBreached')) > many / 10, { withinMs: 30_000, everyMs: 50 });
    await desk.worker.kill();
    await desk.restartWorker();
    await eventually(async () => (await recorded('clockBreached')) > many / 3, { withinMs: 60_000, everyMs: 50 });
    await own.killServer();
    await pause(1_000);
    await own.startServer();
    await eventually(async () => (await recorded('urgencyRaised')) >= many, { withinMs: 180_000, everyMs: 500 });
    const instants = await desk.database.db
      .select({ data: protocol.data })
      .from(protocol)
      .where(eq(protocol.type, 'clockBreached'));
    expect(new Set(instants.map(({ data }) => data['breachedAt']))).toEqual(new Set([due]));
  }, 300_000);

  it('are none of them told twice, and none forgotten', async () => {
    for (const type of ['clockBreached', 'rungFired', 'urgencyRaised'] as const) {
      expect(await perTicket(type), type).toEqual(numbers.map(() => 1));
    }
  });

  it('leave every protocol intact', async () => {
    expect(await brokenTickets(desk.database)).toEqual([]);
  });

  /** Reported so long ago that all are due at one instant. */
  async function openAll(): Promise<void> {
    const waiting = Array.from({ length: many }, (_, index) => index);
    const open = async (): Promise<void> => {
      const index = waiting.shift();
      if (index === undefined) return;
      const told = report(`caller-${index}@broken.example`, { reportedAt: before(due, restore) });
      numbers.push((await amira.insist<Seen>('POST', '/tickets', told)).number);
      return open();
    };
    await Promise.all(Array.from({ length: 16 }, open));
  }

  async function recorded(type: EventType): Promise<number> {
    return desk.database.db.$count(protocol, eq(protocol.type, type));
  }

  async function perTicket(type: EventType): Promise<number[]> {
    const rows = await desk.database.db
      .select({ number: protocol.number, times: count() })
      .from(protocol)
      .where(eq(protocol.type, type))
      .groupBy(protocol.number);
    const times = new Map(rows.map((one) => [one.number, one.times]));
    return numbers.map((number) => times.get(number) ?? 0);
  }
});
