import type { Reader } from '../db/client.ts';
import type { ElementTest } from '../db/element-tests.ts';
import { namesOfElements, testRunsOf, type TestRun } from '../db/test-runs.ts';
import type { Measure } from '../domain/line/tests.ts';
import type { z } from 'zod';
import type { testRunsView, TestRunView } from './schemas/tests.ts';

type Names = ReadonlyMap<string, string>;
type RunsView = z.output<typeof testRunsView>;

/** All runs of a ticket's tests, and what a repair has changed. */
export async function viewTestRuns(reader: Reader, number: string): Promise<RunsView> {
  const runs = await testRunsOf(reader, number);
  const names = await namesOfElements(reader, [...new Set(runs.flatMap(({ tests }) => tests.map(elementOf)))]);
  return { items: runs.map((run) => viewRun(run, names)), comparison: compare(runs, names) };
}

function elementOf({ elementId }: ElementTest): string {
  return elementId;
}

export function viewRun({ run, because, by, startedAt, tests, localized }: TestRun, names: Names): TestRunView {
  return {
    id: String(run),
    because,
    by,
    startedAt,
    endedAt: localized?.endedAt ?? null,
    tests: tests.flatMap((test) => viewTest(test, names) ?? []),
    measures: tests.flatMap(({ measures }) => measures.map((measure) => viewMeasure(measure, names))),
    verdict: localized && viewVerdict(localized.verdict),
  };
}

function viewVerdict(verdict: NonNullable<TestRun['localized']>['verdict']): TestRunView['verdict'] {
  return { ...verdict, between: verdict.between && [...verdict.between], next: [...verdict.next] };
}

/** Null for one that has not ended. */
export function viewTest(test: ElementTest, names: Names): TestRunView['tests'][number] | null {
  const { id, elementId, site, outcome, startedAt, endedAt } = test;
  if (outcome === null || endedAt === null) return null;
  const when = { startedAt: startedAt.toISOString(), endedAt: endedAt.toISOString() };
  return { id, element: elementId, elementName: names.get(elementId) ?? null, site, outcome, ...when };
}

export function viewMeasure(measure: Measure, names: Names): TestRunView['measures'][number] {
  const { elementId, metricName, value, unit, kind, via, at, threshold, violated } = measure;
  const broken = violated && threshold;
  return {
    ...{ metricName, value, unit, kind, via, at },
    element: elementId,
    elementName: names.get(elementId) ?? null,
    ...(broken && { ruleViolation: { op: broken.op, value: broken.value, severity: broken.severity } }),
  };
}

/** The last run before the latest repair that was tested, beside the run that tested it. */
function compare(runs: readonly TestRun[], names: Names): RunsView['comparison'] {
  const afterAt = runs.findLastIndex(({ because, localized }) => because === 'restored' && localized !== null);
  const after = runs[afterAt];
  const before = runs.slice(0, Math.max(0, afterAt)).findLast(({ localized }) => localized !== null);
  if (!after || !before) return null;
  return { before: String(before.run), after: String(after.run), measures: sideBySide(before, after, names) };
}

function sideBySide(before: TestRun, after: TestRun, names: Names): NonNullable<RunsView['comparison']>['measures'] {
  const [was, is] = [before, after].map(({ tests }) => new Map(tests.flatMap(({ measures }) => measures.map(keyed))));
  const keys = [...new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])])];
  return keys.flatMap((key) => {
    const [old, now] = [was?.get(key), is?.get(key)];
    const either = now ?? old;
    if (!either) return [];
    const { elementId: element, metricName, via, unit } = either;
    const values = { before: old?.value ?? null, after: now?.value ?? null };
    return [{ element, elementName: names.get(element) ?? null, metricName, via, unit, ...values }];
  });
}

function keyed(measure: Measure): [string, Measure] {
  return [`${measure.elementId} ${measure.kind} ${measure.via} ${measure.metricName}`, measure];
}
