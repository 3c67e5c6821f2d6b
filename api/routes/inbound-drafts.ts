import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { draftById, listDrafts } from '../../db/inbound/drafts.ts';
import { downloadHeaders } from '../../files/download.ts';
import { attachedTypes, originalMail } from '../../files/file-types.ts';
import { keptFilesIn } from '../../files/kept-files.ts';
import { cursorOf, placeOf } from '../cursors.ts';
import { once } from '../idempotency.ts';
import { dismiss, fileOfDraft, putOnTicket, viewDraft } from '../inbound-drafts.ts';
import type { Parts } from '../parts.ts';
import { requires } from '../plugins/sign-in.ts';
import { found } from '../reference-resource.ts';
import { byId, id, instant, listOf } from '../schemas/common.ts';
import { byDraftFile, dismissal, draftQuery, draftView, ontoTicket } from '../schemas/inbound-drafts.ts';

const tags = ['Inbound mail'];
const place = z.strictObject({ at: instant, id });

/** Mails of which an agent has to say what they are about. */
export const inboundDraftRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  const { db } = parts.database;
  const files = keptFilesIn(parts.config.filesDir);
  app.addHook('onRequest', requires('takeDrafts'));

  app.get(
    '/inbound-drafts',
    {
      schema: {
        tags,
        summary: 'Mails that found no ticket by themselves',
        querystring: draftQuery,
        response: { 200: listOf(draftView) },
      },
    },
    async ({ query: { state, limit, cursor } }) => {
      const rows = await listDrafts(db, { state, limit: limit + 1, after: placeOf(place, cursor) });
      const shown = rows.slice(0, limit);
      const last = rows.length > limit ? shown.at(-1) : undefined;
      return { items: shown.map(viewDraft), nextCursor: last ? cursorOf({ at: last.receivedAt, id: last.id }) : null };
    },
  );

  app.get(
    '/inbound-drafts/:id',
    { schema: { tags, summary: 'One of them', params: byId, response: { 200: draftView } } },
    async ({ params }) => viewDraft(await draftById(db, params.id)),
  );

  app.get(
    '/inbound-drafts/:id/files/:sha256',
    {
      schema: { tags, summary: 'What came with it', params: byDraftFile, produces: [...attachedTypes, originalMail] },
    },
    async ({ params }, reply) => {
      const { mediaType, bytes, sha256 } = await fileOfDraft(db, params.id, params.sha256);
      const file = found(await files.read(sha256));
      return reply.headers(downloadHeaders({ name: `mail-${params.id}`, mediaType, bytes })).send(file);
    },
  );

  app.put(
    '/inbound-drafts/:id/ticket',
    { schema: { tags, summary: 'Put it onto a ticket', params: byId, body: ontoTicket, response: { 200: draftView } } },
    async (request, reply) => {
      const { params, body, person } = request;
      await once(parts, request, reply, async (tx) => {
        const draft = await putOnTicket(tx, params.id, body.number, person);
        return { status: 200, body: viewDraft(draft), ...(draft.number !== null && { number: draft.number }) };
      });
    },
  );

  app.put(
    '/inbound-drafts/:id/dismissal',
    { schema: { tags, summary: 'It concerns no ticket', params: byId, body: dismissal, response: { 200: draftView } } },
    async (request, reply) => {
      const { params, body, person } = request;
      await once(parts, request, reply, async (tx) => ({
        status: 200,
        body: viewDraft(await dismiss(tx, params.id, body.reason, person)),
      }));
    },
  );
};
