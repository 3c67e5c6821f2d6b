import { and, asc, count, eq, exists, gt, inArray, lt, lte, or, sql, type SQL } from 'drizzle-orm';
import type { Instant } from '../../domain/instant.ts';
import type { Reader, Tx } from '../client.ts';
import { elements, scheduledWorks, services } from '../schema.ts';
import { pageOf, type Asked, type Page } from './page.ts';
import { requireKnown } from './references.ts';

/** Planned maintenance of elements, or of all that stand on a site. */
export interface ScheduledWorks {
  readonly id: string;
  readonly title: string;
  readonly siteId: string | null;
  readonly elements: readonly string[];
  /** From the first instant on, up to the last one. */
  readonly window: { readonly from: Instant; readonly to: Instant };
}

export interface AskedWorks extends Asked {
  /** Those whose window has a part of this time in it. */
  readonly from?: Instant | undefined;
  readonly to?: Instant | undefined;
  /** Those on this element, named itself or by its site. */
  readonly elementId?: string | undefined;
}

export async function listWorks(reader: Reader, asked: AskedWorks): Promise<Page<ScheduledWorks>> {
  const { limit, after, from, to, elementId } = asked;
  const wanted = [
    after === null ? undefined : gt(scheduledWorks.id, after),
    from === undefined ? undefined : gt(scheduledWorks.to, new Date(from)),
    to === undefined ? undefined : lt(scheduledWorks.from, new Date(to)),
    elementId === undefined ? undefined : onElement(reader, elementId),
  ];
  const rows = await reader
    .select()
    .from(scheduledWorks)
    .where(and(...wanted))
    .orderBy(asc(scheduledWorks.id))
    .limit(limit + 1);
  return pageOf(rows.map(worksOf), limit);
}

/** Which of the elements are under planned works at an instant: named themselves, or by the site they stand on. */
export async function worksOn(
  reader: Reader,
  elementIds: readonly string[],
  at: Instant,
): Promise<{ elementId: string; title: string }[]> {
  if (elementIds.length === 0) return [];
  const now = new Date(at);
  return reader
    .select({ elementId: elements.id, title: scheduledWorks.title })
    .from(scheduledWorks)
    .innerJoin(elements, covers)
    .where(and(inArray(elements.id, [...elementIds]), lte(scheduledWorks.from, now), gt(scheduledWorks.to, now)))
    .orderBy(asc(scheduledWorks.from), asc(scheduledWorks.id), asc(elements.id));
}

const covers = or(
  eq(scheduledWorks.siteId, elements.siteId),
  sql`${scheduledWorks.elements} @> to_jsonb(${elements.id}::text)`,
);

function onElement(reader: Reader, elementId: string): SQL {
  const found = reader
    .select({ one: sql`1` })
    .from(elements)
    .where(and(eq(elements.id, elementId), covers));
  return exists(found);
}

export async function readWorks(reader: Reader, id: string): Promise<ScheduledWorks | null> {
  const [row] = await reader.select().from(scheduledWorks).where(eq(scheduledWorks.id, id));
  return row ? worksOf(row) : null;
}

/** @throws Refusal unknownReference */
export async function addWorks(tx: Tx, works: ScheduledWorks): Promise<ScheduledWorks> {
  const { window, ...rest } = works;
  await requireKnown(tx, [
    { path: 'siteId', to: 'site', id: works.siteId ?? undefined },
    ...works.elements.map((id, index) => ({ path: `elements.${index}`, to: 'element' as const, id })),
  ]);
  const row = { ...rest, elements: [...works.elements], from: new Date(window.from), to: new Date(window.to) };
  await tx.insert(scheduledWorks).values(row);
  return works;
}

/** How many services run through what is worked on. */
export async function affectedServices(
  reader: Reader,
  { siteId, elements: named }: Pick<ScheduledWorks, 'siteId' | 'elements'>,
): Promise<number> {
  const onSite = siteId === null ? undefined : eq(elements.siteId, siteId);
  const touched = reader
    .select({ id: sql`${elements.id}::text` })
    .from(elements)
    .where(or(inArray(elements.id, [...named]), onSite));
  const [row] = await reader
    .select({ services: count() })
    .from(services)
    .where(sql`${services.chain} ?| array(${touched})`);
  return row?.services ?? 0;
}

function worksOf({ from, to, ...rest }: typeof scheduledWorks.$inferSelect): ScheduledWorks {
  return { ...rest, window: { from: from.toISOString(), to: to.toISOString() } };
}
