import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { command } from '../command.ts';
import type { Parts } from '../parts.ts';
import { requires } from '../plugins/sign-in.ts';
import { resolutionBody } from '../schemas/ticket-commands.ts';
import { byNumber } from '../schemas/ticket-number.ts';
import { ticketView } from '../schemas/ticket-view.ts';
import { fieldReachOf } from '../sight.ts';

/** Our side is done; the rest is the customer’s word. */
export const resolutionRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  app.put(
    '/tickets/:number/resolution',
    {
      onRequest: requires('resolve'),
      schema: {
        tags: ['Tickets'],
        summary: 'Resolve',
        params: byNumber,
        body: resolutionBody,
        response: { 200: ticketView },
      },
    },
    (request, reply) => {
      const { cause, measures, zone, restoredAt } = request.body;
      const { number } = request.params;
      const restored = { zone, ...(restoredAt !== undefined && { restoredAt }) };
      const sight = fieldReachOf(request.person, 'resolve');
      return command(parts, { request, reply, number, sight }, () => ({
        texts: { cause, measures },
        command: (texts) => ({ type: 'resolve', ...restored, texts }),
      }));
    },
  );
};
