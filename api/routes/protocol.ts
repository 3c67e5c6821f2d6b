import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Reader } from '../../db/client.ts';
import { hashRecipe } from '../../db/hash-chain.ts';
import { verify } from '../../db/protocol.ts';
import { seeTicket } from '../../db/tickets.ts';
import { instantOf } from '../../domain/instant.ts';
import { cursorOf, placeOf } from '../cursors.ts';
import type { Parts } from '../parts.ts';
import { viewEntries } from '../protocol-view.ts';
import { protocolExport, protocolPage, protocolQuery, verification } from '../schemas/protocol.ts';
import { byNumber } from '../schemas/ticket-number.ts';
import { sightOf } from '../sight.ts';

const place = z.strictObject({ position: z.number().int().min(1).max(2_147_483_647) });
const tags = ['Tickets'];

/** One state of the database for several questions: an entry appended between two of them would look like a break. */
const oneMoment = { isolationLevel: 'repeatable read', accessMode: 'read only' } as const;

/** What happened, in order, and the proof that it was not rewritten. */
export const protocolRoutes: FastifyPluginAsyncZod<Parts> = async (app, { database: { db } }) => {
  app.get(
    '/tickets/:number/protocol',
    { schema: { tags, params: byNumber, querystring: protocolQuery, response: { 200: protocolPage } } },
    async ({ params: { number }, query: { limit, cursor }, person }) => {
      await seeTicket(db, number, sightOf(person));
      const after = placeOf(place, cursor)?.position ?? 0;
      const found = await viewEntries(db, number, after, limit + 1);
      const items = found.slice(0, limit);
      const last = found.length > limit ? items.at(-1) : undefined;
      return { items, nextCursor: last ? cursorOf({ position: last.position }) : null };
    },
  );

  app.get(
    '/tickets/:number/protocol/export',
    { schema: { tags, params: byNumber, response: { 200: protocolExport } } },
    async ({ params: { number }, person }, reply) => {
      await seeTicket(db, number, sightOf(person));
      const items = await db.transaction((tx) => wholeProtocol(tx, number), oneMoment);
      void reply.header('content-disposition', `attachment; filename="${number}-protocol.json"`);
      return { ticket: number, exportedAt: instantOf(Date.now()), recipe: hashRecipe, items };
    },
  );

  app.get(
    '/tickets/:number/protocol/verification',
    { schema: { tags, params: byNumber, response: { 200: verification } } },
    async ({ params: { number }, person }) => {
      await seeTicket(db, number, sightOf(person));
      return verify(db, number);
    },
  );
};

function wholeProtocol(reader: Reader, number: string) {
  return viewEntries(reader, number, 0, Number.MAX_SAFE_INTEGER);
}
