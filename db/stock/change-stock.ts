import { and, eq } from 'drizzle-orm';
import type { By } from '../../domain/actor.ts';
import { missing } from '../../domain/stock/level.ts';
import { adjustment, receipt, transfer } from '../../domain/stock/movements.ts';
import type { StockLevel } from '../../domain/stock/stock.ts';
import type { Tx } from '../client.ts';
import { requireKnown } from '../reference/references.ts';
import { stock } from '../schema.ts';
import { requireAsMany } from './issue.ts';
import { lockPlaces, move, type Place } from './ledger.ts';
import { fillReplenishments, openReplenishments } from './replenishments.ts';
import { movePieces, receivePieces } from './serial-numbers.ts';

interface Lot extends Place {
  readonly quantity: number;
}
interface Pieces {
  readonly serialNumbers?: readonly string[] | undefined;
}

/** What has come in. @throws Refusal unknownReference, invalidBody, serialNumberTaken */
export async function receiveStock(tx: Tx, lot: Lot & Pieces, by: By): Promise<StockLevel> {
  const { serialNumbers = [], partId, warehouseId } = lot;
  await requirePlace(tx, lot);
  requireAsMany(serialNumbers, lot.quantity);
  await receivePieces(tx, { partId, serials: serialNumbers, path: 'serialNumbers' }, { partId, warehouseId });
  await move(
    tx,
    receipt(lot).map((line) => ({ ...line, serialNumbers })),
    by,
  );
  return levelOf(tx, lot);
}

/** What was counted and differs. @throws Refusal unknownReference; outOfStock below what is promised */
export async function adjustStock(tx: Tx, lot: Lot & { readonly reason: string }, by: By): Promise<StockLevel> {
  await requirePlace(tx, lot);
  await move(
    tx,
    adjustment(lot).map((line) => ({ ...line, reason: lot.reason })),
    by,
  );
  return levelOf(tx, lot);
}

interface Transfer extends Pieces {
  readonly partId: string;
  readonly from: string;
  readonly to: string;
  readonly quantity: number;
}

/** From one warehouse to another. @throws Refusal unknownReference, invalidBody, serialNumberUnknown, outOfStock */
export async function transferStock(tx: Tx, moving: Transfer, by: By): Promise<StockLevel[]> {
  const { partId, from, to, quantity, serialNumbers = [] } = moving;
  await requireKnown(tx, [
    { path: 'partId', to: 'part', id: partId },
    { path: 'from', to: 'warehouse', id: from },
    { path: 'to', to: 'warehouse', id: to },
  ]);
  requireAsMany(serialNumbers, quantity);
  const pieces = { partId, serials: serialNumbers, path: 'serialNumbers' };
  await movePieces(tx, pieces, { states: ['inStock'], warehouseId: from }, { state: 'inStock', warehouseId: to });
  await move(
    tx,
    transfer(moving).map((line) => ({ ...line, serialNumbers })),
    by,
  );
  return [await levelOf(tx, { partId, warehouseId: from }), await levelOf(tx, { partId, warehouseId: to })];
}

/** How many are left alone for emergencies; orders what is missing to it. @throws Refusal unknownReference */
export async function setFloor(tx: Tx, { floor, ...place }: Place & { readonly floor: number }): Promise<StockLevel> {
  await requirePlace(tx, place);
  const level = { ...(await levelOf(tx, place)), floor };
  const { partId, warehouseId } = place;
  await tx
    .update(stock)
    .set({ floor })
    .where(and(eq(stock.partId, partId), eq(stock.warehouseId, warehouseId)));
  const quantity = missing(level);
  await (quantity > 0 ? openReplenishments(tx, [{ ...place, quantity }]) : fillReplenishments(tx, [place]));
  return level;
}

async function levelOf(tx: Tx, place: Place): Promise<StockLevel> {
  const [level] = await lockPlaces(tx, [place]);
  if (level === undefined) throw new Error('a row of the stock is made when it is locked');
  return level;
}

function requirePlace(tx: Tx, { partId, warehouseId }: Place): Promise<void> {
  return requireKnown(tx, [
    { path: 'partId', to: 'part', id: partId },
    { path: 'warehouseId', to: 'warehouse', id: warehouseId },
  ]);
}
