import { asc, isNull, or, sql } from 'drizzle-orm';
import type { Reader } from '../client.ts';
import { scheduledWorks } from '../schema.ts';

/** Works that need a workflow: not over yet, or with somebody still to be told. */
export async function openWorks(reader: Reader): Promise<string[]> {
  const owes = sql`exists (select from works_notices notice
    where notice.works_id = ${scheduledWorks.id} and notice.outcome = 'queued')`;
  const rows = await reader
    .select({ id: scheduledWorks.id })
    .from(scheduledWorks)
    .where(or(isNull(scheduledWorks.endedAt), owes))
    .orderBy(asc(scheduledWorks.id));
  return rows.map(({ id }) => id);
}
