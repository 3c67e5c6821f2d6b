import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { expect, it } from 'vitest';
import { localize } from '../../activities/localize.ts';
import type { Probes } from '../../activities/probes.ts';
import { digestOfTest, elementTestsById } from '../../db/element-tests.ts';
import { recordFact } from '../../db/facts.ts';
import { readEntries, verify } from '../../db/protocol.ts';
import { elements, scheduledWorks } from '../../db/schema.ts';
import { ticketOf } from '../../db/telling.ts';
import { failingTogether } from '../../db/failing-together.ts';
import type { EventData, EventType } from '../../domain/events.ts';
import { instantOf } from '../../domain/instant.ts';
import { requestTests } from '../../domain/test-request.ts';
import type { PlannedTest, ProbeOrder, ProbeReport, TestResult } from '../../domain/line/tests.ts';
import type { Ticket } from '../../domain/ticket.ts';
import { amira } from '../support/cast.ts';
import { whyNoPostgres } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';
import { openedOn, ownDatabase } from '../support/tickets-on-database.ts';

const never = new AbortController().signal;

/** Probes that hear everything but what is dead, and remember what they were asked. */
function probesHearing(dead: ReadonlySet<string> = new Set()) {
  const asked: { readonly id: string; readonly order: ProbeOrder }[] = [];
  const probes: Probes = {
    site: 'demo',
    ask: (order, id) => {
      asked.push({ id, order });
      return Promise.resolve({ site: order.site, away: false, results: order.tests.map((test) => heard(test, dead)) });
    },
  };
  return { probes, asked, tested: () => asked.flatMap(({ order }) => order.tests.map(({ elementId }) => elementId)) };
}

function heard({ id, elementId, kind, via }: PlannedTest, dead: ReadonlySet<string>): TestResult {
  const at = instantOf(Date.now());
  const reachable = !dead.has(elementId);
  const measures = [{ metricName: 'reachable', value: reachable, unit: '' } as const];
  const raw = reachable ? 'SSH-2.0-element' : 'nothing';
  return { id, elementId, kind, via, startedAt: at, endedAt: at, outcome: 'done', measures, raw };
}

