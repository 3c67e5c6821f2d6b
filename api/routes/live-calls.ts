import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Tx } from '../../db/client.ts';
import { extensionOf } from '../../db/telephony/agents-to-ring.ts';
import { isExchangeConnected } from '../../db/telephony/line.ts';
import { liveNow, readLiveCall, want, type LiveCall } from '../../db/telephony/live-calls.ts';
import { tieLiveCall } from '../../db/telephony/tie-live-call.ts';
import { seeTicket } from '../../db/tickets.ts';
import type { Person } from '../../domain/actor.ts';
import { Refusal } from '../../domain/refusal.ts';
import { parseTicketNumber } from '../../domain/ticket-number.ts';
import { once } from '../idempotency.ts';
import { stateOf, viewLiveCall } from '../live-call-view.ts';
import type { Parts } from '../parts.ts';
import { requires } from '../plugins/sign-in.ts';
import { asUnknown, orUnknown } from '../references.ts';
import { byId, listOf } from '../schemas/common.ts';
import { callState, liveCall, tie } from '../schemas/live-calls.ts';
import { sightOf } from '../sight.ts';

const tags = ['Live calls'];

/** Calls that ring in or are under way at the exchange. */
export const liveCallRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  const { db } = parts.database;
  const onRequest = requires('logCall');

  app.get(
    '/live-calls',
    {
      onRequest: requires('readTickets'),
      schema: {
        tags,
        summary: 'Who rings, who talks, who has waited longest first',
        response: { 200: listOf(liveCall) },
      },
    },
    async () => {
      const items = [];
      for (const call of await liveNow(db)) items.push(await viewLiveCall(db, call));
      return { items, nextCursor: null };
    },
  );

  app.get(
    '/live-calls/:id',
    { onRequest: requires('readTickets'), schema: { tags, params: byId, response: { 200: liveCall } } },
    async ({ params }) => viewLiveCall(db, found(await readLiveCall(db, params.id))),
  );

  app.put(
    '/live-calls/:id/answer',
    {
      onRequest,
      schema: { tags, summary: 'Put it through to my phone', params: byId, response: { 202: callState } },
    },
    async (request, reply) => {
      await once(parts, request, reply, async (tx) => {
        const call = await wantFor(tx, request.params.id, request.person);
        return { status: 202, body: stateOf(call) };
      });
    },
  );

  app.put(
    '/live-calls/:id/ticket',
    {
      onRequest,
      schema: { tags, summary: 'Say which ticket it is about', params: byId, body: tie, response: { 200: callState } },
    },
    async (request, reply) => {
      await once(parts, request, reply, async (tx) => {
        const { params, body, person } = request;
        const number = orUnknown(parseTicketNumber(body.number), 'number');
        await seeTicket(tx, number, sightOf(person)).catch(asUnknown('number'));
        const call = await tieLiveCall(tx, { id: params.id, number, contactId: body.contactId });
        return { status: 200, body: stateOf(call), number };
      });
    },
  );
};

async function wantFor(tx: Tx, id: string, { id: agentId }: Person): Promise<LiveCall> {
  found(await readLiveCall(tx, id));
  if (!(await isExchangeConnected(tx))) throw new Refusal('noExchange', 'nobody holds the line to the exchange');
  if ((await extensionOf(tx, agentId)) === null) throw new Refusal('noExtension', 'they have no phone there');
  if (!(await want(tx, id, agentId))) throw new Refusal('callOver', 'the call does not ring any more');
  return found(await readLiveCall(tx, id));
}

function found(call: LiveCall | null): LiveCall {
  if (call === null) throw new Refusal('notFound', 'no such call');
  return call;
}
