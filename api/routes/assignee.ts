import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { command } from '../command.ts';
import type { Parts } from '../parts.ts';
import { requires } from '../plugins/sign-in.ts';
import { requireUser } from '../references.ts';
import { assigneeBody } from '../schemas/ticket-commands.ts';
import { byNumber } from '../schemas/ticket-number.ts';
import { ticketView } from '../schemas/ticket-view.ts';

/** Whose ticket it is: claiming is assigning to oneself. */
export const assigneeRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  app.put(
    '/tickets/:number/assignee',
    {
      onRequest: requires('assign'),
      schema: {
        tags: ['Tickets'],
        summary: 'Assign, or claim',
        params: byNumber,
        body: assigneeBody,
        response: { 200: ticketView },
      },
    },
    (request, reply) => {
      const { params, person, body } = request;
      const userId = body?.userId ?? person.id;
      return command(parts, { request, reply, number: params.number }, async () => {
        if (userId !== person.id) await requireUser(parts.database.db, userId, 'userId');
        return { command: () => ({ type: 'assign', userId }) };
      });
    },
  );

  app.delete(
    '/tickets/:number/assignee',
    {
      onRequest: requires('assign'),
      schema: { tags: ['Tickets'], summary: 'Let go', params: byNumber, response: { 200: ticketView } },
    },
    (request, reply) => {
      const { number } = request.params;
      return command(parts, { request, reply, number }, () => ({ command: () => ({ type: 'unassign' }) }));
    },
  );
};
