import { asc, eq, gt, isNull } from 'drizzle-orm';
import type { Travel } from '../../domain/dispatch/travel.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Reader, Tx } from '../client.ts';
import { pageOf, type Asked, type Page } from '../reference/page.ts';
import { warehouses } from '../schema.ts';

/** Where parts lie: a warehouse, or the van of the engineer whom it names. */
export type Warehouse = typeof warehouses.$inferSelect;

export async function listWarehouses(reader: Reader, { limit, after }: Asked): Promise<Page<Warehouse>> {
  const rows = await reader
    .select()
    .from(warehouses)
    .where(after === null ? undefined : gt(warehouses.id, after))
    .orderBy(asc(warehouses.id))
    .limit(limit + 1);
  return pageOf(rows, limit);
}

export async function readWarehouse(reader: Reader, id: string): Promise<Warehouse | null> {
  const [row] = await reader.select().from(warehouses).where(eq(warehouses.id, id));
  return row ?? null;
}

export async function addWarehouse(tx: Tx, warehouse: Warehouse): Promise<Warehouse> {
  await tx.insert(warehouses).values(warehouse);
  return warehouse;
}

/** Its name and region; whose van it is stays. */
export async function replaceWarehouse(
  tx: Tx,
  { id, name, region }: Pick<Warehouse, 'id' | 'name' | 'region'>,
): Promise<Warehouse | null> {
  const [row] = await tx.update(warehouses).set({ name, region }).where(eq(warehouses.id, id)).returning();
  return row ?? null;
}

/**
 * The van of an engineer.
 * @throws Refusal unknownReference where nobody, or nobody with a van, has this id
 */
export async function vanOf(reader: Reader, engineerId: string): Promise<Warehouse> {
  const [van] = await reader.select().from(warehouses).where(eq(warehouses.engineerId, engineerId));
  if (van) return van;
  const fault = { path: 'engineerId', message: 'leads to no engineer with a van' };
  throw new Refusal('unknownReference', 'no van', [fault]);
}

/** The warehouse that serves a region first; null where there are none. Vans are no place to order for. */
export async function nearestWarehouse(reader: Reader, region: string | null, travel: Travel): Promise<string | null> {
  const all = await reader.select().from(warehouses).where(isNull(warehouses.engineerId)).orderBy(asc(warehouses.id));
  const byWay = all.toSorted((a, b) => travel(a.region, region) - travel(b.region, region));
  return byWay[0]?.id ?? null;
}
