import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { command } from '../command.ts';
import { offered } from '../evidence.ts';
import type { Parts } from '../parts.ts';
import { requires } from '../plugins/sign-in.ts';
import { requireContact } from '../references.ts';
import { confirmationBody } from '../schemas/ticket-commands.ts';
import { byNumber } from '../schemas/ticket-number.ts';
import { ticketView } from '../schemas/ticket-view.ts';

/** The customer’s word, as an agent heard it. */
export const confirmationRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  app.put(
    '/tickets/:number/confirmation',
    {
      onRequest: requires('confirm'),
      schema: {
        tags: ['Tickets'],
        summary: 'Record the customer’s word',
        params: byNumber,
        body: confirmationBody,
        response: { 200: ticketView },
      },
    },
    (request, reply) => {
      const { decision, contactId, note, evidence: given } = request.body;
      const { number } = request.params;
      return command(parts, { request, reply, number }, (ticket) => {
        requireContact(ticket, contactId, 'contactId');
        const offer = offered(ticket, given && 'call' in given ? { call: { contactId, ...given.call } } : given);
        return {
          texts: { note, ...offer.texts },
          command: (kept) => {
            const { others, ...evidence } = offer.split(kept);
            return { type: 'confirm', decision, contactId, ...evidence, texts: others };
          },
        };
      });
    },
  );
};
