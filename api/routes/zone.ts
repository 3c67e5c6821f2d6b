import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { readElement } from '../../db/reference/elements.ts';
import { command } from '../command.ts';
import type { Parts } from '../parts.ts';
import { requires } from '../plugins/sign-in.ts';
import { orUnknown } from '../references.ts';
import { zoneBody } from '../schemas/tests.ts';
import { byNumber } from '../schemas/ticket-number.ts';
import { ticketView } from '../schemas/ticket-view.ts';
import { fieldReachOf } from '../sight.ts';

/** A person’s word on where the fault lies; the tests only suspect. */
export const zoneRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  app.put(
    '/tickets/:number/zone',
    {
      onRequest: requires('confirmZone'),
      schema: {
        tags: ['Tickets'],
        summary: 'Confirm the zone',
        params: byNumber,
        body: zoneBody,
        response: { 200: ticketView },
      },
    },
    (request, reply) => {
      const { note, element = null, ...said } = request.body;
      const { number } = request.params;
      const sight = fieldReachOf(request.person, 'confirmZone');
      return command(parts, { request, reply, number, sight }, async () => {
        const known = element === null ? null : orUnknown(await readElement(parts.database.db, element), 'element');
        const chargeable = known?.owner === 'customer' && !known.covered;
        return {
          texts: note === undefined ? {} : { note },
          command: (texts) => ({ type: 'confirmZone', ...said, element, ...(chargeable && { chargeable }), texts }),
        };
      });
    },
  );
};
