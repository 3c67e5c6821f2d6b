import { asc, eq, gt } from 'drizzle-orm';
import type { Reader, Tx } from '../client.ts';
import { elements } from '../schema.ts';
import { pageOf, type Asked, type Page } from './page.ts';
import { requireKnown } from './references.ts';

export type Element = typeof elements.$inferSelect;

export async function listElements(reader: Reader, { limit, after }: Asked): Promise<Page<Element>> {
  const later = after === null ? undefined : gt(elements.id, after);
  const rows = await reader
    .select()
    .from(elements)
    .where(later)
    .orderBy(asc(elements.id))
    .limit(limit + 1);
  return pageOf(rows, limit);
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
