import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { readRoster, replaceRoster } from '../../db/reference/roster.ts';
import { once } from '../idempotency.ts';
import type { Parts } from '../parts.ts';
import { requires } from '../plugins/sign-in.ts';
import { roster, rosterOf } from '../schemas/reference-people.ts';

const tags = ['Reference data'];

export const rosterRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  app.get(
    '/roster',
    { onRequest: requires('readReferenceData'), schema: { tags, querystring: rosterOf } },
    async ({ query: { role } }) => ({ role, entries: await readRoster(parts.database.db, role) }),
  );

  app.put(
    '/roster',
    {
      onRequest: requires('changeReferenceData'),
      schema: { tags, summary: 'Who is on duty in a role; takes the place of what stood there', body: roster },
    },
    (request, reply) =>
      once(parts, request, reply, async (tx) => {
        const { role, entries } = request.body;
        return { status: 200, body: { role, entries: await replaceRoster(tx, role, entries) } };
      }),
  );
};
