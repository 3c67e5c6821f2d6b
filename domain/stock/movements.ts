import type { Movement } from './stock.ts';

/** A line of the ledger as it is going to be written. */
export type MovementLine = Omit<Movement, 'id' | 'at'>;

interface Lot {
  readonly partId: string;
  readonly quantity: number;
}
interface Lying extends Lot {
  readonly warehouseId: string;
}
interface Moving extends Lot {
  readonly from: string;
  readonly to: string;
}

/** What comes from a supplier or out of repair. */
export function receipt(lot: Lying): MovementLine[] {
  return [line('receipt', lot, lot.quantity, 0)];
}

export function reservation(lot: Lying): MovementLine[] {
  return [line('reservation', lot, 0, lot.quantity)];
}

export function release(lot: Lying): MovementLine[] {
  return [line('release', lot, 0, -lot.quantity)];
}

/** Picked in the warehouse and handed over into the van, where it stays reserved; nothing moves where it lies in the van. */
export function handOver({ partId, quantity, from, to }: Moving): MovementLine[] {
  if (from === to) return [];
  return [
    line('picking', { partId, warehouseId: from }, -quantity, -quantity),
    line('issue', { partId, warehouseId: to }, quantity, quantity),
  ];
}

/** Back to where it came from, and free again. */
export function comeBack({ partId, quantity, from, to }: Moving): MovementLine[] {
  if (from === to) return [line('return', { partId, warehouseId: from }, 0, -quantity)];
  return [
    line('return', { partId, warehouseId: from }, -quantity, -quantity),
    line('return', { partId, warehouseId: to }, quantity, 0),
  ];
}

export function use(lot: Lying): MovementLine[] {
  return [line('use', lot, -lot.quantity, -lot.quantity)];
}

/** Dead on arrival: what nobody can use is no stock. */
export function writeOff(lot: Lying): MovementLine[] {
  return [line('adjustment', lot, -lot.quantity, -lot.quantity)];
}

export function transfer({ partId, quantity, from, to }: Moving): MovementLine[] {
  return [
    line('transfer', { partId, warehouseId: from }, -quantity, 0),
    line('transfer', { partId, warehouseId: to }, quantity, 0),
  ];
}

/** What was counted and differs from the books, with its sign. */
export function adjustment(lot: Lying): MovementLine[] {
  return [line('adjustment', lot, lot.quantity, 0)];
}

function line(
  kind: MovementLine['kind'],
  { partId, warehouseId }: Pick<Lying, 'partId' | 'warehouseId'>,
  onHand: number,
  reserved: number,
): MovementLine {
  return { kind, partId, warehouseId, onHand, reserved };
}
