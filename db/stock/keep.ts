import { v7 } from 'uuid';
import { byOf, theDesk, type By } from '../../domain/actor.ts';
import type { EscalationCause, TicketEvent } from '../../domain/events.ts';
import type { Instant } from '../../domain/instant.ts';
import { reservation } from '../../domain/stock/movements.ts';
import type { Take } from '../../domain/stock/source.ts';
import type { Tx } from '../client.ts';
import { reservations } from '../schema.ts';
import { move } from './ledger.ts';

/** What parts are kept for, by whom and until when they are needed. */
export interface Keeping {
  readonly visitId: string | null;
  readonly number: string | null;
  readonly worksId: string | null;
  readonly neededBy: Instant | null;
  readonly by: By;
  readonly now: Instant;
}

export interface PartTake extends Take {
  readonly partId: string;
}

export interface Kept {
  readonly ids: readonly string[];
  readonly events: TicketEvent[];
}

/** Keeps what was chosen: reservations and their lines of the ledger. */
export async function keep(tx: Tx, takes: readonly PartTake[], keeping: Keeping): Promise<Kept> {
  if (takes.length === 0) return { ids: [], events: [] };
  const kept = takes.map((take) => ({ id: v7(), ...take }));
  await tx.insert(reservations).values(kept.map((take) => rowOf(take, keeping)));
  const lines = kept.flatMap((take) => reservation(take).map((line) => ({ ...line, reservationId: take.id })));
  const { belowFloor } = await move(tx, lines, keeping.by);
  const events = kept.map((take) => reserved(take, keeping));
  if (belowFloor.length > 0) events.push(tellStorekeeper('floorTouched'));
  return { ids: kept.map(({ id }) => id), events };
}

/** A word to the storekeeper: for one ticket alone, so that it is one mail. */
export function tellStorekeeper(because: EscalationCause): TicketEvent {
  return { type: 'escalated', by: theDesk, data: { to: { role: 'storekeeper' }, because } };
}

type WithId = PartTake & { readonly id: string };

function rowOf(
  { id, partId, quantity, warehouseId, readyAt }: WithId,
  { visitId, number, worksId, neededBy, now }: Keeping,
): typeof reservations.$inferInsert {
  return {
    ...{ id, partId, quantity, warehouseId, status: 'reserved', visitId, number, worksId },
    neededBy: neededBy === null ? null : new Date(neededBy),
    readyAt: new Date(readyAt),
    reservedAt: new Date(now),
  };
}

function reserved(take: WithId, { visitId, neededBy, by }: Keeping): TicketEvent {
  const { id: reservationId, partId, quantity, warehouseId, readyAt, belowFloor } = take;
  const data = { reservationId, partId, quantity, visitId, warehouseId, neededBy, readyAt };
  return { type: 'partReserved', by: byOf(by), data: belowFloor ? { ...data, belowFloor } : data };
}
