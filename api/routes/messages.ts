import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { listMessages, type MessageRow } from '../../db/messages.ts';
import { seeTicket } from '../../db/tickets.ts';
import { maskLinks } from '../../mail/links.ts';
import { cursorOf, placeOf } from '../cursors.ts';
import type { Parts } from '../parts.ts';
import { id, instant, listOf, pageQuery } from '../schemas/common.ts';
import { message } from '../schemas/messages.ts';
import { byNumber } from '../schemas/ticket-number.ts';
import { sightOf } from '../sight.ts';

const place = z.strictObject({ at: instant, id });

/** What the desk told whom about a ticket, with what became of it. */
export const messageRoutes: FastifyPluginAsyncZod<Parts> = async (app, { database }) => {
  app.get(
    '/tickets/:number/messages',
    {
      schema: { tags: ['Tickets'], params: byNumber, querystring: pageQuery, response: { 200: listOf(message) } },
    },
    async ({ params: { number }, query: { limit, cursor }, person }) => {
      await seeTicket(database.db, number, sightOf(person));
      const after = placeOf(place, cursor);
      const rows = await listMessages(database.db, number, { limit: limit + 1, after });
      const shown = rows.slice(0, limit);
      const last = shown.at(-1)?.message;
      const nextCursor = rows.length > limit && last ? cursorOf({ at: last.queuedAt, id: last.id }) : null;
      return { items: shown.map(({ message: row, name }) => shownMessage(row, name)), nextCursor };
    },
  );
};

function shownMessage(row: MessageRow, name: string | null): z.infer<typeof message> {
  const { direction, audience, channel, cause, language, outcome, failure, sentAt, possibleDuplicate } = row;
  return {
    id: row.id,
    at: row.queuedAt.toISOString(),
    ...{ direction, audience, ...addressed(row, name), channel, cause, language, outcome },
    subject: row.subject === null ? null : maskLinks(row.subject),
    text: row.body === null ? null : maskLinks(row.body),
    template: row.template,
    ...(row.receipt !== null && { receipt: row.receipt }),
    ...(failure !== null && { failure }),
    ...(row.offers !== null && { offers: row.offers }),
    ...(row.refused !== null && row.refused.length > 0 && { refused: [...row.refused] }),
    ...(sentAt !== null && { sentAt: sentAt.toISOString() }),
    ...(possibleDuplicate && { possibleDuplicate: true as const }),
  };
}

function addressed({ direction, address }: MessageRow, name: string | null) {
  return direction === 'in' ? { to: null, toName: name, from: address } : { to: address, toName: name };
}
