import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Tx } from '../../db/client.ts';
import { recordFact } from '../../db/facts.ts';
import { keepTexts } from '../../db/private-texts.ts';
import { requireKnown } from '../../db/reference/references.ts';
import { seeTicket } from '../../db/tickets.ts';
import { fulfilWish } from '../../db/visits/fulfil-wish.ts';
import { visitsOfTicket } from '../../db/visits/visit-list.ts';
import { byOf, type Person } from '../../domain/actor.ts';
import { askVisit } from '../../domain/field/visit-request.ts';
import { instantOf } from '../../domain/instant.ts';
import { Refusal } from '../../domain/refusal.ts';
import { offered } from '../evidence.ts';
import { once } from '../idempotency.ts';
import type { Parts } from '../parts.ts';
import { requires } from '../plugins/sign-in.ts';
import { byNumber } from '../schemas/ticket-number.ts';
import { visitAsked, visitDetails, visitView } from '../schemas/visits.ts';
import { sightOf } from '../sight.ts';
import { viewVisit } from '../visits/visit-details.ts';
import { viewVisits } from '../visits/visit-view.ts';

/** Visits of one ticket: asked for by hand, also while the engine is away. */
export const ticketVisitRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  const { db } = parts.database;
  const tags = ['Visits'];

  app.post(
    '/tickets/:number/visits',
    {
      onRequest: requires('askVisit'),
      schema: {
        tags,
        summary: 'Ask for a visit',
        description: 'Where somebody is on the way to the same fault, the ticket joins that visit.',
        params: byNumber,
        body: visitAsked,
        response: { 202: visitDetails },
      },
    },
    async (request, reply) => {
      await once(parts, request, reply, async (tx) => {
        const { params, body, person } = request;
        const visitId = await ask(tx, params.number, body, person).catch(underConsent);
        const visit = await viewVisit(tx, visitId, { person, sight: 'all' });
        return { status: 202, body: visit, number: params.number, headers: { location: `/api/v1/visits/${visitId}` } };
      });
    },
  );

  app.get(
    '/tickets/:number/visits',
    {
      schema: {
        tags,
        summary: 'Its visits',
        params: byNumber,
        response: { 200: z.object({ items: z.array(visitView) }) },
      },
    },
    async ({ params, person }) => {
      const sight = sightOf(person);
      const { number } = await seeTicket(db, params.number, sight);
      return { items: await viewVisits(db, await visitsOfTicket(db, number, sight), person) };
    },
  );
};

/** The visit's row is locked before the ticket's, so what else is said of the ticket is recorded after it. */
async function ask(tx: Tx, number: string, body: z.output<typeof visitAsked>, person: Person): Promise<string> {
  const { reason, consent: given, ...asked } = body;
  const ticket = await seeTicket(tx, number, sightOf(person));
  await requireParts(tx, asked.parts);
  const offer = offered(ticket, given);
  const { evidence: consent } = offer.split(await keepTexts(tx, offer.texts));
  const now = instantOf(Date.now());
  const { wish, recorded } = askVisit(ticket, { ...asked, ...(consent && { consent }) }, person, now);
  const { visitId } = await fulfilWish(tx, ticket, wish, byOf(person), { reason });
  if (recorded.length > 0) await recordFact(tx, number, () => recorded, 'factsRecorded');
  return visitId;
}

async function requireParts(tx: Tx, parts: readonly { readonly partId: string }[] = []): Promise<void> {
  await requireKnown(
    tx,
    parts.map(({ partId: id }, index) => ({ path: `parts.${index}.partId`, to: 'part', id })),
  );
}

/** The evidence stands under another name here than where a customer's word is all that is asked for. */
function underConsent(error: unknown): never {
  if (!(error instanceof Refusal)) throw error;
  const faults = error.faults.map(({ path, message }) => ({ path: path.replace(/^evidence/, 'consent'), message }));
  throw new Refusal(error.code, error.message, faults);
}
