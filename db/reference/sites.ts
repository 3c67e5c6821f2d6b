import { asc, eq, gt } from 'drizzle-orm';
import type { Reader, Tx } from '../client.ts';
import { sites } from '../schema.ts';
import { pageOf, type Asked, type Page } from './page.ts';
import { requireKnown } from './references.ts';

export type Site = typeof sites.$inferSelect;

export async function listSites(reader: Reader, { limit, after }: Asked): Promise<Page<Site>> {
  const later = after === null ? undefined : gt(sites.id, after);
  const rows = await reader
    .select()
    .from(sites)
    .where(later)
    .orderBy(asc(sites.id))
    .limit(limit + 1);
  return pageOf(rows, limit);
}

export async function readSite(reader: Reader, id: string): Promise<Site | null> {
  const [row] = await reader.select().from(sites).where(eq(sites.id, id));
  return row ?? null;
}

/** @throws Refusal unknownReference */
export async function addSite(tx: Tx, site: Site): Promise<Site> {
  await requireCustomer(tx, site);
  await tx.insert(sites).values(site);
  return site;
}

/** @throws Refusal unknownReference */
export async function replaceSite(tx: Tx, site: Site): Promise<Site | null> {
  await requireCustomer(tx, site);
  const [row] = await tx.update(sites).set(site).where(eq(sites.id, site.id)).returning();
  return row ?? null;
}

async function requireCustomer(tx: Tx, { customerId }: Site): Promise<void> {
  await requireKnown(tx, [{ path: 'customerId', to: 'customer', id: customerId ?? undefined }]);
}
