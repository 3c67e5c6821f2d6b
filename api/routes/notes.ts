import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { v7 } from 'uuid';
import { z } from 'zod';
import { recordFact } from '../../db/facts.ts';
import { keepTexts } from '../../db/private-texts.ts';
import { seeTicket } from '../../db/tickets.ts';
import { noteAdded } from '../../domain/notes.ts';
import { visibilities } from '../../domain/words.ts';
import { once } from '../idempotency.ts';
import type { Parts } from '../parts.ts';
import { requires } from '../plugins/sign-in.ts';
import { noteBody } from '../schemas/ticket-commands.ts';
import { byNumber } from '../schemas/ticket-number.ts';
import { reachOf } from '../sight.ts';

const noted = z.object({ id: z.string(), ticket: z.string(), position: z.number(), visibility: z.enum(visibilities) });

/** A note is a fact: taken at once, on finished tickets and without the engine too. */
export const noteRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  app.post(
    '/tickets/:number/notes',
    {
      onRequest: requires('addNote'),
      schema: { tags: ['Tickets'], summary: 'Add a note', params: byNumber, body: noteBody, response: { 201: noted } },
    },
    async (request, reply) => {
      await once(parts, request, reply, async (tx) => {
        const { person, params, body } = request;
        const { number } = await seeTicket(tx, params.number, reachOf(person));
        const { visibility, text } = body;
        const texts = await keepTexts(tx, { text });
        const noteId = v7();
        const note = { noteId, visibility, texts };
        // Only what the customer sees changes something that the ticket's workflow goes by: it meets the response, is sent.
        const wake = visibility === 'customer' ? 'factsRecorded' : null;
        const { ticket } = await recordFact(tx, number, (known, now) => [noteAdded(known, note, person, now)], wake);
        const answer = { id: noteId, ticket: number, position: ticket.foldedUpTo, visibility };
        return { status: 201, body: answer, number };
      });
    },
  );
};
