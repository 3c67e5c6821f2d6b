import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { adjustStock, receiveStock, setFloor, transferStock } from '../../db/stock/change-stock.ts';
import { byOf } from '../../domain/actor.ts';
import { once } from '../idempotency.ts';
import type { Parts } from '../parts.ts';
import { requires } from '../plugins/sign-in.ts';
import { stockAdjustment, stockFloor, stockReceipt, stockTransfer } from '../schemas/stock.ts';
import { viewStock } from '../stock-view.ts';

const tags = ['Stores'];

/** What the storekeeper writes into the books; each answers with what lies there then. */
export const stockChangeRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  const onRequest = requires('changeStock');

  app.post(
    '/stock/receipts',
    { onRequest, schema: { tags, summary: 'What has come in', body: stockReceipt } },
    (request, reply) =>
      once(parts, request, reply, async (tx) => {
        const level = await receiveStock(tx, request.body, byOf(request.person));
        return { status: 201, body: viewStock(level) };
      }),
  );

  app.post(
    '/stock/adjustments',
    { onRequest, schema: { tags, summary: 'What was counted and differs, with its sign', body: stockAdjustment } },
    (request, reply) =>
      once(parts, request, reply, async (tx) => {
        const level = await adjustStock(tx, request.body, byOf(request.person));
        return { status: 201, body: viewStock(level) };
      }),
  );

  app.post(
    '/stock/transfers',
    { onRequest, schema: { tags, summary: 'From one warehouse to another', body: stockTransfer } },
    (request, reply) =>
      once(parts, request, reply, async (tx) => {
        const levels = await transferStock(tx, request.body, byOf(request.person));
        return { status: 201, body: { items: levels.map(viewStock) } };
      }),
  );

  app.put(
    '/stock/floors',
    { onRequest, schema: { tags, summary: 'How many are left alone for emergencies', body: stockFloor } },
    (request, reply) =>
      once(parts, request, reply, async (tx) => {
        return { status: 200, body: viewStock(await setFloor(tx, request.body)) };
      }),
  );
};
