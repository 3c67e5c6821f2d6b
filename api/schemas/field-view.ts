import { z } from 'zod';
import { reservationStatuses, visitCauses, visitFaults, visitStatuses, zones } from '../../domain/words.ts';
import { at } from './clock-view.ts';

export const windowView = z.object({ from: at, to: at });

/** A visit as its ticket knows it. */
export const visitOfTicketView = z.object({
  id: z.string(),
  status: z.enum(visitStatuses),
  cause: z.enum(visitCauses),
  episode: z.number(),
  zone: z.enum(zones),
  element: z.string().nullable(),
  engineer: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
  window: windowView.nullable(),
  requestedAt: at,
  acceptedAt: at.nullable(),
  departedAt: at.nullable(),
  arrivedAt: at.nullable(),
  endedAt: at.nullable(),
  fault: z.enum(visitFaults).nullable().describe('Whose fault it was that it led to nothing'),
});

/** Spare parts that are or were kept for a ticket. */
export const reservationOfTicketView = z.object({
  id: z.string(),
  visitId: z.string().nullable(),
  partId: z.string(),
  quantity: z.number(),
  warehouseId: z.string(),
  status: z.enum(reservationStatuses),
  neededBy: at.nullable(),
  readyAt: at.describe('When the parts can be where they are needed'),
});

export const worksOfTicketView = z.object({ id: z.string(), title: z.string(), window: windowView });
