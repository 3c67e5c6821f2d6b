import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { recordAttempt } from '../../db/call-attempts.ts';
import { assignCall, listOwedCalls } from '../../db/call-tasks.ts';
import type { Tx } from '../../db/client.ts';
import { userExists } from '../../db/duty.ts';
import { owedCall } from '../../db/hold-call.ts';
import { Refusal } from '../../domain/refusal.ts';
import { parseTicketNumber } from '../../domain/ticket-number.ts';
import { shownCall, type ShownCall } from '../call-task-view.ts';
import { cursorOf, placeOf } from '../cursors.ts';
import { once } from '../idempotency.ts';
import type { Parts } from '../parts.ts';
import { requires } from '../plugins/sign-in.ts';
import { assignment, attempt, callTask, callTaskQuery } from '../schemas/call-tasks.ts';
import { byId, id, instant, listOf } from '../schemas/common.ts';

const place = z.strictObject({ open: z.boolean(), at: instant, id });

/** The calls that the desk owes: who makes each, and what came of it. */
export const callTaskRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  const { db } = parts.database;
  const tags = ['Call tasks'];
  app.addHook('onRequest', requires('doCallTask'));

  app.get(
    '/call-tasks',
    { schema: { tags, querystring: callTaskQuery, response: { 200: listOf(callTask) } } },
    async ({ person, query: { limit, cursor, state, ticket, assignee, free, due } }) => {
      const assigneeId = assignee === 'me' ? person.id : assignee;
      const filter = {
        ...{ state, assigneeId, free: yesOrNo(free), due: yesOrNo(due) },
        number: ticket === undefined ? undefined : numberOf(ticket),
      };
      const rows = await listOwedCalls(db, filter, { limit: limit + 1, after: placeOf(place, cursor) });
      const items = rows.slice(0, limit).map(shownCall);
      return { items, nextCursor: rows.length > limit ? cursorAfter(items.at(-1)) : null };
    },
  );

  app.put(
    '/call-tasks/:id/assignee',
    { schema: { tags, params: byId, body: assignment, response: { 200: callTask } } },
    async (request, reply) => {
      await once(parts, request, reply, async (tx) => {
        const { params, person } = request;
        await assign(tx, params.id, { userId: request.body?.userId ?? person.id });
        return { status: 200, body: shownCall(await owedCall(tx, params.id)) };
      });
    },
  );

  app.post(
    '/call-tasks/:id/attempts',
    { schema: { tags, params: byId, body: attempt, response: { 201: callTask } } },
    async (request, reply) => {
      await once(parts, request, reply, async (tx) => {
        const { params, person, body } = request;
        const call = await recordAttempt(tx, { id: params.id, by: person, attempt: body });
        return { status: 201, body: shownCall(call) };
      });
    },
  );
};

function yesOrNo(asked: 'true' | 'false' | undefined): boolean | undefined {
  return asked === undefined ? undefined : asked === 'true';
}

async function assign(tx: Tx, taskId: string, { userId }: { userId: string }): Promise<void> {
  await owedCall(tx, taskId);
  if (!(await userExists(tx, userId))) {
    throw new Refusal('unknownReference', 'no such user', [{ path: 'userId', message: 'is nobody here' }]);
  }
  if (!(await assignCall(tx, taskId, userId))) throw new Refusal('callTaskDone', 'the call task is over');
}

function numberOf(text: string): string {
  const number = parseTicketNumber(text);
  if (number !== null) return number;
  throw new Refusal('badQuery', 'no ticket number', [{ path: 'ticket', message: 'is no ticket number' }]);
}

function cursorAfter(last: ShownCall | undefined): string | null {
  return last ? cursorOf({ open: last.state === 'open', at: last.dueAt, id: last.id }) : null;
}
