import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Tx } from '../../db/client.ts';
import { onReservation } from '../../db/stock/for-tickets.ts';
import { issueParts, receiveParts, type Changed } from '../../db/stock/issue.ts';
import { seenReservation } from '../../db/stock/reservation-list.ts';
import { returnOne } from '../../db/stock/return.ts';
import { byOf } from '../../domain/actor.ts';
import type { Instant } from '../../domain/instant.ts';
import { Refusal } from '../../domain/refusal.ts';
import { once } from '../idempotency.ts';
import type { Parts } from '../parts.ts';
import { requires } from '../plugins/sign-in.ts';
import { byId } from '../schemas/common.ts';
import { issueBody, receiptBody, reservationView, returnBody } from '../schemas/stock.ts';
import { viewReservation } from '../stock-view.ts';

const described = { tags: ['Stores'], params: byId, response: { 200: reservationView } };

/** The way of a reserved part: handed over, received, and back if it was not used. Each step is safe to tell twice. */
export const reservationRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  app.put(
    '/reservations/:id/issue',
    { onRequest: requires('changeStock'), schema: { ...described, summary: 'Hand over', body: issueBody } },
    async (request, reply) => {
      const { params, body, person } = request;
      const asking = { request, reply, id: params.id };
      await takeStep(parts, asking, (tx, now) => issueParts(tx, params.id, body, byOf(person), now));
    },
  );

  app.put(
    '/reservations/:id/receipt',
    { onRequest: requires('doVisit'), schema: { ...described, summary: 'The engineer has it', body: receiptBody } },
    async (request, reply) => {
      const { params, body, person } = request;
      const asking = { request, reply, id: params.id };
      await takeStep(parts, asking, (tx, now) => {
        return receiveParts(tx, params.id, person, notAhead(body?.happenedAt ?? now, now));
      });
    },
  );

  app.put(
    '/reservations/:id/return',
    { onRequest: requires('changeStock'), schema: { ...described, summary: 'Back, and free again', body: returnBody } },
    async (request, reply) => {
      const { params, person } = request;
      const asking = { request, reply, id: params.id };
      await takeStep(parts, asking, (tx, now) => returnOne(tx, params.id, byOf(person), now));
    },
  );
};

interface Asking {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly id: string;
}

/** One step on the way of a reservation, answered with how it stands then. */
async function takeStep(
  parts: Parts,
  { request, reply, id }: Asking,
  act: (tx: Tx, now: Instant) => Promise<Changed>,
): Promise<void> {
  await once(parts, request, reply, async (tx) => {
    await onReservation(tx, id, (now) => act(tx, now));
    return { status: 200, body: viewReservation(await seenReservation(tx, id)) };
  });
}

/** @throws Refusal instantInFuture */
function notAhead(happenedAt: Instant, now: Instant): Instant {
  if (happenedAt <= now) return happenedAt;
  throw new Refusal('instantInFuture', 'not yet', [{ path: 'happenedAt', message: 'lies ahead' }]);
}
