import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { lockVisit } from '../../db/visits/lock-visit.ts';
import { recordOnVisit } from '../../db/visits/record-on-visit.ts';
import { byOf } from '../../domain/actor.ts';
import { cancelVisit } from '../../domain/visit/leaving.ts';
import type { Parts } from '../parts.ts';
import { reasonBody } from '../schemas/ticket-commands.ts';
import { bookingBody } from '../schemas/visits.ts';
import { bookByHand } from '../visits/booking.ts';
import { describedAs, visitCommand } from '../visits/visit-command.ts';

/** Who goes and when, or that nobody goes: decided by those who arrange visits. */
export const visitBookingRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  const booking = describedAs('askVisit', 'Accept the proposal, or decide otherwise');
  app.put('/visits/:id/booking', { ...booking, schema: { ...booking.schema, body: bookingBody } }, (request, reply) =>
    visitCommand(parts, { request, reply, act: 'askVisit' }, (tx, id) =>
      bookByHand(tx, id, request.body ?? {}, request.person),
    ),
  );

  const cancelling = describedAs('askVisit', 'Call it off');
  app.put(
    '/visits/:id/cancellation',
    { ...cancelling, schema: { ...cancelling.schema, body: reasonBody } },
    (request, reply) =>
      visitCommand(parts, { request, reply, act: 'askVisit' }, async (tx, id) => {
        const head = await lockVisit(tx, id);
        const events = cancelVisit(head.visit, 'asked', byOf(request.person), head.now);
        await recordOnVisit(tx, head, events, { reason: request.body.reason });
      }),
  );
};
