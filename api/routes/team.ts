import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { command } from '../command.ts';
import type { Parts } from '../parts.ts';
import { requires } from '../plugins/sign-in.ts';
import { teamBody } from '../schemas/ticket-commands.ts';
import { byNumber } from '../schemas/ticket-number.ts';
import { ticketView } from '../schemas/ticket-view.ts';

/** Which service holds the ticket now. */
export const teamRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  app.put(
    '/tickets/:number/team',
    {
      onRequest: requires('handOver'),
      schema: {
        tags: ['Tickets'],
        summary: 'Hand over to another service',
        params: byNumber,
        body: teamBody,
        response: { 200: ticketView },
      },
    },
    (request, reply) => {
      const { team, note } = request.body;
      const { number } = request.params;
      return command(parts, { request, reply, number }, () => ({
        texts: { note },
        command: (texts) => ({ type: 'handOver', team, texts }),
      }));
    },
  );
};
