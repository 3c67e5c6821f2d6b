import type { Tx } from './client.ts';
import { calls } from './schema.ts';

/** A call that is about no ticket (yet). */
export type LooseCall = Pick<
  typeof calls.$inferInsert,
  'id' | 'direction' | 'outcome' | 'phone' | 'text' | 'durationSeconds' | 'loggedBy'
>;

export async function logLooseCall(tx: Tx, call: LooseCall): Promise<void> {
  await tx.insert(calls).values(call);
}
