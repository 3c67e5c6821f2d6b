import { byOf, type By, type Person } from '../../domain/actor.ts';
import type { TicketEvent } from '../../domain/events.ts';
import type { Instant } from '../../domain/instant.ts';
import { Refusal } from '../../domain/refusal.ts';
import { handOver } from '../../domain/stock/movements.ts';
import type { Tx } from '../client.ts';
import { move } from './ledger.ts';
import { changeReservation, lockReservation, type Reservation } from './reservations.ts';
import { movePieces } from './serial-numbers.ts';
import { vanOf } from './warehouses.ts';

export interface HandOver {
  readonly engineerId: string;
  readonly serialNumbers?: readonly string[] | undefined;
}

export interface Changed {
  readonly reservation: Reservation;
  readonly events: TicketEvent[];
}

/**
 * The storekeeper hands the parts over to an engineer: they move into the van. The same again is done once.
 * @throws Refusal notFound, unknownReference, serialNumberUnknown, invalidBody; reservationOver for what is over or
 * with somebody else
 */
export async function issueParts(
  tx: Tx,
  reservationId: string,
  { engineerId, serialNumbers = [] }: HandOver,
  by: By,
  now: Instant,
): Promise<Changed> {
  const van = await vanOf(tx, engineerId);
  const kept = await lockReservation(tx, reservationId);
  if (kept.status === 'issued' && kept.issuedTo === engineerId) return { reservation: kept, events: [] };
  if (kept.status !== 'reserved') throw new Refusal('reservationOver', `is ${kept.status}`);
  const { partId, quantity, warehouseId } = kept;
  requireAsMany(serialNumbers, quantity);
  const fate = { state: 'issued', warehouseId: van.id, reservationId } as const;
  const pieces = { partId, serials: serialNumbers, path: 'serialNumbers' };
  await movePieces(tx, pieces, { states: ['inStock'], warehouseId }, fate);
  const lines = handOver({ partId, quantity, from: warehouseId, to: van.id });
  await move(
    tx,
    lines.map((line) => ({ ...line, reservationId, serialNumbers })),
    by,
  );
  const issued = { status: 'issued', warehouseId: van.id, issuedTo: engineerId, issuedAt: new Date(now) } as const;
  const reservation = await changeReservation(tx, kept, issued);
  const data = { reservationId, partId, quantity, warehouseId: van.id, engineerId, issuedAt: now };
  return { reservation, events: [{ type: 'partIssued', by: byOf(by), data }] };
}

/**
 * The engineer confirms that the parts were handed over; again, it is as it was.
 * @throws Refusal notFound for anybody else's; reservationOver for what was not issued, or is over
 */
export async function receiveParts(tx: Tx, reservationId: string, by: Person, happenedAt: Instant): Promise<Changed> {
  const kept = await lockReservation(tx, reservationId);
  if (kept.issuedTo !== by.id) throw new Refusal('notFound', 'issued to somebody else');
  if (kept.receivedAt !== null) return { reservation: kept, events: [] };
  if (kept.status !== 'issued') throw new Refusal('reservationOver', `is ${kept.status}`);
  const { partId, quantity } = kept;
  const reservation = await changeReservation(tx, kept, { receivedAt: new Date(happenedAt) });
  const data = { reservationId, partId, quantity, engineerId: by.id, happenedAt };
  return { reservation, events: [{ type: 'partReceived', by: byOf(by), data }] };
}

/** Pieces are named all or not at all. @throws Refusal invalidBody */
export function requireAsMany(serialNumbers: readonly string[], quantity: number): void {
  if (serialNumbers.length === 0 || serialNumbers.length === quantity) return;
  const fault = { path: 'serialNumbers', message: `are ${serialNumbers.length} and not ${quantity}` };
  throw new Refusal('invalidBody', 'not as many numbers as pieces', [fault]);
}
