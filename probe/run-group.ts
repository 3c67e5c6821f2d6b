import { z } from 'zod';
import type { PlannedTest, TestResult } from '../domain/line/tests.ts';
import type { Logger } from '../runtime/logger.ts';
import { resolveAllowed } from './address.ts';
import { evidenceWithout } from './evidence.ts';
import { TestFailed, type Around, type Asked, type Kind, type Seen } from './kind.ts';
import { secretValues } from './secrets.ts';

/** Tests that are carried out in one go: they begin and end together. */
export interface Group {
  /** Null for one that this probe does not know: the desk is newer. */
  readonly kind: Kind | null;
  readonly tests: readonly PlannedTest[];
}

export interface Running extends Around {
  readonly log: Pick<Logger, 'error'>;
}

/** What a kind may take beyond its tests' own time before it is given up. */
const graceMs = 1_000;

/** Never rejects: one result for each test, in their order. */
export async function runGroup({ kind, tests }: Group, running: Running): Promise<TestResult[]> {
  const startedAt = new Date().toISOString();
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), Math.max(...tests.map(({ timeoutMs }) => timeoutMs)) + graceMs);
  const within = { ...running, signal: AbortSignal.any([running.signal, over.signal]) };
  const ready = await Promise.all(tests.map((test) => prepare(kind, test, within)));
  const asked = ready.flatMap((one) => ('asked' in one ? [one.asked] : []));
  const answers = kind === null ? [] : await answersOf(kind, asked, within);
  clearTimeout(timer);
  return ready.map((one) => {
    const seen = 'failed' in one ? one.failed : (answers[asked.indexOf(one.asked)] ?? unanswered);
    return resultOf(one.test, seen, { startedAt, ...running });
  });
}

const unanswered: Seen = { measures: [], raw: '', failure: 'probeFailed' };

type Ready =
  | { readonly test: PlannedTest; readonly asked: Asked<unknown> }
  | { readonly test: PlannedTest; readonly failed: Seen };

async function prepare(kind: Kind | null, test: PlannedTest, running: Running): Promise<Ready> {
  try {
    if (kind === null) throw new TestFailed('kindUnknown', `this probe knows no tests of the kind ${test.kind}`);
    const parsed = kind.settings.safeParse(test.settings);
    if (!parsed.success) throw new TestFailed('badSettings', z.prettifyError(parsed.error));
    const host = kind.host?.(parsed.data) ?? test.address;
    return { test, asked: { test, settings: parsed.data, target: await resolveAllowed(host, running.allowed) } };
  } catch (error) {
    return { test, failed: failedBy(error, running) };
  }
}

async function answersOf(kind: Kind, asked: readonly Asked<unknown>[], running: Running): Promise<readonly Seen[]> {
  if (asked.length === 0) return [];
  try {
    running.signal.throwIfAborted();
    return await Promise.race([carryOut(kind, asked, running), aborted(running.signal)]);
  } catch (error) {
    const failed = failedBy(error, running);
    return asked.map(() => failed);
  }
}

function carryOut(kind: Kind, asked: readonly Asked<unknown>[], around: Around): Promise<readonly Seen[]> {
  if ('testAll' in kind) return kind.testAll(asked, around);
  return Promise.all(asked.map((one) => kind.test(one, around)));
}

/** Whatever a kind waits for, nobody waits for the kind longer than this. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const giveUp = () => reject(new TestFailed('tookTooLong', 'not done in time'));
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
  });
}

function failedBy(error: unknown, { signal, log }: Running): Seen {
  if (error instanceof TestFailed) return { measures: [], raw: error.message, failure: error.failure };
  if (signal.aborted) return { measures: [], raw: 'not done in time', failure: 'tookTooLong' };
  log.error({ err: error }, 'a test could not be carried out');
  return unanswered;
}

interface Circumstances {
  readonly startedAt: string;
  readonly secrets: Around['secrets'];
}

/** Where something was measured, the test is done, even if a reason says that it is not the whole answer. */
function resultOf(
  test: PlannedTest,
  { measures, raw, failure }: Seen,
  { startedAt, secrets }: Circumstances,
): TestResult {
  const { id, elementId, kind, via } = test;
  const evidence = evidenceWithout(secretValues(secrets));
  return {
    ...{ id, elementId, kind, via, startedAt },
    endedAt: new Date().toISOString(),
    outcome: failure !== undefined && measures.length === 0 ? 'error' : 'done',
    ...(failure !== undefined && { failure }),
    measures: evidence.measures(measures),
    raw: evidence.raw(raw),
  };
}
