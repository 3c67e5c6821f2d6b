import { asc, eq, inArray } from 'drizzle-orm';
import type { Source } from '../../domain/stock/source.ts';
import type { Tx } from '../client.ts';
import { stock, warehouses } from '../schema.ts';

/** Where the parts lie, with the rows locked: what is chosen can be taken. */
export async function lockSources(tx: Tx, partIds: readonly string[]): Promise<Source[]> {
  if (partIds.length === 0) return [];
  const { partId, warehouseId, onHand, reserved, floor } = stock;
  return tx
    .select({ partId, warehouseId, onHand, reserved, floor, region: warehouses.region, vanOf: warehouses.engineerId })
    .from(stock)
    .innerJoin(warehouses, eq(warehouses.id, warehouseId))
    .where(inArray(partId, [...partIds]))
    .orderBy(asc(partId), asc(warehouseId))
    .for('update', { of: stock });
}
