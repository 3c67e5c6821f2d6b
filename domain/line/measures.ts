import type { Measure, Measured, PlannedTest, TestResult, TestSpecification, Threshold } from './tests.ts';

export type Outcome = 'pass' | 'fail' | 'error';

/** A test's measures beside the worst limit that each breaks. A test that the probe could not do measures nothing. */
export function measuresOf(
  test: PlannedTest,
  result: TestResult,
  specification: TestSpecification | null,
): readonly Measure[] {
  if (result.outcome === 'error') return [];
  const { elementId, kind, via } = test;
  return result.measures.map((measured) => {
    const threshold = brokenLimit(measured, specification?.thresholds ?? []);
    const seen = { ...measured, elementId, kind, via, at: result.endedAt, violated: threshold !== undefined };
    return threshold ? { ...seen, threshold } : seen;
  });
}

const gravity = { critical: 3, major: 2, minor: 1 } as const;

function brokenLimit({ metricName, value }: Measured, thresholds: readonly Threshold[]): Threshold | undefined {
  return thresholds
    .filter((limit) => limit.metricName === metricName && breaks(value, limit))
    .toSorted((one, other) => gravity[other.severity] - gravity[one.severity])[0];
}

/** Only numbers are greater or less; a limit of another type than the measure is not broken by it, except by `!=`. */
function breaks(value: Measured['value'], limit: Threshold): boolean {
  if (limit.op === '=') return value === limit.value;
  if (limit.op === '!=') return value !== limit.value;
  return typeof value === 'number' && typeof limit.value === 'number' && compare[limit.op](value, limit.value);
}

const compare = {
  '>': (value: number, limit: number) => value > limit,
  '>=': (value: number, limit: number) => value >= limit,
  '<': (value: number, limit: number) => value < limit,
  '<=': (value: number, limit: number) => value <= limit,
} as const;

/**
 * What one element's tests came to. `error`: none could be done, which says nothing about the element. `fail`: nothing
 * was heard from it, or a limit of weight is broken. Silence around the line alone is the management network's.
 */
export function outcomeOf(results: readonly TestResult[], measures: readonly Measure[]): Outcome {
  if (results.every(({ outcome }) => outcome === 'error')) return 'error';
  const isBroken = measures.some(({ violated, threshold }) => violated && threshold && threshold.severity !== 'minor');
  return isBroken || !isHeard(measures) ? 'fail' : 'pass';
}

function isHeard(measures: readonly Measure[]): boolean {
  const reached = measures.filter(({ metricName }) => metricName === 'reachable');
  const overLine = reached.filter(({ via }) => via === 'line');
  const counted = overLine.length > 0 ? overLine : reached;
  return counted.length === 0 || counted.some(({ value }) => value === true);
}
