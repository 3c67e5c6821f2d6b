import type { z } from 'zod';
import type { SeenReservation } from '../db/stock/reservation-list.ts';
import type { Movement } from '../db/stock/stock-list.ts';
import { available } from '../domain/stock/level.ts';
import type { StockLevel } from '../domain/stock/stock.ts';
import type { movementView, reservationView, stockView } from './schemas/stock.ts';

export function viewStock(level: StockLevel): z.output<typeof stockView> {
  const { partId, warehouseId, onHand, reserved, floor } = level;
  return { partId, warehouseId, onHand, reserved, floor, available: available(level) };
}

export function viewMovement({ id, at, ...line }: Movement): z.output<typeof movementView> {
  return { ...line, id: String(id), at: at.toISOString() };
}

export function viewReservation(seen: SeenReservation): z.output<typeof reservationView> {
  const { id: reservationId, partId, quantity, warehouseId, status, visitId, worksId, ticket, engineer } = seen;
  return {
    ...{ reservationId, status, visitId, ticket, worksId, partId, quantity, warehouseId, engineer },
    part: { id: partId, name: seen.partName, number: seen.partNumber },
    warehouse: { id: warehouseId, name: seen.warehouseName },
    neededBy: seen.neededBy?.toISOString() ?? null,
    readyAt: seen.readyAt.toISOString(),
    reservedAt: seen.reservedAt.toISOString(),
    issuedAt: seen.issuedAt?.toISOString() ?? null,
    receivedAt: seen.receivedAt?.toISOString() ?? null,
    endedAt: seen.endedAt?.toISOString() ?? null,
  };
}
