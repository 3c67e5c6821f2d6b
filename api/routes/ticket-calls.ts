import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { v7 } from 'uuid';
import { z } from 'zod';
import type { Tx } from '../../db/client.ts';
import { recordFact } from '../../db/facts.ts';
import { keepTexts } from '../../db/private-texts.ts';
import { byOf, type Person } from '../../domain/actor.ts';
import { callLogged } from '../../domain/calls.ts';
import { callDirections, callOutcomes } from '../../domain/words.ts';
import { once } from '../idempotency.ts';
import type { Parts } from '../parts.ts';
import { requires } from '../plugins/sign-in.ts';
import { requireContact } from '../references.ts';
import { callBody } from '../schemas/ticket-commands.ts';
import { byNumber } from '../schemas/ticket-number.ts';

const logged = z.object({
  id: z.string(),
  ticket: z.string(),
  position: z.number(),
  direction: z.enum(callDirections),
  outcome: z.enum(callOutcomes),
  contactId: z.string().optional(),
  durationSeconds: z.number().optional(),
});

/** A call is a fact: taken at once, on finished tickets and without the engine too. */
export const ticketCallRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  app.post(
    '/tickets/:number/calls',
    {
      onRequest: requires('logCall'),
      schema: { tags: ['Tickets'], summary: 'Log a call', params: byNumber, body: callBody, response: { 201: logged } },
    },
    async (request, reply) => {
      await once(parts, request, reply, async (tx) => {
        const { number } = request.params;
        const body = await logCall(tx, number, request.body, request.person);
        return { status: 201, body, number };
      });
    },
  );
};

async function logCall(tx: Tx, number: string, body: z.output<typeof callBody>, person: Person) {
  const { text, phone, direction, outcome, contactId, durationSeconds } = body;
  const texts = await keepTexts(tx, { text, phone });
  const id = v7();
  const about = {
    ...{ direction, outcome },
    ...(contactId !== undefined && { contactId }),
    ...(durationSeconds !== undefined && { durationSeconds }),
  };
  const { ticket } = await recordFact(
    tx,
    number,
    (known, now) => {
      if (contactId !== undefined) requireContact(known, contactId, 'contactId');
      const call = { callId: id, ...about, happenedAt: now, episode: known.episode };
      return [callLogged(call, byOf(person), texts)];
    },
    'factsRecorded',
  );
  return { id, ticket: number, position: ticket.foldedUpTo, ...about };
}
