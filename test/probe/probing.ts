import type { PlannedTest, ProbeOrder, TestResult } from '../../domain/line/tests.ts';
import { allowing } from '../../probe/address.ts';
import { runTests } from '../../probe/run-tests.ts';
import type { Secrets } from '../../probe/secrets.ts';

export interface Wanted extends Pick<PlannedTest, 'kind'> {
  readonly id?: string;
  readonly address?: string;
  readonly settings?: Record<string, unknown>;
  readonly timeoutMs?: number;
}

export interface Site {
  readonly secrets?: Secrets;
  /** The site of these tests lists loopback, where everything here lives. */
  readonly allow?: readonly string[];
  readonly signal?: AbortSignal;
  readonly longestMs?: number;
  readonly heartbeat?: () => void;
}

export interface Logged {
  readonly err: unknown;
}

/** What the probe of a site makes of an order, and what it found worth complaining about. */
export async function probed(
  wanted: readonly Wanted[],
  site: Site = {},
): Promise<{ results: TestResult[]; complaints: Logged[] }> {
  const complaints: Logged[] = [];
  const results = await runTests(orderOf(wanted, site.longestMs), {
    signal: site.signal ?? new AbortController().signal,
    heartbeat: site.heartbeat ?? (() => undefined),
    secrets: site.secrets ?? {},
    allowed: allowing(site.allow ?? ['127.0.0.0/8', '::1/128', '10.0.0.0/8']),
    log: { error: (fields: unknown) => void complaints.push(fields as Logged) },
  });
  return { results, complaints };
}

/** A single test; a fault of the probe's own fails the test that caused it. */
export async function seen(wanted: Wanted, site: Site = {}): Promise<TestResult> {
  const { results, complaints } = await probed([wanted], site);
  for (const { err } of complaints) throw err;
  const [result] = results;
  if (!result) throw new Error('the probe gave no result');
  return result;
}

export function valuesOf({ measures }: Pick<TestResult, 'measures'>): Record<string, unknown> {
  return Object.fromEntries(measures.map(({ metricName, value }) => [metricName, value]));
}

/** How long it took, by its own account. */
export function tookMs({ startedAt, endedAt }: TestResult): number {
  return Date.parse(endedAt) - Date.parse(startedAt);
}

function orderOf(wanted: readonly Wanted[], longestMs = 20_000): ProbeOrder {
  const tests = wanted.map((one, index): PlannedTest => ({
    id: one.id ?? `test-${index}`,
    elementId: `element-${index}`,
    specificationId: null,
    kind: one.kind,
    via: 'line',
    address: one.address ?? '127.0.0.1',
    settings: one.settings ?? {},
    timeoutMs: one.timeoutMs ?? 1_000,
  }));
  return { site: 'demo', tests, longestMs };
}
