import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { command } from '../command.ts';
import type { Parts } from '../parts.ts';
import { requires } from '../plugins/sign-in.ts';
import { etaBody } from '../schemas/ticket-commands.ts';
import { byNumber } from '../schemas/ticket-number.ts';
import { ticketView } from '../schemas/ticket-view.ts';

/** The promise made to this customer. */
export const etaRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  app.put(
    '/tickets/:number/eta',
    {
      onRequest: requires('promiseEta'),
      schema: {
        tags: ['Tickets'],
        summary: 'Promise a time',
        params: byNumber,
        body: etaBody,
        response: { 200: ticketView },
      },
    },
    (request, reply) => {
      const { promisedAt, reason } = request.body;
      const { number } = request.params;
      return command(parts, { request, reply, number }, () => ({
        texts: { reason },
        command: (texts) => ({ type: 'promiseEta', promisedAt, texts }),
      }));
    },
  );
};
