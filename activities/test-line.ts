import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../db/client.ts';
import { claimTests, elementTestsById, endTest, type Claimed, type ElementTest } from '../db/element-tests.ts';
import { msOf } from '../domain/instant.ts';
import { localizationTakesMs, type Run } from '../domain/localization.ts';
import { measuresOf, outcomeOf } from '../domain/line/measures.ts';
import type { PlannedTest, ProbeReport, TestedElement, TestResult, TestSpecification } from '../domain/line/tests.ts';
import type { Probes } from './probes.ts';

export interface Testable {
  readonly database: Database;
  readonly probes: Probes;
}

/** What one run is about to test. */
export interface Line {
  readonly number: string;
  readonly run: Run;
  readonly chain: readonly TestedElement[];
  readonly plan: readonly PlannedTest[];
  readonly specifications: readonly TestSpecification[];
}

/**
 * Has the elements of a line tested, each by its site's probe, all sites at once; what another run has just tested is
 * taken from there. Answers with a test for each element that can be tested, some of them without an end where the
 * time was over.
 */
export async function testLine(testable: Testable, line: Line, signal: AbortSignal): Promise<ElementTest[]> {
  const { db } = testable.database;
  const claimed = await claimTests(db, { elements: wantedOf(testable, line), ...sharing(line) });
  const sites = new Set(claimed.filter(({ mine }) => mine).map(({ test }) => test.site));
  await Promise.all([...sites].map(async (site) => testFrom(testable, line, { site, claimed }, signal)));
  return untilEnded(testable, claimed, signal);
}

function wantedOf({ probes }: Testable, { chain, plan }: Line): { readonly id: string; readonly site: string }[] {
  const planned = new Set(plan.map(({ elementId }) => elementId));
  return chain.filter(({ id }) => planned.has(id)).map(({ id, probeSite }) => ({ id, site: probeSite ?? probes.site }));
}

/** Whoever asks for a test wants to know how it is now; who opens a ticket takes what was seen seconds ago. */
function sharing({ number, run: { run, because, startedAt, specificationIds } }: Line) {
  const claimant = `${number}/${run}`;
  if (specificationIds.length > 0) return { claimant, since: 'never' as const };
  const now = because === 'asked' || because === 'restored' || because === 'reopened';
  return { claimant, since: now ? { at: startedAt } : ('recently' as const) };
}

interface AtSite {
  readonly site: string;
  readonly claimed: readonly Claimed[];
}

async function testFrom(testable: Testable, line: Line, { site, claimed }: AtSite, signal: AbortSignal): Promise<void> {
  const tests = claimed.filter(({ mine, test }) => mine && test.site === site).map(({ test }) => test);
  const elements = new Set(tests.map(({ elementId }) => elementId));
  const planned = line.plan.filter(({ elementId }) => elements.has(elementId));
  const order = { site, tests: planned, longestMs: probingTakesMs };
  const report = await testable.probes.ask(order, `localization-${line.number}-${line.run.run}-${site}`, signal);
  const { db } = testable.database;
  await Promise.all(tests.map(async ({ id, elementId }) => endTest(db, id, endedBy(line, elementId, report))));
}

/** Of the time for a run, what the probes may take; the rest is the way to them and back. */
const probingTakesMs = localizationTakesMs - 15_000;

function endedBy({ plan, specifications }: Line, elementId: string, { away, results }: ProbeReport) {
  const own = results.filter((result) => result.elementId === elementId);
  const measures = own.flatMap((result) => {
    const test = plan.find(({ id }) => id === result.id);
    if (!test) return [];
    return measuresOf(test, result, specifications.find(({ id }) => id === test.specificationId) ?? null);
  });
  const outcome = away ? ('blind' as const) : outcomeOf(own, measures);
  return { outcome, measures, raw: rawOf(own) };
}

/** Of all tests of an element together. */
const longestRaw = 16_000;

function rawOf(results: readonly TestResult[]): string {
  return results
    .map(({ kind, via, failure, raw }) => `[${kind} ${via}${failure === undefined ? '' : ` ${failure}`}]\n${raw}`)
    .join('\n')
    .slice(0, longestRaw);
}

/** Waits for those that other runs carry out, while one begun then may still come to its end. */
async function untilEnded(
  { database }: Testable,
  claimed: readonly Claimed[],
  signal: AbortSignal,
): Promise<ElementTest[]> {
  const ids = claimed.map(({ test }) => test.id);
  for (let patienceMs = 100; ; patienceMs = Math.min(500, 2 * patienceMs)) {
    const tests = await elementTestsById(database.db, ids);
    if (!tests.some(isOnItsWay)) return tests;
    await pause(patienceMs, undefined, { signal });
  }
}

function isOnItsWay({ endedAt, startedAt }: ElementTest): boolean {
  return endedAt === null && Date.now() - msOf(startedAt.toISOString()) < localizationTakesMs - 10_000;
}
