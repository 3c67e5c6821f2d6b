import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { releaseForTicket, reserveForTicket } from '../../db/stock/for-tickets.ts';
import { reservationsOf, seenReservation } from '../../db/stock/reservation-list.ts';
import { seeTicket } from '../../db/tickets.ts';
import { byOf, is, type Person } from '../../domain/actor.ts';
import { Refusal } from '../../domain/refusal.ts';
import { once } from '../idempotency.ts';
import type { Parts } from '../parts.ts';
import { requires } from '../plugins/sign-in.ts';
import { id } from '../schemas/common.ts';
import { reservationBody, reservationList, reservationView } from '../schemas/stock.ts';
import { byNumber } from '../schemas/ticket-number.ts';
import { reachOf, sightOf } from '../sight.ts';
import { viewReservation } from '../stock-view.ts';

const tags = ['Tickets'];
const path = '/tickets/:number/reservations';

/** Spare parts that are kept for a ticket by hand. Facts: they go on while the engine is away. */
export const ticketReservationRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  const { db } = parts.database;
  const onRequest = requires('reserveParts');

  app.get(path, { schema: { tags, params: byNumber, response: { 200: reservationList } } }, async (request) => {
    const { number } = await seeTicket(db, request.params.number, sightOf(request.person));
    return { items: (await reservationsOf(db, number)).map(viewReservation) };
  });

  app.post(
    path,
    {
      onRequest,
      schema: {
        ...{ tags, summary: 'Keep a spare part', params: byNumber, body: reservationBody },
        response: { 201: reservationView },
      },
    },
    async (request, reply) => {
      await once(parts, request, reply, async (tx) => {
        const { person, params, body } = request;
        const { override, neededBy = null, ...wanted } = body;
        if (override !== undefined) requireSupervisor(person);
        const { number } = await seeTicket(tx, params.number, reachOf(person));
        const wish = { ...wanted, neededBy, reason: override?.reason };
        const reservationId = await reserveForTicket(tx, number, wish, byOf(person));
        return { status: 201, body: viewReservation(await seenReservation(tx, reservationId)), number };
      });
    },
  );

  app.delete(
    `${path}/:id`,
    {
      onRequest,
      schema: {
        ...{ tags, summary: 'Let go of it', params: byNumber.extend({ id }) },
        response: { 200: reservationView },
      },
    },
    async (request, reply) => {
      await once(parts, request, reply, async (tx) => {
        const { person, params } = request;
        const { number } = await seeTicket(tx, params.number, reachOf(person));
        await releaseForTicket(tx, number, params.id, byOf(person));
        return { status: 200, body: viewReservation(await seenReservation(tx, params.id)), number };
      });
    },
  );
};

/** The emergency reserve is broken by a supervisor alone. @throws Refusal notAllowed */
function requireSupervisor(person: Person): void {
  if (!is(person, 'supervisor')) throw new Refusal('notAllowed', 'only a supervisor may override the floor');
}
