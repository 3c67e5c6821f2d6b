import { lt, sql } from 'drizzle-orm';
import type { Reader } from './client.ts';
import { requestCounts } from './schema.ts';

/** So many requests under a key in each stretch of so many seconds. */
export interface Budget {
  readonly key: string;
  readonly requests: number;
  readonly seconds: number;
}

/**
 * Counts one more request under each key, over all processes, and gives the budget that is overdrawn with it, or
 * null. Counted in fixed stretches: one row and one write per key, whoever asks how often.
 */
export async function overdrawn(reader: Reader, budgets: readonly Budget[]): Promise<Budget | null> {
  const counted = await reader
    .insert(requestCounts)
    .values(inOneOrder(budgets).map(({ key, seconds }) => ({ key, since: beginningOf(seconds), requests: 1 })))
    .onConflictDoUpdate({
      target: [requestCounts.key, requestCounts.since],
      set: { requests: sql`${requestCounts.requests} + 1` },
    })
    .returning({ key: requestCounts.key, requests: requestCounts.requests });
  const spent = new Map(counted.map(({ key, requests }) => [key, requests]));
  return budgets.find(({ key, requests }) => (spent.get(key) ?? 0) > requests) ?? null;
}

/** Two requests that share two keys must not wait for each other. */
function inOneOrder(budgets: readonly Budget[]): readonly Budget[] {
  return budgets.toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

function beginningOf(seconds: number) {
  return sql<Date>`to_timestamp(floor(extract(epoch from now()) / ${seconds}::int) * ${seconds}::int)`;
}

/** Counts that no budget looks at any more. */
export async function forgetOldCounts(reader: Reader): Promise<void> {
  await reader.delete(requestCounts).where(lt(requestCounts.since, sql`now() - interval '1 hour'`));
}
