import { and, asc, gt, isNull, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Reader, Tx } from '../client.ts';
import { pageOf, type Asked, type Page } from '../reference/page.ts';
import { replenishments } from '../schema.ts';
import type { Place } from './ledger.ts';

export type Replenishment = typeof replenishments.$inferSelect;

interface Lacking extends Place {
  readonly quantity: number;
}

/** What has to be bought or brought, because emergency reserves were touched: one open order for each place. */
export async function openReplenishments(tx: Tx, lacking: readonly Lacking[]): Promise<void> {
  // What is missing to the floor is known as a whole each time, so an order that is open grows up to it.
  const quantity = sql`greatest(${replenishments.quantity}, excluded.quantity)`;
  await open(tx, lacking, 'belowFloor', quantity);
}

/** The same because somebody went without: that comes on top. */
export async function orderShort(tx: Tx, short: readonly Lacking[]): Promise<void> {
  await open(tx, short, 'outOfStock', sql`${replenishments.quantity} + excluded.quantity`);
}

async function open(
  tx: Tx,
  lacking: readonly Lacking[],
  because: Replenishment['because'],
  quantity: ReturnType<typeof sql>,
): Promise<void> {
  if (lacking.length === 0) return;
  const orderedAt = sql`clock_timestamp()`;
  const rows = lacking.map((one) => {
    const { partId, warehouseId } = one;
    return { id: v7(), partId, warehouseId, quantity: one.quantity, because, orderedAt };
  });
  await tx
    .insert(replenishments)
    .values(rows)
    .onConflictDoUpdate({
      target: [replenishments.partId, replenishments.warehouseId],
      targetWhere: sql`filled_at is null`,
      set: { quantity },
    });
}

/** A floor is whole again: what was ordered for it has come. */
export async function fillReplenishments(tx: Tx, places: readonly Place[]): Promise<void> {
  for (const { partId, warehouseId } of places) {
    await tx
      .update(replenishments)
      .set({ filledAt: sql`clock_timestamp()` })
      .where(
        and(
          sql`${replenishments.partId} = ${partId} and ${replenishments.warehouseId} = ${warehouseId}`,
          isNull(replenishments.filledAt),
        ),
      );
  }
}

export interface AskedReplenishments extends Asked {
  /** Open ones, unless filled ones are wanted. */
  readonly filled?: boolean | undefined;
}

export async function listReplenishments(
  reader: Reader,
  { limit, after, filled = false }: AskedReplenishments,
): Promise<Page<Replenishment>> {
  const { id, filledAt } = replenishments;
  const rows = await reader
    .select()
    .from(replenishments)
    .where(and(after === null ? undefined : gt(id, after), filled ? sql`${filledAt} is not null` : isNull(filledAt)))
    .orderBy(asc(id))
    .limit(limit + 1);
  return pageOf(rows, limit);
}
