import { and, inArray, type SQL } from 'drizzle-orm';
import type { Change } from './changes.ts';
import type { Reader } from './client.ts';
import { tickets, visits } from './schema.ts';
import { inSight, visitInSight, type Sight } from './sight.ts';

/** Those that are about no ticket and no visit, or about one in sight as it is now: a new visit brings its ticket with it. */
export async function changesInSight(
  reader: Reader,
  sight: Sight,
  told: readonly Change[],
): Promise<readonly Change[]> {
  if (sight === 'all') return told;
  const [numbers, ids] = await Promise.all([
    keysIn(
      told.flatMap((one) => (one.kind === 'ticket' ? one.about.number : [])),
      (asked) => seenTickets(reader, and(inArray(tickets.number, asked), inSight(sight))),
    ),
    keysIn(
      told.flatMap((one) => (one.kind === 'visit' ? one.about.id : [])),
      (asked) => seenVisits(reader, and(inArray(visits.id, asked), visitInSight(sight))),
    ),
  ]);
  return told.filter((one) => {
    if (one.kind === 'ticket') return numbers.has(one.about.number);
    return one.kind !== 'visit' || ids.has(one.about.id);
  });
}

async function keysIn(
  told: readonly string[],
  look: (asked: string[]) => Promise<{ readonly key: string }[]>,
): Promise<ReadonlySet<string>> {
  const asked = [...new Set(told)];
  return new Set(asked.length === 0 ? [] : (await look(asked)).map(({ key }) => key));
}

function seenTickets(reader: Reader, where: SQL | undefined) {
  return reader.select({ key: tickets.number }).from(tickets).where(where);
}

function seenVisits(reader: Reader, where: SQL | undefined) {
  return reader.select({ key: visits.id }).from(visits).where(where);
}
