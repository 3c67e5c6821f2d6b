import type { PlannedTest, ProbeOrder, TestResult } from '../domain/line/tests.ts';
import { kinds } from './kinds/index.ts';
import { runGroup, type Group, type Running } from './run-group.ts';
import { slots } from './slots.ts';

/** What carries out an order, beside the order. */
export interface Carrying extends Running {
  readonly heartbeat: () => void;
}

const atOnce = 64;
const heartbeatMs = 1_000;

/**
 * Carries out all tests of an order side by side, within `longestMs`, and gives one result for each, in their order.
 * Whatever a network answers is a result; so is a fault of ours, which is logged as well. When the signal comes, what
 * is under way is ended and its result is an error.
 */
export async function runTests(order: ProbeOrder, { heartbeat, ...running }: Carrying): Promise<TestResult[]> {
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), order.longestMs);
  const beating = setInterval(heartbeat, heartbeatMs);
  const signal = AbortSignal.any([running.signal, over.signal]);
  const inSlot = slots(atOnce);
  try {
    const groups = groupsOf(order.tests).map((group) => inSlot(() => runGroup(group, { ...running, signal })));
    const results = new Map((await Promise.all(groups)).flat().map((result) => [result.id, result]));
    return order.tests.flatMap(({ id }) => results.get(id) ?? []);
  } finally {
    clearTimeout(timer);
    clearInterval(beating);
  }
}

/** Tests of a kind that does many at once go together; every other one goes alone. */
function groupsOf(tests: readonly PlannedTest[]): Group[] {
  const known = [...new Set(tests.map(({ kind }) => kind))];
  return known.flatMap((name): Group[] => {
    const ofKind = tests.filter(({ kind }) => kind === name);
    const kind = Object.hasOwn(kinds, name) ? kinds[name] : null;
    if (kind !== null && 'testAll' in kind) return [{ kind, tests: ofKind }];
    return ofKind.map((test) => ({ kind, tests: [test] }));
  });
}