describeUnless(whyNoPostgres, 'localize', () => {
  const own = ownDatabase();
  const db = () => own().database.db;

  async function element(zone: 'cpe' | 'access' | 'aggregation' | 'core'): Promise<string> {
    const id = v7();
    const probes = [{ kind: 'tcp' as const, port: 22 }];
    await db()
      .insert(elements)
      .values({ id, name: `${zone} ${id.slice(-4)}`, zone, address: '192.0.2.1', probes, owner: 'operator' });
    return id;
  }
  /** A line of its own up to the access; aggregation and core are those of all. */
  async function lines(count: number) {
    const [aggregation, core] = [await element('aggregation'), await element('core')];
    const ends = [];
    for (let at = 0; at < count; at++) ends.push([await element('cpe'), await element('access')] as const);
    return ends.map(([cpe, access]) => ({ cpe, access, aggregation, core, chain: [cpe, access, aggregation, core] }));
  }
  const line = async () => (await lines(1))[0]!;
  const opened = (chain: readonly string[]) => openedOn(own().database, { localizes: true, chain, serviceId: v7() });
  const run = (probes: Probes, { number, foldedUpTo }: Ticket, which = 1) =>
    localize({ database: own().database, probes }, { number, run: which, foldedUpTo }, never);
  const now = (number: string) => ticketOf(db(), number);
  async function data<T extends EventType>({ number }: Ticket, type: T): Promise<EventData[T][]> {
    const entries = await readEntries(db(), number);
    return entries.filter((entry) => entry.type === type).map((entry) => entry.data as EventData[T]);
  }
  async function asksAgain({ number }: Ticket): Promise<Ticket> {
    const ask = (ticket: Ticket, at: string) => requestTests(ticket, { specificationIds: [] }, amira, at);
    return (await db().transaction((tx) => recordFact(tx, number, ask, 'factsRecorded'))).ticket;
  }

  it('says in the protocol where the fault lies, and keeps what was heard as evidence', async () => {
    const { chain, cpe, access } = await line();
    const ticket = await opened(chain);
    const { entries } = await run(probesHearing(new Set([cpe, access])).probes, ticket);
    expect(entries.map(({ type }) => type)).toEqual([...chain.map(() => 'testRecorded'), 'faultLocalized']);
    expect((await now(ticket.number)).localization).toMatchObject({ suspected: { zone: 'access', element: access } });
    const recorded = await data(ticket, 'testRecorded');
    const kept = await elementTestsById(
      db(),
      recorded.map(({ testId }) => testId),
    );
    expect(new Set(kept.map(digestOfTest))).toEqual(new Set(recorded.map(({ digest }) => digest)));
    expect(kept.find(({ elementId }) => elementId === cpe)).toMatchObject({
      outcome: 'fail',
      raw: expect.stringContaining('nothing'),
    });
    expect(await verify(db(), ticket.number)).toMatchObject({ intact: true });
  });

  it('says it once, however often it runs', async () => {
    const ticket = await opened((await line()).chain);
    const { probes, asked } = probesHearing();
    await run(probes, ticket);
    await run(probes, ticket);
    expect(asked).toHaveLength(1);
    expect(await data(ticket, 'faultLocalized')).toHaveLength(1);
  });

  it('goes on with the tests that a worker had begun when it died', async () => {
    const ticket = await opened((await line()).chain);
    const { probes, asked } = probesHearing();
    const dying: Probes = { ...probes, ask: () => Promise.reject(new Error('the worker died')) };
    await expect(run(dying, ticket)).rejects.toThrow('the worker died');
    await run(probes, ticket);
    expect(asked.map(({ id }) => id)).toEqual([`localization-${ticket.number}-1-demo`]);
    expect(await data(ticket, 'testRecorded')).toHaveLength(4);
  });

  it('tests what many lines share once for all of them', async () => {
    const shared = await lines(20);
    const { probes, tested } = probesHearing(new Set([shared[0]!.aggregation]));
    const slow: Probes = {
      ...probes,
      ask: async (...asked) => {
        await new Promise((done) => setTimeout(done, 50));
        return probes.ask(...asked);
      },
    };
    const tickets = await Promise.all(shared.map(({ chain }) => opened(chain)));
    await Promise.all(tickets.map((ticket) => run(slow, ticket)));
    const times = (id: string) => tested().filter((one) => one === id).length;
    expect([times(shared[0]!.aggregation), times(shared[0]!.core)]).toEqual([1, 1]);
    const verdicts = await Promise.all(tickets.map((ticket) => data(ticket, 'faultLocalized')));
    expect(verdicts.every((one) => one.length === 1)).toBe(true);
  });

  it('tests anew for whoever asks', async () => {
    const ticket = await opened((await line()).chain);
    await run(probesHearing().probes, ticket);
    const { probes, tested } = probesHearing();
    await run(probes, await asksAgain(ticket), 2);
    expect(tested()).toHaveLength(4);
  });

  it('asks each element’s own site, and says so where one does not answer', async () => {
    const { chain, cpe } = await line();
    await db().update(elements).set({ probeSite: 'far' }).where(eq(elements.id, cpe));
    const { probes } = probesHearing();
    const away: Probes = {
      ...probes,
      ask: (order, id, signal) =>
        order.site === 'far'
          ? Promise.resolve<ProbeReport>({ site: 'far', away: true, results: [] })
          : probes.ask(order, id, signal),
    };
    const ticket = await opened(chain);
    await run(away, ticket);
    const [{ verdict }] = (await data(ticket, 'faultLocalized')) as [EventData['faultLocalized']];
    expect(verdict).toMatchObject({ code: 'probeBlind', zone: 'unknown', party: null });
    expect(verdict.text.en).toContain('far');
    expect((await data(ticket, 'testRecorded')).find(({ element: id }) => id === cpe)?.outcome).toBe('blind');
  });

  it('knows of planned works', async () => {
    const { chain, access, cpe } = await line();
    const [from, to] = [new Date(Date.now() - 60_000), new Date(Date.now() + 60_000)];
    await db()
      .insert(scheduledWorks)
      .values({ id: v7(), title: 'Замена платы', elements: [access], from, to });
    const ticket = await opened(chain);
    await run(probesHearing(new Set([cpe, access])).probes, ticket);
    expect((await now(ticket.number)).localization?.suspected).toMatchObject({ code: 'plannedWork' });
  });

  it('says how many services fail at one element', async () => {
    const shared = await lines(3);
    const { aggregation } = shared[0]!;
    const dead = new Set([aggregation, ...shared.flatMap(({ cpe, access }) => [cpe, access])]);
    for (const { chain } of shared) await run(probesHearing(dead).probes, await opened(chain));
    const found = await failingTogether(db(), [aggregation], { number: 'none', serviceId: null });
    expect(found).toEqual([expect.objectContaining({ elementId: aggregation, failing: 3 })]);
  });

  it('leaves a ticket alone that has ended meanwhile', async () => {
    const ticket = await opened((await line()).chain);
    await db().transaction((tx) =>
      recordFact(
        tx,
        ticket.number,
        (_known, at) => [{ type: 'ticketRejected', by: { kind: 'system' }, data: { rejectedAt: at } }],
        null,
      ),
    );
    await run(probesHearing().probes, ticket);
    expect(await data(ticket, 'faultLocalized')).toEqual([]);
  });
});
