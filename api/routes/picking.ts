import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { listPicking, listToReturn } from '../../db/stock/reservation-list.ts';
import type { Parts } from '../parts.ts';
import { requires } from '../plugins/sign-in.ts';
import { pickingQuery, reservationList, returnsQuery } from '../schemas/stock.ts';
import { viewReservation } from '../stock-view.ts';

const described = { tags: ['Stores'], response: { 200: reservationList } };

/** The storekeeper's work: what goes out, by when it is needed, and what has to come back. */
export const pickingRoutes: FastifyPluginAsyncZod<Parts> = async (app, { database: { db } }) => {
  const onRequest = requires('reserveParts');

  app.get(
    '/picking',
    { onRequest, schema: { ...described, summary: 'To be picked', querystring: pickingQuery } },
    async ({ query: { warehouse, limit } }) => {
      const items = await listPicking(db, { warehouseId: warehouse, limit });
      return { items: items.map(viewReservation) };
    },
  );

  app.get(
    '/returns',
    { onRequest, schema: { ...described, summary: 'Issued for what is over', querystring: returnsQuery } },
    async ({ query: { engineer, limit }, person }) => {
      const items = await listToReturn(db, { engineerId: engineer === 'me' ? person.id : engineer, limit });
      return { items: items.map(viewReservation) };
    },
  );
};
