import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { attachmentOf } from '../../db/visits/attachments.ts';
import { seeVisit } from '../../db/visits/visit-list.ts';
import { instantOf } from '../../domain/instant.ts';
import { toldInstant } from '../../domain/visit/told-instant.ts';
import { downloadHeaders } from '../../files/download.ts';
import { fileTypes, largestFile, requireHonest } from '../../files/file-types.ts';
import { keptFilesIn } from '../../files/kept-files.ts';
import { fileBody, readFiles } from '../visits/attachment-body.ts';
import { addAttachment } from '../visits/attachments.ts';
import { answerBefore, once, requestKey, send } from '../idempotency.ts';
import type { Parts } from '../parts.ts';
import { requires } from '../plugins/sign-in.ts';
import { found } from '../reference-resource.ts';
import { byId } from '../schemas/common.ts';
import { attachmentQuery, attachmentView, byAttachment } from '../schemas/visits.ts';
import { fieldReachOf, sightOf } from '../sight.ts';
import { viewAttachment } from '../visits/visit-view.ts';

const tags = ['Visits'];

/** Photos and signatures of a visit: files beside the database, their hashes in the protocol. */
export const visitAttachmentRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  const { db } = parts.database;
  const files = keptFilesIn(parts.config.filesDir);
  readFiles(app);

  app.post(
    '/visits/:id/attachments',
    {
      bodyLimit: largestFile,
      onRequest: requires('doVisit'),
      schema: {
        tags,
        summary: 'Add a photo or a signature',
        description: 'The file itself is the body, 10 MiB at most. Sent again it is taken once.',
        consumes: [...fileTypes],
        params: byId,
        querystring: attachmentQuery,
        body: fileBody,
        response: { 201: attachmentView },
      },
    },
    async (request, reply) => {
      const { params, query, body: file, person } = request;
      const before = await answerBefore(db, requestKey(request));
      if (before !== null) return void send(reply, before);
      const { visit } = await seeVisit(db, params.id, fieldReachOf(person, 'doVisit'));
      requireHonest(file.contents(), file.mediaType);
      toldInstant(visit, query.happenedAt, instantOf(Date.now()));
      // Before the row that speaks of it: a crash leaves a file that nobody knows, never a row without its file.
      await files.keep(file.sha256, file.contents());
      await once(parts, request, reply, async (tx) => {
        const { attachment, number } = await addAttachment(tx, params.id, { ...query, file, by: person });
        return { status: 201, body: viewAttachment(attachment), number };
      });
    },
  );

  app.get(
    '/visits/:id/attachments/:attachmentId',
    { schema: { tags, summary: 'The file', params: byAttachment, produces: [...fileTypes] } },
    async ({ params: { id, attachmentId }, person }, reply) => {
      await seeVisit(db, id, sightOf(person));
      const { kind, mediaType, bytes, sha256 } = found(await attachmentOf(db, id, attachmentId));
      const file = found(await files.read(sha256));
      const headers = downloadHeaders({ name: `${kind}-${attachmentId}`, mediaType, bytes });
      return reply.headers(headers).send(file);
    },
  );
};
