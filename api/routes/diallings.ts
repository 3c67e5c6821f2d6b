import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { v7 } from 'uuid';
import { addWords } from '../../db/attempt-words.ts';
import type { Tx } from '../../db/client.ts';
import { owedCall } from '../../db/hold-call.ts';
import { extensionOf } from '../../db/telephony/agents-to-ring.ts';
import { askDialling, callOff, lastDialling, type Dialling } from '../../db/telephony/diallings.ts';
import { isExchangeConnected } from '../../db/telephony/line.ts';
import { Refusal } from '../../domain/refusal.ts';
import { shownCall } from '../call-task-view.ts';
import { once } from '../idempotency.ts';
import type { Parts } from '../parts.ts';
import { requires } from '../plugins/sign-in.ts';
import { callTask } from '../schemas/call-tasks.ts';
import { byId } from '../schemas/common.ts';
import { attemptOf, dialling, words, type DiallingView } from '../schemas/diallings.ts';

/** Call tasks that the exchange dials: the agent's own phone rings first, then the contact's. */
export const diallingRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  const { db } = parts.database;
  const tags = ['Call tasks'];
  app.addHook('onRequest', requires('doCallTask'));

  app.post(
    '/call-tasks/:id/dialling',
    { schema: { tags, summary: 'Dial it for me', params: byId, response: { 202: dialling } } },
    async (request, reply) => {
      await once(parts, request, reply, async (tx) => {
        const asked = await ask(tx, request.params.id, request.person.id);
        return { status: 202, body: shown(asked) };
      });
    },
  );

  app.get(
    '/call-tasks/:id/dialling',
    { schema: { tags, summary: 'How the last dialling stands', params: byId, response: { 200: dialling } } },
    async ({ params }) => shown(found(await lastDialling(db, params.id))),
  );

  app.delete(
    '/call-tasks/:id/dialling',
    { schema: { tags, summary: 'Hang up', params: byId, response: { 202: dialling } } },
    async (request, reply) => {
      await once(parts, request, reply, async (tx) => {
        if (!(await callOff(tx, request.params.id))) throw new Refusal('callOver', 'nothing is being dialled');
        return { status: 202, body: shown(found(await lastDialling(tx, request.params.id))) };
      });
    },
  );

  app.put(
    '/call-tasks/:id/attempts/:callId',
    {
      schema: {
        tags,
        summary: 'Add what was said in a call that was logged by itself',
        params: attemptOf,
        body: words,
        response: { 200: callTask },
      },
    },
    async (request, reply) => {
      await once(parts, request, reply, async (tx) => {
        const { params, body, person } = request;
        const call = await addWords(tx, { ...body, taskId: params.id, callId: params.callId, by: person });
        return { status: 200, body: shownCall(call) };
      });
    },
  );
};

async function ask(tx: Tx, taskId: string, agentId: string): Promise<Dialling> {
  const { state } = await owedCall(tx, taskId);
  if (state !== 'open') throw new Refusal('callTaskDone', `the call task is ${state}`);
  if (!(await isExchangeConnected(tx))) throw new Refusal('noExchange', 'nobody holds the line to the exchange');
  if ((await extensionOf(tx, agentId)) === null) throw new Refusal('noExtension', 'they have no phone there');
  return askDialling(tx, { id: v7(), taskId, agentId });
}

function found(one: Dialling | null): Dialling {
  if (one === null) throw new Refusal('notFound', 'this task was not dialled lately');
  return one;
}

function shown({ calledOffAt: _calledOffAt, askedAt, answeredAt, endedAt, ...rest }: Dialling): DiallingView {
  return {
    ...rest,
    askedAt: askedAt.toISOString(),
    answeredAt: answeredAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
  };
}
