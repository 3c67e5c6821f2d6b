import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { listReplenishments } from '../../db/stock/replenishments.ts';
import { listMovements, listStock } from '../../db/stock/stock-list.ts';
import { cursorOf, placeOf } from '../cursors.ts';
import type { Parts } from '../parts.ts';
import { requires } from '../plugins/sign-in.ts';
import { askedPage, listed } from '../reference-resource.ts';
import { id } from '../schemas/common.ts';
import {
  movementList,
  movementsQuery,
  replenishmentList,
  replenishmentsQuery,
  stockList,
  stockQuery,
} from '../schemas/stock.ts';
import { viewMovement, viewStock } from '../stock-view.ts';

const tags = ['Stores'];
const place = z.strictObject({ partId: id, warehouseId: id });
const line = z.string().regex(/^\d{1,18}$/);

/** What lies where, how it came to be so, and what has to be ordered. */
export const stockRoutes: FastifyPluginAsyncZod<Parts> = async (app, { database: { db } }) => {
  app.get(
    '/stock',
    {
      onRequest: requires('readReferenceData'),
      schema: { tags, querystring: stockQuery, response: { 200: stockList } },
    },
    async ({ query: { limit, cursor, ...filter } }) => {
      const levels = await listStock(db, { ...filter, limit: limit + 1, after: placeOf(place, cursor) });
      const { items, last } = cut(levels, limit);
      const nextCursor = last && cursorOf({ partId: last.partId, warehouseId: last.warehouseId });
      return { items: items.map(viewStock), nextCursor };
    },
  );

  app.get(
    '/stock/movements',
    {
      onRequest: requires('reserveParts'),
      schema: {
        ...{ tags, summary: 'The ledger, the latest line first' },
        ...{ querystring: movementsQuery, response: { 200: movementList } },
      },
    },
    async ({ query: { limit, cursor, ...filter } }) => {
      const lines = await listMovements(db, { ...filter, limit: limit + 1, before: placeOf(line, cursor) });
      const { items, last } = cut(lines, limit);
      return { items: items.map(viewMovement), nextCursor: last && cursorOf(String(last.id)) };
    },
  );

  app.get(
    '/replenishments',
    {
      onRequest: requires('reserveParts'),
      schema: {
        ...{ tags, summary: 'What has to be ordered' },
        ...{ querystring: replenishmentsQuery, response: { 200: replenishmentList } },
      },
    },
    async ({ query: { filled, ...page } }) => {
      const { items, next } = await listReplenishments(db, { ...askedPage(page), filled: filled === 'true' });
      const seen = items.map(({ orderedAt, filledAt, ...one }) => ({
        ...{ ...one, orderedAt: orderedAt.toISOString(), filledAt: filledAt?.toISOString() ?? null },
      }));
      return listed({ items: seen, next });
    },
  );
};

/** A page of rows that were asked for with one more than the limit, and the row that it ends with if more follow. */
function cut<T>(rows: readonly T[], limit: number): { readonly items: T[]; readonly last: T | null } {
  const items = rows.slice(0, limit);
  return { items, last: rows.length > limit ? (items.at(-1) ?? null) : null };
}
