import { sql } from 'drizzle-orm';
import type { Tx } from '../client.ts';
import { wakeRelay } from '../orders.ts';
import { orders, visits } from '../schema.ts';

/** Time of an engineer became free, or a shift was planned: whoever waits for somebody looks again, the urgent first. */
export async function wakeWaiting(tx: Tx): Promise<void> {
  const woken = await tx.execute(sql`
    insert into ${orders} (visit_id, kind)
    select ${visits.id}, 'visitChanged' from ${visits} where ${visits.waiting}
    order by ${visits.priority}, ${visits.requestedAt}
    returning id`);
  if (woken.length > 0) await wakeRelay(tx);
}
