import { and, asc, desc, eq, isNull, lt, or, sql } from 'drizzle-orm';
import type { StockLevel } from '../../domain/stock/stock.ts';
import type { Reader } from '../client.ts';
import { movements, stock, warehouses } from '../schema.ts';
import type { Place } from './ledger.ts';

export interface AskedStock {
  readonly limit: number;
  readonly after: Place | null;
  readonly partId?: string | undefined;
  readonly warehouseId?: string | undefined;
}

/** What lies where, by part and warehouse. An empty row of a van says nothing and is left out. */
export async function listStock(reader: Reader, asked: AskedStock): Promise<StockLevel[]> {
  const { limit, after, partId, warehouseId } = asked;
  const { onHand, reserved, floor } = stock;
  return reader
    .select({ partId: stock.partId, warehouseId: stock.warehouseId, onHand, reserved, floor })
    .from(stock)
    .innerJoin(warehouses, eq(warehouses.id, stock.warehouseId))
    .where(
      and(
        after === null
          ? undefined
          : sql`(${stock.partId}, ${stock.warehouseId}) > (${after.partId}, ${after.warehouseId})`,
        partId === undefined ? undefined : eq(stock.partId, partId),
        warehouseId === undefined ? undefined : eq(stock.warehouseId, warehouseId),
        or(isNull(warehouses.engineerId), sql`${onHand} > 0`),
      ),
    )
    .orderBy(asc(stock.partId), asc(stock.warehouseId))
    .limit(limit);
}

export type Movement = typeof movements.$inferSelect;

export interface AskedMovements {
  readonly limit: number;
  /** Lines before this one. */
  readonly before: string | null;
  readonly partId?: string | undefined;
  readonly warehouseId?: string | undefined;
  readonly reservationId?: string | undefined;
}

/** The ledger, the latest line first. */
export async function listMovements(reader: Reader, asked: AskedMovements): Promise<Movement[]> {
  const { limit, before, partId, warehouseId, reservationId } = asked;
  return reader
    .select()
    .from(movements)
    .where(
      and(
        before === null ? undefined : lt(movements.id, BigInt(before)),
        partId === undefined ? undefined : eq(movements.partId, partId),
        warehouseId === undefined ? undefined : eq(movements.warehouseId, warehouseId),
        reservationId === undefined ? undefined : eq(movements.reservationId, reservationId),
      ),
    )
    .orderBy(desc(movements.id))
    .limit(limit);
}
