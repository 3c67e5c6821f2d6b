import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { command } from '../command.ts';
import type { Parts } from '../parts.ts';
import { requires } from '../plugins/sign-in.ts';
import { reasonBody } from '../schemas/ticket-commands.ts';
import { byNumber } from '../schemas/ticket-number.ts';
import { ticketView } from '../schemas/ticket-view.ts';

/** Not our service. */
export const rejectionRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  app.put(
    '/tickets/:number/rejection',
    {
      onRequest: requires('reject'),
      schema: {
        tags: ['Tickets'],
        summary: 'Reject',
        params: byNumber,
        body: reasonBody,
        response: { 200: ticketView },
      },
    },
    (request, reply) => {
      const { reason } = request.body;
      const { number } = request.params;
      return command(parts, { request, reply, number }, () => ({
        texts: { reason },
        command: (texts) => ({ type: 'reject', texts }),
      }));
    },
  );
};
