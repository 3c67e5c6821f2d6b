import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { reservations, visits } from '../../db/schema.ts';
import type { Caller } from '../support/caller.ts';
import { whyNoPostgres } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { hardwareAt, keptForNobody, openVisitsIn, sentAtOnce, type SeenField } from '../support/field-by-api.ts';
import { describeUnless } from '../support/provided.ts';
import { brokenTickets } from '../support/protocols.ts';
import { startDesk, type RunningDesk } from '../support/running-desk.ts';
import { whyNoTemporal } from '../support/temporal.ts';
import { report, typesOf, type Seen } from '../support/tickets-by-api.ts';

/** Elements of the demo's network at which something can be replaced, each its own fault. */
const places = [1, 2, 3, 4, 6, 7];
/** Two callers for each: the second joins the first one's visit. */
const callers = places.flatMap((place) => [place, place]);
/** A worker takes its time to start on a busy machine, and is killed several times. */
const patienceMs = 240_000;

describeUnless(whyNoPostgres ?? whyNoTemporal, 'kill -9 at each step from the zone to the booking', () => {
  let desk: RunningDesk;
  let amira: Caller;
  let sergei: Caller;
  const numbers: string[] = [];

  beforeAll(async () => {
    desk = await startDesk({ terms: sentAtOnce });
    [amira, sergei] = await Promise.all([desk.as('agent'), desk.as('supervisor')]);
  });
  afterAll(() => desk?.close());

  it('leaves each fault its one visit, looked after, and each ticket told', async () => {
    for (const [index] of callers.entries()) {
      numbers.push((await amira.done<Seen>('POST', '/tickets', report(`caller-${index}@kills.example`))).number);
    }
    await Promise.all([confirmAll(), killAgainAndAgain()]);
    await eventually(
      async () => {
        const seen = await Promise.all(numbers.map((number) => amira.done<SeenField>('GET', `/tickets/${number}`)));
        const waiting = seen.filter(({ visits: known }) => known.length === 0);
        if (waiting.length > 0) throw new Error(`${waiting.length} tickets have no visit`);
        const rows = await desk.database.db.select().from(visits);
        const idle = rows.filter(({ engineerId, waiting: waits }) => engineerId === null && !waits);
        if (idle.length > 0) throw new Error(`${idle.length} visits have nobody and look for nobody`);
        return true;
      },
      { withinMs: patienceMs, everyMs: 250 },
    );
    expect(await openVisitsIn(desk.database)).toBe(places.length);
    expect(await keptForNobody(desk.database)).toEqual([]);
  }, 500_000);

  it('makes each visit once, and reserves for each once', async () => {
    const lives = await Promise.all(numbers.map((number) => typesOf(amira, number)));
    const asked = lives.map(
      (types) => types.filter((type) => type === 'visitProposed' || type === 'visitJoined').length,
    );
    expect(asked).toEqual(numbers.map(() => 1));
    const kept = await desk.database.db.select().from(reservations);
    expect(kept.length).toBeGreaterThan(0);
    expect(new Set(kept.map(({ visitId }) => visitId)).size).toBe(kept.length);
  });

  it('and again while all of them are called off, gives everything back', async () => {
    const cancel = { kind: 'contractEnded', reason: 'договор расторгнут', document: '№ 17' };
    await Promise.all([
      ...numbers.map((number) => sergei.insist('PUT', `/tickets/${number}/cancellation`, cancel, patienceMs)),
      killAgainAndAgain(),
    ]);
    await eventually(async () => (await openVisitsIn(desk.database)) === 0, { withinMs: patienceMs, everyMs: 250 });
    expect(await keptForNobody(desk.database)).toEqual([]);
    const rows = await desk.database.db.select().from(reservations);
    expect(rows.map(({ status }) => status)).toEqual(rows.map(() => 'released'));
    expect(await brokenTickets(desk.database)).toEqual([]);
  }, 500_000);

  async function confirmAll(): Promise<void> {
    const zones = callers.map((place) => hardwareAt(place, place === 7 ? 'aggregation' : 'access'));
    await Promise.all(
      zones.map((zone, index) => amira.insist('PUT', `/tickets/${numbers[index]}/zone`, zone, patienceMs)),
    );
  }

  /** Each time a little later after the start of the worker: every step is met by a kill sooner or later. */
  async function killAgainAndAgain(): Promise<void> {
    for (const afterMs of [50, 300, 900]) {
      await pause(afterMs);
      await desk.worker.kill();
      await desk.restartWorker();
    }
  }
});
