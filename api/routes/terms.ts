import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { termsOfVersion } from '../../db/ticket-references.ts';
import { workingTimesOf } from '../../db/working-times.ts';
import { command } from '../command.ts';
import { offered } from '../evidence.ts';
import type { Parts } from '../parts.ts';
import { requires } from '../plugins/sign-in.ts';
import { orUnknown } from '../references.ts';
import { termsBody } from '../schemas/ticket-commands.ts';
import { byNumber } from '../schemas/ticket-number.ts';
import { ticketView } from '../schemas/ticket-view.ts';

/** Newer terms of the same contract; to ones that promise less only with the customer's word. */
export const termsRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  app.put(
    '/tickets/:number/terms',
    {
      onRequest: requires('moveTerms'),
      schema: {
        tags: ['Tickets'],
        summary: 'Move to newer terms of the contract',
        params: byNumber,
        body: termsBody,
        response: { 200: ticketView },
      },
    },
    (request, reply) => {
      const { version: termsVersion, evidence: given } = request.body;
      const { number } = request.params;
      return command(parts, { request, reply, number }, async (ticket) => {
        const { contractId, reportedAt } = ticket;
        const { db } = parts.database;
        const terms = contractId === null ? null : await termsOfVersion(db, contractId, termsVersion);
        const found = orUnknown(terms, 'version');
        const workingTimes = await workingTimesOf(db, found, reportedAt);
        const offer = offered(ticket, given);
        return {
          texts: offer.texts,
          command: (kept) => {
            const { others: _others, ...evidence } = offer.split(kept);
            return { type: 'moveTerms', terms: found, termsVersion, workingTimes, ...evidence };
          },
        };
      });
    },
  );
};
