import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { v7 } from 'uuid';
import { z } from 'zod';
import { recordFact } from '../../db/facts.ts';
import { keepTexts } from '../../db/private-texts.ts';
import { seeTicket } from '../../db/tickets.ts';
import { byOf } from '../../domain/actor.ts';
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
        const data = { noteId: v7(), visibility };
        // Nobody is woken: a note changes nothing that the ticket's workflow goes by.
        const event = { type: 'noteAdded', by: byOf(person), data, texts } as const;
        const { ticket } = await recordFact(tx, number, () => [event], null);
        const answer = { id: data.noteId, ticket: number, position: ticket.foldedUpTo, visibility };
        return { status: 201, body: answer, number };
      });
    },
  );
};
