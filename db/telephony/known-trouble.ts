import { inArray } from 'drizzle-orm';
import type { Instant } from '../../domain/instant.ts';
import type { Reader } from '../client.ts';
import { failingTogether } from '../failing-together.ts';
import { worksOn } from '../reference/scheduled-works.ts';
import { services } from '../schema.ts';

/** What the desk knows to be wrong on the line of a service before its customer has said a word. */
export interface KnownTrouble {
  readonly serviceId: string;
  /** Titles of works that are under way on it. */
  readonly works: string[];
  /** Elements at which the tests of other services suspect a fault by now, with how many these are. */
  readonly failing: { readonly elementId: string; readonly services: number }[];
}

/** Services without any are left out. */
export async function knownTrouble(
  reader: Reader,
  serviceIds: readonly string[],
  at: Instant,
): Promise<KnownTrouble[]> {
  if (serviceIds.length === 0) return [];
  const { id, chain } = services;
  const lines = await reader
    .select({ id, chain })
    .from(services)
    .where(inArray(id, [...serviceIds]));
  const elementIds = [...new Set(lines.flatMap((line) => line.chain))];
  const works = await worksOn(reader, elementIds, at);
  const failing = await failingTogether(reader, elementIds, nobodysOwn);
  const troubles = lines.map((line) => ({
    serviceId: line.id,
    works: [...new Set(works.filter((one) => line.chain.includes(one.elementId)).map(({ title }) => title))],
    failing: failing
      .filter((one) => line.chain.includes(one.elementId))
      .map(({ elementId, failing: count }) => ({ elementId, services: count })),
  }));
  return troubles.filter((trouble) => trouble.works.length + trouble.failing.length > 0);
}

/** Who calls has no ticket yet that would have to be left out. */
const nobodysOwn = { number: '', serviceId: null };
