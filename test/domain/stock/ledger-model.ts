import { Refusal } from '../../../domain/refusal.ts';
import { levelAfter, whyNot } from '../../../domain/stock/level.ts';
import * as movement from '../../../domain/stock/movements.ts';
import type { MovementLine } from '../../../domain/stock/movements.ts';
import type { Claim, StockLevel } from '../../../domain/stock/stock.ts';

/** Stores in memory by the real rules: levels by place, the ledger behind them, and what is reserved. */
export interface Stores {
  readonly levels: ReadonlyMap<string, StockLevel>;
  readonly ledger: readonly MovementLine[];
  readonly kept: readonly Kept[];
}
export interface Kept {
  readonly warehouseId: string;
  readonly home: string;
  readonly quantity: number;
  readonly issued: boolean;
}

export const partId = 'router';

export type Deed =
  | { readonly what: 'receive' | 'adjust'; readonly warehouseId: string; readonly quantity: number }
  | { readonly what: 'transfer'; readonly from: string; readonly to: string; readonly quantity: number }
  | { readonly what: 'reserve'; readonly warehouseId: string; readonly quantity: number; readonly claim: Claim }
  | { readonly what: 'release' | 'use' | 'return' | 'writeOff'; readonly which: number }
  | { readonly what: 'issue'; readonly which: number; readonly van: string };

export function emptyStores(floors: Readonly<Record<string, number>>): Stores {
  const level = ([warehouseId, floor]: [string, number]): [string, StockLevel] => [
    warehouseId,
    { partId, warehouseId, onHand: 0, reserved: 0, floor },
  ];
  return { levels: new Map(Object.entries(floors).map(level)), ledger: [], kept: [] };
}

/** What becomes of the stores; a deed that is refused changes nothing. */
export function does(stores: Stores, deed: Deed): Stores {
  try {
    return attempt(stores, deed);
  } catch (error) {
    if (error instanceof Refusal) return stores;
    throw error;
  }
}

function attempt(stores: Stores, deed: Deed): Stores {
  switch (deed.what) {
    case 'receive':
      return write(stores, movement.receipt({ partId, ...deed }));
    case 'adjust':
      return write(stores, movement.adjustment({ partId, ...deed }));
    case 'transfer':
      return deed.from === deed.to ? stores : write(stores, movement.transfer({ partId, ...deed }));
    case 'reserve':
      return reserve(stores, deed);
    default:
      return goOn(stores, deed);
  }
}

function reserve(stores: Stores, deed: Extract<Deed, { what: 'reserve' }>): Stores {
  const { warehouseId, quantity, claim } = deed;
  const code = whyNot(stores.levels.get(warehouseId)!, quantity, claim);
  if (code !== null) throw new Refusal(code, 'too few');
  const written = write(stores, movement.reservation({ partId, warehouseId, quantity }));
  return { ...written, kept: [...stores.kept, { warehouseId, home: warehouseId, quantity, issued: false }] };
}

function goOn(stores: Stores, deed: Extract<Deed, { which: number }>): Stores {
  const kept = stores.kept[deed.which % Math.max(1, stores.kept.length)];
  if (kept === undefined) return stores;
  const lot = { partId, quantity: kept.quantity };
  const here = { ...lot, warehouseId: kept.warehouseId };
  const others = stores.kept.filter((one) => one !== kept);
  const ends = (lines: MovementLine[]) => ({ ...write(stores, lines), kept: others });
  switch (deed.what) {
    case 'issue': {
      if (kept.issued) return stores;
      const written = write(stores, movement.handOver({ ...lot, from: kept.warehouseId, to: deed.van }));
      return { ...written, kept: [...others, { ...kept, warehouseId: deed.van, issued: true }] };
    }
    case 'release':
      return kept.issued ? stores : ends(movement.release(here));
    case 'return':
      return kept.issued ? ends(movement.comeBack({ ...lot, from: kept.warehouseId, to: kept.home })) : stores;
    case 'use':
      return ends(movement.use(here));
    case 'writeOff':
      return ends(movement.writeOff(here));
  }
}

function write(stores: Stores, lines: readonly MovementLine[]): Stores {
  const levels = new Map(stores.levels);
  for (const line of lines) levels.set(line.warehouseId, levelAfter(levels.get(line.warehouseId)!, line));
  return { ...stores, levels, ledger: [...stores.ledger, ...lines] };
}
