import { and, asc, eq, gt, ilike, inArray, or, type SQL } from 'drizzle-orm';
import type { TestedElement } from '../../domain/line/tests.ts';
import type { Zone } from '../../domain/words.ts';
import type { Reader, Tx } from '../client.ts';
import { likeText } from '../like.ts';
import { elements } from '../schema.ts';
import { pageOf, type Asked, type Page } from './page.ts';
import { requireKnown } from './references.ts';

export type Element = typeof elements.$inferSelect;

export interface AskedElements extends Asked {
  readonly zone?: Zone | undefined;
  readonly siteId?: string | undefined;
  /** How the name or the address begins, whatever its capitals. */
  readonly q?: string | undefined;
}

export async function listElements(reader: Reader, asked: AskedElements): Promise<Page<Element>> {
  const { limit, after, zone, siteId, q } = asked;
  const wanted = [
    after === null ? undefined : gt(elements.id, after),
    zone === undefined ? undefined : eq(elements.zone, zone),
    siteId === undefined ? undefined : eq(elements.siteId, siteId),
    q === undefined ? undefined : beginsWith(q),
  ];
  const rows = await reader
    .select()
    .from(elements)
    .where(and(...wanted))
    .orderBy(asc(elements.id))
    .limit(limit + 1);
  return pageOf(rows, limit);
}

function beginsWith(text: string): SQL | undefined {
  const pattern = `${likeText(text)}%`;
  return or(ilike(elements.name, pattern), ilike(elements.address, pattern));
}

/** The elements of a chain in its order; an id that leads nowhere is left out, the rest can still be tested. */
export async function testedChain(reader: Reader, ids: readonly string[]): Promise<TestedElement[]> {
  if (ids.length === 0) return [];
  const { id, name, zone, kind, owner, address, probes, probeSite } = elements;
  const rows = await reader
    .select({ id, name, zone, kind, owner, address, probes, probeSite })
    .from(elements)
    .where(inArray(id, [...ids]));
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((wanted) => byId.get(wanted) ?? []);
}

export async function readElement(reader: Reader, id: string): Promise<Element | null> {
  const [row] = await reader.select().from(elements).where(eq(elements.id, id));
  return row ?? null;
}

/** @throws Refusal unknownReference */
export async function addElement(tx: Tx, element: Element): Promise<Element> {
  await requireSite(tx, element);
  await tx.insert(elements).values(element);
  return element;
}

/** @throws Refusal unknownReference */
export async function replaceElement(tx: Tx, element: Element): Promise<Element | null> {
  await requireSite(tx, element);
  const [row] = await tx.update(elements).set(element).where(eq(elements.id, element.id)).returning();
  return row ?? null;
}

async function requireSite(tx: Tx, { siteId }: Element): Promise<void> {
  await requireKnown(tx, [{ path: 'siteId', to: 'site', id: siteId ?? undefined }]);
}
