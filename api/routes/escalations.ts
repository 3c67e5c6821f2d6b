import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { command } from '../command.ts';
import type { Parts } from '../parts.ts';
import { requires } from '../plugins/sign-in.ts';
import { requireUser } from '../references.ts';
import { escalationBody } from '../schemas/ticket-commands.ts';
import { byNumber } from '../schemas/ticket-number.ts';
import { ticketView } from '../schemas/ticket-view.ts';

/** By hand: somebody is told now, whatever the clocks say. */
export const escalationRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  app.post(
    '/tickets/:number/escalations',
    {
      onRequest: requires('escalate'),
      schema: {
        tags: ['Tickets'],
        summary: 'Escalate by hand',
        params: byNumber,
        body: escalationBody,
        response: { 201: ticketView },
      },
    },
    (request, reply) => {
      const { to, reason } = request.body;
      const { number } = request.params;
      return command(parts, { request, reply, number, status: 201 }, async () => {
        if ('userId' in to) await requireUser(parts.database.db, to.userId, 'to.userId');
        return { texts: { reason }, command: (texts) => ({ type: 'escalate', to, texts }) };
      });
    },
  );
};
