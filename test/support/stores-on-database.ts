import { and, asc, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Database } from '../../db/client.ts';
import { parts, reservations, stock, warehouses } from '../../db/schema.ts';
import { receiveStock, setFloor } from '../../db/stock/change-stock.ts';
import { reserveByHand, type ByHand } from '../../db/stock/reserve-by-hand.ts';
import { theDesk } from '../../domain/actor.ts';
import type { StockLevel } from '../../domain/stock/stock.ts';
import { inMinutes } from './visits-on-database.ts';

/** A part of its own and a warehouse that has so many of it. */
export async function partInStock(
  { db }: Database,
  { quantity = 10, floor = 0, serialNumbers }: { quantity?: number; floor?: number; serialNumbers?: string[] } = {},
): Promise<{ readonly partId: string; readonly warehouseId: string }> {
  const [partId, warehouseId] = [v7(), v7()];
  await db.insert(parts).values({ id: partId, name: 'Плата', number: partId, unit: 'шт.', models: [] });
  await db.insert(warehouses).values({ id: warehouseId, name: 'Склад', region: 'Урал' });
  await db.transaction(async (tx) => {
    await receiveStock(tx, { partId, warehouseId, quantity, serialNumbers }, theDesk);
    await setFloor(tx, { partId, warehouseId, floor });
  });
  return { partId, warehouseId };
}

/** Keeps one piece for a ticket, in a transaction of its own. */
export function keeps(
  { db }: Database,
  wanted: Pick<ByHand, 'number' | 'partId'> & Partial<ByHand>,
): ReturnType<typeof reserveByHand> {
  const usual = {
    visitId: null,
    quantity: 1,
    neededBy: null,
    claim: 'emergency',
    by: theDesk,
    now: inMinutes(0),
  } as const;
  return db.transaction((tx) => reserveByHand(tx, { ...usual, ...wanted }));
}

export async function levelOn(
  { db }: Database,
  { partId, warehouseId }: Pick<StockLevel, 'partId' | 'warehouseId'>,
): Promise<Pick<StockLevel, 'onHand' | 'reserved'>> {
  const [level] = await db
    .select({ onHand: stock.onHand, reserved: stock.reserved })
    .from(stock)
    .where(and(eq(stock.partId, partId), eq(stock.warehouseId, warehouseId)));
  return level ?? { onHand: 0, reserved: 0 };
}

/** Reservations of a part, the first one first. */
export async function reservationsOn({ db }: Database, partId: string) {
  return db.select().from(reservations).where(eq(reservations.partId, partId)).orderBy(asc(reservations.id));
}

/** How many were done, and the codes of the refusals. */
export function outcomes(settled: readonly PromiseSettledResult<unknown>[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const one of settled) {
    const outcome = one.status === 'fulfilled' ? 'done' : String(one.reason?.code ?? one.reason);
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  }
  return counts;
}
