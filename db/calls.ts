import type { Instant } from '../domain/instant.ts';
import type { Tx } from './client.ts';
import { calls } from './schema.ts';

/** A call that is about no ticket (yet). */
export type LooseCall = Pick<
  typeof calls.$inferInsert,
  'id' | 'direction' | 'outcome' | 'phone' | 'text' | 'durationSeconds' | 'loggedBy'
>;

/** Gives back when. */
export async function logLooseCall(tx: Tx, call: LooseCall): Promise<Instant> {
  const [logged] = await tx.insert(calls).values(call).returning({ at: calls.loggedAt });
  if (!logged) throw new Error('a call was logged, and nothing came back');
  return logged.at.toISOString();
}
