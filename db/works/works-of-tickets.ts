import { asc, eq, inArray } from 'drizzle-orm';
import type { Reader } from '../client.ts';
import { worksOf, type ScheduledWorks } from '../reference/scheduled-works.ts';
import { scheduledWorks, worksTickets } from '../schema.ts';

/** Works as a ticket on them shows them. */
export type LinkedWorks = Pick<ScheduledWorks, 'id' | 'title' | 'window'>;

/** The works that each of these tickets was linked with, by the ticket's number, the earliest first. */
export async function worksOfTickets(
  reader: Reader,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, readonly LinkedWorks[]>> {
  if (numbers.length === 0) return new Map();
  const rows = await reader
    .select({ number: worksTickets.number, works: scheduledWorks })
    .from(worksTickets)
    .innerJoin(scheduledWorks, eq(scheduledWorks.id, worksTickets.worksId))
    .where(inArray(worksTickets.number, [...numbers]))
    .orderBy(asc(scheduledWorks.from), asc(scheduledWorks.id));
  const linked = new Map<string, LinkedWorks[]>();
  for (const { number, works } of rows) {
    const { id, title, window } = worksOf(works);
    linked.set(number, [...(linked.get(number) ?? []), { id, title, window }]);
  }
  return linked;
}
