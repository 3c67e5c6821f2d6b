import { z } from 'zod';
import { movementKinds, reservationStatuses } from '../../domain/words.ts';
import { at } from './clock-view.ts';
import { id, listOf, name, page, text } from './common.ts';
import { nearInstant } from './ticket-commands.ts';

const quantity = z.number().int().min(1).max(100_000);
const serialNumber = z.string().trim().min(1).max(100);
const serialNumbers = z
  .array(serialNumber)
  .max(1_000)
  .refine((all) => new Set(all).size === all.length, 'names a piece twice')
  .exactOptional()
  .describe('One for each piece, or none at all');

export const warehouse = z.strictObject({ name, region: name });
export const part = z.strictObject({
  name,
  number: z.string().trim().min(1).max(100).describe('The maker’s or the operator’s own'),
  unit: z.string().trim().min(1).max(20),
  models: z.array(name).max(200).default([]).describe('Kinds of elements that it can replace'),
});

export const stockReceipt = z.strictObject({ partId: id, warehouseId: id, quantity, serialNumbers });
export const stockAdjustment = z.strictObject({
  partId: id,
  warehouseId: id,
  quantity: z
    .number()
    .int()
    .min(-100_000)
    .max(100_000)
    .refine((value) => value !== 0, 'changes nothing')
    .describe('With its sign'),
  reason: text,
});
export const stockTransfer = z
  .strictObject({ partId: id, from: id, to: id, quantity, serialNumbers })
  .refine(({ from, to }) => from !== to, { path: ['to'], error: 'is where it comes from' });
export const stockFloor = z.strictObject({
  partId: id,
  warehouseId: id,
  floor: z.number().int().min(0).max(100_000).describe('Left alone for emergencies'),
});

export const reservationBody = z.strictObject({
  partId: id,
  quantity,
  neededBy: nearInstant.exactOptional(),
  warehouseId: id.exactOptional().describe('Left out: from wherever it is there first'),
  override: z.strictObject({ reason: text }).exactOptional().describe('Below the emergency floor, by a supervisor'),
});
export const issueBody = z.strictObject({ engineerId: id, serialNumbers });
export const receiptBody = z
  .strictObject({
    happenedAt: nearInstant.exactOptional().describe('When it was done, where it is told later than that'),
  })
  .nullish();
export const returnBody = z.strictObject({}).nullish();

const stockPage = { ...page, limit: z.coerce.number().int().min(1).max(1_000).default(200) };
export const stockQuery = z.strictObject({ ...stockPage, partId: id.optional(), warehouseId: id.optional() });
export const movementsQuery = z.strictObject({
  ...page,
  partId: id.optional(),
  warehouseId: id.optional(),
  reservationId: id.optional(),
});
export const replenishmentsQuery = z.strictObject({
  ...page,
  filled: z.enum(['true', 'false']).optional().describe('Those that have come, in place of the open ones'),
});
const shortList = { limit: z.coerce.number().int().min(1).max(1_000).default(200) };
export const pickingQuery = z.strictObject({ ...shortList, warehouse: id.optional() });
export const returnsQuery = z.strictObject({ ...shortList, engineer: z.union([z.literal('me'), id]).optional() });

const named = z.object({ id: z.string(), name: z.string() });

export const stockView = z.object({
  partId: z.string(),
  warehouseId: z.string(),
  onHand: z.number(),
  reserved: z.number(),
  floor: z.number(),
  available: z.number().describe('`onHand` − `reserved`; P3, P4 and planned works may take what is above the floor'),
});
export const stockList = listOf(stockView);

export const movementView = z.object({
  id: z.string(),
  at,
  kind: z.enum(movementKinds),
  partId: z.string(),
  warehouseId: z.string(),
  onHand: z.number().describe('By how many it changed'),
  reserved: z.number(),
  reservationId: z.string().nullable(),
  serialNumbers: z.array(z.string()),
  by: z.object({ kind: z.string(), id: z.string().optional() }),
  reason: z.string().nullable(),
});
export const movementList = listOf(movementView);

export const replenishmentList = listOf(
  z.object({
    id: z.string(),
    partId: z.string(),
    warehouseId: z.string(),
    quantity: z.number(),
    because: z.enum(['belowFloor', 'outOfStock']),
    orderedAt: at,
    filledAt: at.nullable(),
  }),
);

export const reservationView = z.object({
  reservationId: z.string(),
  status: z.enum(reservationStatuses),
  visitId: z.string().nullable(),
  ticket: z.string().nullable().describe('Null for planned works'),
  worksId: z.string().nullable(),
  partId: z.string(),
  part: named.extend({ number: z.string() }),
  quantity: z.number(),
  warehouseId: z.string().describe('Where it lies now'),
  warehouse: named,
  neededBy: at.nullable(),
  readyAt: at.describe('When it can be where it is needed: not before'),
  engineer: named.nullable(),
  reservedAt: at,
  issuedAt: at.nullable(),
  receivedAt: at.nullable(),
  endedAt: at.nullable(),
});
export const reservationList = z.object({ items: z.array(reservationView) });

const perKind = Object.fromEntries(movementKinds.map((kind) => [kind, z.number()])) as Record<
  (typeof movementKinds)[number],
  z.ZodNumber
>;
export const stockReportView = z.object({
  from: z.string(),
  to: z.string(),
  items: z.array(
    z.object({
      month: z.string().describe('`2026-01`, UTC'),
      part: named.extend({ number: z.string() }),
      ...perKind,
      utilisation: z.number().nullable().describe('Used of what came in, null where nothing did'),
    }),
  ),
  low: z
    .array(
      stockView.extend({
        part: named.extend({ number: z.string() }),
        warehouse: named,
        missing: z.number().describe('To the floor'),
        ordered: z.number().describe('Open replenishment'),
      }),
    )
    .describe('Where there is less than the floor at this moment, or something is on order'),
});
