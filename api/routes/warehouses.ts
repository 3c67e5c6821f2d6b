import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { addWarehouse, listWarehouses, readWarehouse, replaceWarehouse } from '../../db/stock/warehouses.ts';
import type { Parts } from '../parts.ts';
import { answerReads, takeWrites } from '../reference-resource.ts';
import { warehouse } from '../schemas/stock.ts';

/** Where spare parts lie. Vans come with their engineers. */
export const warehouseRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  const path = '/warehouses';
  answerReads(app, parts, { path, list: listWarehouses, read: readWarehouse });
  takeWrites(app, parts, {
    path,
    body: warehouse,
    add: (tx, id, body) => addWarehouse(tx, { ...body, id, engineerId: null }),
    replace: (tx, id, body) => replaceWarehouse(tx, { ...body, id }),
  });
};
