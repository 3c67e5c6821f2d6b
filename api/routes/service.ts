import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { serviceAt } from '../../db/ticket-references.ts';
import { command } from '../command.ts';
import type { Parts } from '../parts.ts';
import { requires } from '../plugins/sign-in.ts';
import { orUnknown } from '../references.ts';
import { serviceBody } from '../schemas/ticket-commands.ts';
import { byNumber } from '../schemas/ticket-number.ts';
import { ticketView } from '../schemas/ticket-view.ts';

/** Which service the ticket is about, found later or corrected. */
export const ticketServiceRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  app.put(
    '/tickets/:number/service',
    {
      onRequest: requires('identifyService'),
      schema: {
        tags: ['Tickets'],
        summary: 'Identify or replace the service',
        params: byNumber,
        body: serviceBody,
        response: { 200: ticketView },
      },
    },
    (request, reply) => {
      const { serviceId } = request.body;
      const { number } = request.params;
      return command(parts, { request, reply, number }, async ({ reportedAt }) => {
        const { served } = orUnknown(await serviceAt(parts.database.db, serviceId, reportedAt), 'serviceId');
        return { command: () => ({ type: 'identifyService', service: served }) };
      });
    },
  );
};
