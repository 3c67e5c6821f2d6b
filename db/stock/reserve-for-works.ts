import type { By } from '../../domain/actor.ts';
import type { PartsWanted } from '../../domain/events-of-field.ts';
import type { Instant } from '../../domain/instant.ts';
import { Refusal } from '../../domain/refusal.ts';
import { levelAfter, whyNot } from '../../domain/stock/level.ts';
import type { StockLevel } from '../../domain/stock/stock.ts';
import type { Tx } from '../client.ts';
import { requireKnown } from '../reference/references.ts';
import { keep } from './keep.ts';
import { lockPlaces } from './ledger.ts';

export type PartsOfWorks = PartsWanted & { readonly warehouseId: string };

export interface ForWorks {
  readonly worksId: string;
  readonly parts: readonly PartsOfWorks[];
  readonly neededBy: Instant;
  readonly by: By;
  readonly now: Instant;
}

/**
 * Keeps parts for planned works, each from the warehouse that was named and above its floor; all of them or none.
 * @throws Refusal outOfStock, belowFloor, unknownReference, with paths from `parts.<i>` on
 */
export async function reserveForWorks(tx: Tx, { worksId, parts, neededBy, by, now }: ForWorks): Promise<void> {
  await requireKnown(
    tx,
    parts.flatMap(({ partId, warehouseId }, index) => [
      { path: `parts.${index}.partId`, to: 'part' as const, id: partId },
      { path: `parts.${index}.warehouseId`, to: 'warehouse' as const, id: warehouseId },
    ]),
  );
  requireAll(parts, await lockPlaces(tx, parts));
  const takes = parts.map((part) => ({ ...part, readyAt: now, belowFloor: false }));
  await keep(tx, takes, { visitId: null, number: null, worksId, neededBy, by, now });
}

/** Those of one place add up. */
function requireAll(parts: readonly PartsOfWorks[], levels: readonly StockLevel[]): void {
  const left = [...levels];
  for (const [index, { partId, warehouseId, quantity }] of parts.entries()) {
    const place = left.findIndex((level) => level.partId === partId && level.warehouseId === warehouseId);
    const level = left[place]!;
    const code = whyNot(level, quantity, 'planned');
    const fault = { path: `parts.${index}.quantity`, message: 'is more than may be taken there' };
    if (code !== null) throw new Refusal(code, 'too few for planned works', [fault]);
    left[place] = levelAfter(level, { partId, warehouseId, onHand: 0, reserved: quantity });
  }
}
