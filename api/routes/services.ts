import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { addService, listServices, readService, replaceService } from '../../db/reference/services.ts';
import type { Parts } from '../parts.ts';
import { requires } from '../plugins/sign-in.ts';
import { answerOne, askedPage, listed, takeWrites } from '../reference-resource.ts';
import { service } from '../schemas/reference-network.ts';
import { servicesQuery } from '../schemas/reference-query.ts';

export const serviceRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  const path = '/services';
  answerOne(app, parts, { path, read: readService });
  takeWrites(app, parts, {
    path,
    body: service,
    add: (tx, id, body) => addService(tx, { ...body, id }),
    replace: (tx, id, body) => replaceService(tx, { ...body, id }),
  });

  app.get(
    path,
    { onRequest: requires('readReferenceData'), schema: { tags: ['Reference data'], querystring: servicesQuery } },
    async ({ query: { customerId, ...page } }) =>
      listed(await listServices(parts.database.db, { ...askedPage(page), customerId })),
  );
};
