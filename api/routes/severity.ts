import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { command } from '../command.ts';
import { offered } from '../evidence.ts';
import type { Parts } from '../parts.ts';
import { requires } from '../plugins/sign-in.ts';
import { severityBody } from '../schemas/ticket-commands.ts';
import { byNumber } from '../schemas/ticket-number.ts';
import { ticketView } from '../schemas/ticket-view.ts';

/** How bad it is for the customer, corrected or changed. */
export const severityRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  app.put(
    '/tickets/:number/severity',
    {
      onRequest: requires('changeSeverity'),
      schema: {
        tags: ['Tickets'],
        summary: 'Correct or change the severity',
        params: byNumber,
        body: severityBody,
        response: { 200: ticketView },
      },
    },
    (request, reply) => {
      const { severity, kind, reason, evidence: given } = request.body;
      const { number } = request.params;
      return command(parts, { request, reply, number }, (ticket) => {
        const offer = offered(ticket, given);
        return {
          texts: { reason, ...offer.texts },
          command: (kept) => {
            const { others, ...evidence } = offer.split(kept);
            return { type: 'changeSeverity', severity, kind, ...evidence, texts: others };
          },
        };
      });
    },
  );
};
