import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { byOf } from '../../domain/actor.ts';
import { command } from '../command.ts';
import { offered } from '../evidence.ts';
import type { Parts } from '../parts.ts';
import { requires } from '../plugins/sign-in.ts';
import { requireContact } from '../references.ts';
import { isLateAnswer, keepRepeatedAnswer } from '../repeated-answer.ts';
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
    async (request, reply) => {
      const { decision, contactId, note, evidence: given } = request.body;
      const { number } = request.params;
      const taken = command(parts, { request, reply, number }, (ticket) => {
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
      await taken.catch(async (error: unknown) => {
        const answer = { number, by: byOf(request.person), contactId, decision, note };
        if (isLateAnswer(error)) await keepRepeatedAnswer(parts.database, answer);
        throw error;
      });
    },
  );
};
