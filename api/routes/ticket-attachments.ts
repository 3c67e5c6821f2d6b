import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { attachmentOfTicket, attachmentsOfTicket, type TicketAttachment } from '../../db/ticket-attachments.ts';
import { seeTicket } from '../../db/tickets.ts';
import { downloadHeaders } from '../../files/download.ts';
import { attachedTypes, originalMail } from '../../files/file-types.ts';
import { keptFilesIn } from '../../files/kept-files.ts';
import type { Parts } from '../parts.ts';
import { found } from '../reference-resource.ts';
import { byTicketAttachment, ticketAttachment } from '../schemas/attachments.ts';
import { byNumber } from '../schemas/ticket-number.ts';
import { sightOf } from '../sight.ts';

const tags = ['Tickets'];

/** What customers attached to a ticket, by mail or on their page. */
export const ticketAttachmentRoutes: FastifyPluginAsyncZod<Parts> = async (app, { database: { db }, config }) => {
  const files = keptFilesIn(config.filesDir);

  app.get(
    '/tickets/:number/attachments',
    {
      schema: {
        tags,
        summary: 'What customers attached',
        params: byNumber,
        response: { 200: z.object({ items: z.array(ticketAttachment) }) },
      },
    },
    async ({ params: { number }, person }) => {
      await seeTicket(db, number, sightOf(person));
      return { items: (await attachmentsOfTicket(db, number)).map(viewAttachment) };
    },
  );

  app.get(
    '/tickets/:number/attachments/:id',
    {
      schema: { tags, summary: 'The file', params: byTicketAttachment, produces: [...attachedTypes, originalMail] },
    },
    async ({ params: { number, id }, person }, reply) => {
      await seeTicket(db, number, sightOf(person));
      const { mediaType, bytes, sha256 } = found(await attachmentOfTicket(db, number, id));
      const file = found(await files.read(sha256));
      return reply.headers(downloadHeaders({ name: `${number}-${id}`, mediaType, bytes })).send(file);
    },
  );
};

function viewAttachment({ happenedAt, addedAt, ...attachment }: TicketAttachment): z.input<typeof ticketAttachment> {
  const { id, name, mediaType, bytes, sha256, from, contactId, messageId, original } = attachment;
  const when = { happenedAt: happenedAt.toISOString(), addedAt: addedAt.toISOString() };
  return { id, name, mediaType, bytes, sha256, from, contactId, messageId, original, ...when };
}
