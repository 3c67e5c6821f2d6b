import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Caller } from '../support/caller.ts';
import { whyNoPostgres } from '../support/database.ts';
import type { DemoNetwork } from '../support/demo-network.ts';
import { eventually } from '../support/eventually.ts';
import { describeUnless } from '../support/provided.ts';
import { brokenTickets } from '../support/protocols.ts';
import { startDesk, type RunningDesk } from '../support/running-desk.ts';
import { whyNoTemporal } from '../support/temporal.ts';
import { report, typesOf, type Seen } from '../support/tickets-by-api.ts';

interface Run {
  readonly id: string;
  readonly because: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly tests: readonly { readonly elementName: string; readonly outcome: string }[];
  readonly verdict: {
    readonly code: string;
    readonly zone: string;
    readonly party: string;
    readonly text: { readonly en: string };
  } | null;
}

describeUnless(whyNoPostgres ?? whyNoTemporal, 'the search for a fault', () => {
  let desk: RunningDesk;
  let network: DemoNetwork;
  let amira: Caller;
  beforeAll(async () => {
    desk = await startDesk({ network: true });
    network = desk.network!;
    amira = await desk.as('agent');
  });
  afterAll(() => desk?.close());

  const opens = async () => (await amira.done<Seen>('POST', '/tickets', report('vera@localization.example'))).number;
  const runs = async (number: string) => (await amira.done<{ items: Run[] }>('GET', `/tickets/${number}/tests`)).items;
  /** The run of that number, once it has its verdict. */
  const verdict = (number: string, id = '1') =>
    eventually(
      async () => {
        const run = (await runs(number)).find((one) => one.id === id);
        if (!run?.verdict) throw new Error(`run ${id} of ${number} has no verdict`);
        return { ...run, verdict: run.verdict };
      },
      { withinMs: 60_000, everyMs: 100 },
    );

  it('begins with the opening and finds a line in order', async () => {
    const number = await opens();
    const run = await verdict(number);
    expect(run).toMatchObject({ because: 'opened', verdict: { code: 'noFaultFound' } });
    expect(run.tests.map(({ outcome }) => outcome)).toEqual(run.tests.map(() => 'pass'));
    expect(run.tests.length).toBeGreaterThanOrEqual(6);
    expect(await typesOf(amira, number)).toEqual(
      expect.arrayContaining(['localizationStarted', 'testRecorded', 'faultLocalized']),
    );
  });

  it('names the zone of a cut, and finds the line well again after the repair', async () => {
    await network.tell('cut', 'access-7');
    const number = await opens();
    // What was tested seconds before the cut is shared with this ticket: a test of its own knows better.
    await verdict(number);
    await amira.done('POST', `/tickets/${number}/tests`, {});
    expect((await verdict(number, '2')).verdict).toMatchObject({ code: 'linkDown', zone: 'access', party: 'operator' });
    const ticket = await amira.done<{ zone: object; warnings: object[] }>('GET', `/tickets/${number}`);
    expect(ticket).toMatchObject({ zone: { suspected: 'access', confirmed: null }, warnings: [{ code: 'lineFails' }] });
    await network.tell('restore');
    await amira.done('PUT', `/tickets/${number}/resolution`, { cause: 'обрыв', measures: 'сварка', zone: 'access' });
    expect(await verdict(number, '3')).toMatchObject({ because: 'restored', verdict: { code: 'noFaultFound' } });
  });

  it('says within seconds that it cannot tell while the site’s probe is away, and blames nobody', async () => {
    await network.probe.kill();
    const number = await opens();
    await verdict(number);
    await amira.done('POST', `/tickets/${number}/tests`, {});
    const blind = await verdict(number, '2');
    expect(blind.verdict).toMatchObject({ code: 'probeBlind', zone: 'unknown', party: null });
    expect(blind.verdict.text.en).toContain('demo');
    expect(Date.parse(blind.endedAt!) - Date.parse(blind.startedAt)).toBeLessThan(30_000);
    await network.restartProbe();
    await amira.done('POST', `/tickets/${number}/tests`, {});
    expect((await verdict(number, '3')).verdict).toMatchObject({ code: 'noFaultFound' });
  });

  it('goes on after the worker was killed amid the tests', async () => {
    await network.tell('kill', 'cpe-1');
    const number = await opens();
    await desk.worker.kill();
    await desk.restartWorker();
    await verdict(number);
    const entries = await typesOf(amira, number);
    expect(entries.filter((type) => type === 'faultLocalized')).toHaveLength(1);
    await network.tell('restore');
  });

  it('leaves protocols that verify', async () => {
    expect(await brokenTickets(desk.database)).toEqual([]);
  });
});
