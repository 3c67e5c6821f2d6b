import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Tx } from '../../db/client.ts';
import { seeVisit } from '../../db/visits/visit-list.ts';
import type { Act } from '../../domain/access.ts';
import { once } from '../idempotency.ts';
import type { Parts } from '../parts.ts';
import { requires } from '../plugins/sign-in.ts';
import { byId } from '../schemas/common.ts';
import { visitDetails } from '../schemas/visits.ts';
import { fieldReachOf } from '../sight.ts';
import { viewVisit } from './visit-details.ts';

export type VisitAsking = FastifyRequest<{ Params: { id: string } }>;

export interface VisitCommand {
  readonly request: VisitAsking;
  readonly reply: FastifyReply;
  /** What the asker's role has to allow; who may only as an engineer, on visits of their own. */
  readonly act: Act;
}

/**
 * The one way a route changes a visit: in one transaction, once per key, without the engine. Answers with the visit
 * after it.
 * @throws Refusal notFound for a stranger's visit, and whatever the work refuses
 */
export async function visitCommand(
  parts: Parts,
  { request, reply, act }: VisitCommand,
  work: (tx: Tx, id: string) => Promise<unknown>,
): Promise<void> {
  const { params, person } = request;
  await once(parts, request, reply, async (tx) => {
    await seeVisit(tx, params.id, fieldReachOf(person, act));
    await work(tx, params.id);
    const body = await viewVisit(tx, params.id, { person, sight: 'all' });
    return { status: 200, body, number: body.ticket };
  });
}

/** What such a route says of itself, but for its body. */
export function describedAs(act: Act, summary: string) {
  const schema = { tags: ['Visits'], summary, params: byId, response: { 200: visitDetails } };
  return { onRequest: requires(act), schema };
}
