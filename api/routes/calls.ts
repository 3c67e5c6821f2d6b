import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { v7 } from 'uuid';
import { logLooseCall } from '../../db/calls.ts';
import { once } from '../idempotency.ts';
import type { Parts } from '../parts.ts';
import { requires } from '../plugins/sign-in.ts';
import { looseCall } from '../schemas/reference-calls.ts';

export const callRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  app.post(
    '/calls',
    {
      onRequest: requires('logCall'),
      schema: { tags: ['Tickets'], summary: 'A call that is about no ticket (yet)', body: looseCall },
    },
    (request, reply) =>
      once(parts, request, reply, async (tx) => {
        const call = { ...request.body, id: v7(), loggedBy: request.person.id };
        await logLooseCall(tx, call);
        return { status: 201, body: call };
      }),
  );
};
