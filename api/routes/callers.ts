import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { callerBy } from '../../db/callers.ts';
import type { Parts } from '../parts.ts';
import { requires } from '../plugins/sign-in.ts';
import { callerQuery } from '../schemas/reference-calls.ts';

export const callerRoutes: FastifyPluginAsyncZod<Parts> = async (app, { database }) => {
  app.get(
    '/callers',
    {
      onRequest: requires('readTickets'),
      schema: { tags: ['Tickets'], summary: 'Who is calling', querystring: callerQuery },
    },
    ({ query }) => callerBy(database.db, query.phone),
  );
};
