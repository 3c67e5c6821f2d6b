import { and, asc, count, eq, exists, gt, inArray, isNull, lt, lte, or, sql, type SQL } from 'drizzle-orm';
import type { Instant } from '../../domain/instant.ts';
import type { WorksSeen } from '../../domain/scheduled-works.ts';
import type { Reader, Tx } from '../client.ts';
import { elements, scheduledWorks, services } from '../schema.ts';
import { pageOf, type Asked, type Page } from './page.ts';
import { requireKnown } from './references.ts';

/** Planned maintenance of elements, or of all that stand on a site. */
export interface ScheduledWorks extends WorksSeen {
  readonly id: string;
  readonly title: string;
  readonly siteId: string | null;
  readonly elements: readonly string[];
  /** From the first instant on, up to the last one. */
  readonly window: { readonly from: Instant; readonly to: Instant };
  /** The service that carries them out. */
  readonly team: string;
  readonly plannedAt: Instant;
}

export type NewWorks = Pick<ScheduledWorks, 'id' | 'title' | 'siteId' | 'elements' | 'window' | 'team'>;

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

/** Which of the elements are under scheduled works at an instant: named themselves, or by the site they stand on. */
export async function worksOn(
  reader: Reader,
  elementIds: readonly string[],
  at: Instant,
): Promise<{ elementId: string; title: string }[]> {
  if (elementIds.length === 0) return [];
  return reader
    .select({ elementId: elements.id, title: scheduledWorks.title })
    .from(scheduledWorks)
    .innerJoin(elements, covers)
    .where(and(inArray(elements.id, [...elementIds]), underWay({ from: at, to: at })))
    .orderBy(asc(scheduledWorks.from), asc(scheduledWorks.id), asc(elements.id));
}

/** Works that were under way at any time from one instant up to another, on any of the elements. */
export async function worksDuring(
  reader: Reader,
  elementIds: readonly string[],
  during: ScheduledWorks['window'],
): Promise<ScheduledWorks[]> {
  if (elementIds.length === 0) return [];
  const touched = reader
    .select({ one: sql`1` })
    .from(elements)
    .where(and(inArray(elements.id, [...elementIds]), covers));
  const rows = await reader
    .select()
    .from(scheduledWorks)
    .where(and(underWay(during), exists(touched)))
    .orderBy(asc(scheduledWorks.from), asc(scheduledWorks.id));
  return rows.map(worksOf);
}

/** Within their window, and not called off. */
function underWay({ from, to }: ScheduledWorks['window']): SQL | undefined {
  const begun = lte(scheduledWorks.from, new Date(to));
  return and(begun, gt(scheduledWorks.to, new Date(from)), isNull(scheduledWorks.calledOff));
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
export async function addWorks(tx: Tx, works: NewWorks): Promise<ScheduledWorks> {
  const { window, ...rest } = works;
  await requireKnown(tx, [
    { path: 'siteId', to: 'site', id: works.siteId ?? undefined },
    ...works.elements.map((id, index) => ({ path: `elements.${index}`, to: 'element' as const, id })),
  ]);
  const row = { ...rest, elements: [...works.elements], from: new Date(window.from), to: new Date(window.to) };
  const [added] = await tx.insert(scheduledWorks).values(row).returning();
  if (!added) throw new Error('works were planned, and are not there');
  return worksOf(added);
}

type WhatIsWorkedOn = Pick<ScheduledWorks, 'siteId' | 'elements'>;

/** How many services run through what is worked on. */
export async function affectedServices(reader: Reader, works: WhatIsWorkedOn): Promise<number> {
  const [row] = await reader.select({ services: count() }).from(services).where(runsThrough(reader, works));
  return row?.services ?? 0;
}

/** Of a service: that its chain runs through what is worked on. */
export function runsThrough(reader: Reader, works: WhatIsWorkedOn): SQL {
  return sql`${services.chain} ?| array(${elementsUnder(reader, works)})`;
}

/** A query for the ids, as text, of all that is worked on. */
export function elementsUnder(reader: Reader, { siteId, elements: named }: WhatIsWorkedOn) {
  const onSite = siteId === null ? undefined : eq(elements.siteId, siteId);
  return reader
    .select({ id: sql`${elements.id}::text` })
    .from(elements)
    .where(or(inArray(elements.id, [...named]), onSite));
}

export function worksOf(row: typeof scheduledWorks.$inferSelect): ScheduledWorks {
  const { id, title, siteId, elements: named, team, from, to, plannedAt, endedAt, calledOff } = row;
  return {
    ...{ id, title, siteId, elements: named, team, calledOff },
    window: { from: from.toISOString(), to: to.toISOString() },
    plannedAt: plannedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  };
}
