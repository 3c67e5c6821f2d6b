import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { termsOfVersion } from '../../db/ticket-references.ts';
import { command } from '../command.ts';
import type { Parts } from '../parts.ts';
import { requires } from '../plugins/sign-in.ts';
import { orUnknown } from '../references.ts';
import { termsBody } from '../schemas/ticket-commands.ts';
import { byNumber } from '../schemas/ticket-number.ts';
import { ticketView } from '../schemas/ticket-view.ts';

/** Newer terms of the same contract. */
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
      const { version: termsVersion } = request.body;
      const { number } = request.params;
      return command(parts, { request, reply, number }, async ({ contractId }) => {
        const { db } = parts.database;
        const terms = contractId === null ? null : await termsOfVersion(db, contractId, termsVersion);
        const found = orUnknown(terms, 'version');
        return { command: () => ({ type: 'moveTerms', terms: found, termsVersion }) };
      });
    },
  );
};
