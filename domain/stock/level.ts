import { Refusal } from '../refusal.ts';
import type { Claim, Movement, StockLevel } from './stock.ts';

/** By how much the stock of one part in one place changes. */
export type StockChange = Pick<Movement, 'partId' | 'warehouseId' | 'onHand' | 'reserved'>;

/** What is there and promised to nobody. */
export function available({ onHand, reserved }: StockLevel): number {
  return onHand - reserved;
}

/** How many may be taken: planned works, P3 and P4 leave the emergency reserve alone. */
export function free(level: StockLevel, claim: Claim): number {
  return claim === 'emergency' ? available(level) : Math.max(0, available(level) - level.floor);
}

/** Why so many may not be taken, or null where they may. */
export function whyNot(level: StockLevel, quantity: number, claim: Claim): 'outOfStock' | 'belowFloor' | null {
  if (available(level) < quantity) return 'outOfStock';
  return free(level, claim) < quantity ? 'belowFloor' : null;
}

/** How many are missing to the emergency reserve. */
export function missing(level: StockLevel): number {
  return Math.max(0, level.floor - available(level));
}

/**
 * The level after a change: never less than nothing, never more promised than there is.
 * @throws Refusal outOfStock
 */
export function levelAfter(level: StockLevel, change: StockChange): StockLevel {
  const [onHand, reserved] = [level.onHand + change.onHand, level.reserved + change.reserved];
  if (reserved < 0) throw new Error(`${-reserved} more are given up than were promised`);
  if (onHand < reserved) throw new Refusal('outOfStock', `${onHand - reserved} would be there`);
  return { ...level, onHand, reserved };
}
