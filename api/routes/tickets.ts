import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { listTickets } from '../../db/ticket-list.ts';
import { seeTicket } from '../../db/tickets.ts';
import { cursorOf } from '../cursors.ts';
import type { Parts } from '../parts.ts';
import { requires } from '../plugins/sign-in.ts';
import { openTicket } from '../open-ticket.ts';
import { listOf } from '../schemas/common.ts';
import { openingBody } from '../schemas/opening.ts';
import { byNumber } from '../schemas/ticket-number.ts';
import { ticketQuery } from '../schemas/ticket-query.ts';
import { ticketView } from '../schemas/ticket-view.ts';
import { sightOf } from '../sight.ts';
import { pageAfter, placeOfTicket } from '../ticket-pages.ts';
import { viewTicket, viewTickets } from '../ticket-view.ts';
import { etagOf } from '../versions.ts';

/** Opening tickets, finding them, reading one. */
export const ticketRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  const { db } = parts.database;
  const tags = ['Tickets'];

  app.post(
    '/tickets',
    {
      onRequest: requires('openTicket'),
      schema: { tags, summary: 'Open a ticket', body: openingBody, response: { 201: ticketView } },
    },
    (request, reply) => openTicket(parts, { request, reply, body: request.body }),
  );

  app.get(
    '/tickets',
    {
      schema: {
        tags,
        summary: 'Tickets in their order',
        querystring: ticketQuery,
        response: { 200: listOf(ticketView) },
      },
    },
    async ({ query, person }) => {
      const { page, cannotBe } = pageAfter(query, person);
      const found = cannotBe ? [] : await listTickets(db, { ...page, limit: query.limit + 1 });
      const shown = found.slice(0, query.limit);
      const last = found.length > query.limit ? shown.at(-1) : undefined;
      const nextCursor = last ? cursorOf(placeOfTicket(last, page.sort)) : null;
      return { items: await viewTickets(db, shown), nextCursor };
    },
  );

  app.get(
    '/tickets/:number',
    { schema: { tags, summary: 'A ticket', params: byNumber, response: { 200: ticketView } } },
    async ({ params, person }, reply) => {
      const ticket = await seeTicket(db, params.number, sightOf(person));
      void reply.header('etag', etagOf(ticket.version));
      return viewTicket(db, ticket);
    },
  );
};
