import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Db, Reader } from '../../db/client.ts';
import { hashRecipe } from '../../db/hash-chain.ts';
import { oneMoment, verify } from '../../db/protocol.ts';
import { checkReceipt } from '../../db/receipts.ts';
import { seeTicket } from '../../db/tickets.ts';
import { instantOf } from '../../domain/instant.ts';
import type { Receipt } from '../../domain/receipt.ts';
import { receiptSentence } from '../../domain/receipt-verdict.ts';
import { Refusal } from '../../domain/refusal.ts';
import { cursorOf, placeOf } from '../cursors.ts';
import type { Parts } from '../parts.ts';
import { viewEntries } from '../protocol-view.ts';
import { protocolExport, protocolPage, protocolQuery, verification, verificationQuery } from '../schemas/protocol.ts';
import { byNumber } from '../schemas/ticket-number.ts';
import { sightOf } from '../sight.ts';

const place = z.strictObject({ position: z.number().int().min(1).max(2_147_483_647) });
const tags = ['Tickets'];

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
    { schema: { tags, params: byNumber, querystring: verificationQuery, response: { 200: verification } } },
    async ({ params: { number }, query: { receipt }, person }) => {
      await seeTicket(db, number, sightOf(person));
      const verified = await verify(db, number);
      return receipt === undefined ? verified : { ...verified, receipt: await judged(db, number, receipt) };
    },
  );
};

/** @throws Refusal badQuery for a receipt of another ticket */
async function judged(db: Db, number: string, receipt: Receipt) {
  if (receipt.number !== number) {
    throw new Refusal('badQuery', 'another ticket', [{ path: 'receipt', message: 'is of another ticket' }]);
  }
  const verdict = await checkReceipt(db, receipt);
  return { ...verdict, text: receiptSentence(verdict) };
}

function wholeProtocol(reader: Reader, number: string) {
  return viewEntries(reader, number, 0, Number.MAX_SAFE_INTEGER);
}
