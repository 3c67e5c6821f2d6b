import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { serviceAt } from '../../db/ticket-references.ts';
import { workingTimesOf } from '../../db/working-times.ts';
import { command } from '../command.ts';
import { joiningFrom } from '../listed-contacts.ts';
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
      return command(parts, { request, reply, number }, async (ticket) => {
        const { db } = parts.database;
        const { served } = orUnknown(await serviceAt(db, serviceId, ticket.reportedAt), 'serviceId');
        const workingTimes = await workingTimesOf(db, served.terms, ticket.reportedAt);
        const service = { ...served, workingTimes };
        const { listed, texts } = await joiningFrom(db, ticket, served.customerId);
        return { texts, command: (kept) => ({ type: 'identifyService', service, listed, texts: kept }) };
      });
    },
  );
};
