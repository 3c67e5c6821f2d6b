import { and, eq, sql } from 'drizzle-orm';
import { byOf, type By } from '../../domain/actor.ts';
import { available, levelAfter, missing } from '../../domain/stock/level.ts';
import type { MovementLine } from '../../domain/stock/movements.ts';
import type { StockLevel } from '../../domain/stock/stock.ts';
import type { Tx } from '../client.ts';
import { movements, stock } from '../schema.ts';
import { addToMonths } from './months.ts';
import { fillReplenishments, openReplenishments } from './replenishments.ts';

/** One part in one warehouse. */
export type Place = Pick<StockLevel, 'partId' | 'warehouseId'>;

export interface Line extends MovementLine {
  readonly reservationId?: string;
  readonly serialNumbers?: readonly string[];
  readonly reason?: string;
}

export interface Moved {
  /** Where the emergency reserve was touched, or touched deeper. */
  readonly belowFloor: readonly StockLevel[];
}

/** Locks the levels of places in the one order that everybody takes, and makes those that are not there yet. */
export async function lockPlaces(tx: Tx, places: readonly Place[]): Promise<StockLevel[]> {
  const wanted = [...new Map(places.map((place) => [keyOf(place), place])).values()].sort(byPlace);
  if (wanted.length === 0) return [];
  await tx
    .insert(stock)
    .values(wanted.map(({ partId, warehouseId }) => ({ partId, warehouseId })))
    .onConflictDoNothing();
  const tuples = wanted.map(({ partId, warehouseId }) => sql`(${partId}::uuid, ${warehouseId}::uuid)`);
  return tx
    .select()
    .from(stock)
    .where(sql`(${stock.partId}, ${stock.warehouseId}) in (${sql.join(tuples, sql`, `)})`)
    .orderBy(stock.partId, stock.warehouseId)
    .for('update');
}

/**
 * Writes lines of the ledger and brings the stock along, under the locks of its rows; so the sums of the lines are the
 * stock at any time. Orders what a touched reserve wants, and closes the orders that are filled.
 * @throws Refusal outOfStock
 */
export async function move(tx: Tx, lines: readonly Line[], by: By): Promise<Moved> {
  if (lines.length === 0) return { belowFloor: [] };
  const before = await lockPlaces(tx, lines);
  const moved = before.map((level) => {
    const own = lines.filter((line) => keyOf(line) === keyOf(level));
    return { level, after: own.reduce(levelAfter, level) };
  });
  const written = await tx
    .insert(movements)
    .values(lines.map((line) => rowOf(line, by)))
    .returning({ id: movements.id });
  // Sent together: the connection keeps their order, and waits once.
  await Promise.all([...moved.map(({ after }) => write(tx, after)), addToMonths(tx, written)]);
  const fell = moved.filter(({ level, after }) => available(after) < available(level) && missing(after) > 0);
  const rose = moved.filter(({ level, after }) => after.onHand > level.onHand && missing(after) === 0);
  await openReplenishments(
    tx,
    fell.map(({ after }) => ({ ...after, quantity: missing(after) })),
  );
  await fillReplenishments(
    tx,
    rose.map(({ after }) => after),
  );
  return { belowFloor: fell.map(({ after }) => after) };
}

async function write(tx: Tx, { partId, warehouseId, onHand, reserved }: StockLevel): Promise<void> {
  await tx
    .update(stock)
    .set({ onHand, reserved })
    .where(and(eq(stock.partId, partId), eq(stock.warehouseId, warehouseId)));
}

function rowOf({ serialNumbers = [], ...line }: Line, by: By): typeof movements.$inferInsert {
  return { ...line, serialNumbers: [...serialNumbers], by: byOf(by) };
}

function keyOf({ partId, warehouseId }: Place): string {
  return `${partId} ${warehouseId}`;
}

function byPlace(a: Place, b: Place): number {
  return keyOf(a) < keyOf(b) ? -1 : 1;
}
