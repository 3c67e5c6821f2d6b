import type { FastifyReply } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { actOnVisit, type Reported } from '../../db/visits/actions.ts';
import type { VisitAction } from '../../domain/visit/progress.ts';
import type { Parts } from '../parts.ts';
import { actionBody, completionBody, failureBody } from '../schemas/visits.ts';
import { requireCall } from '../visits/calls.ts';
import { describedAs, visitCommand, type VisitAsking } from '../visits/visit-command.ts';

/**
 * What an engineer does, step by step, or somebody of the desk tells on their behalf, with the call. It goes on while the
 * engine is away; what was told before is answered with the visit as it is.
 */
export const visitActionRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  for (const { resource, method, type, summary } of steps) {
    const { onRequest, schema } = doing(summary);
    const url = `/visits/:id/${resource}`;
    app.route({
      ...{ method, url, onRequest, schema: { ...schema, body: actionBody } },
      handler: (request, reply) => tell(parts, { request, reply }, { type, ...request.body }),
    });
  }

  const completing = doing('The work is done');
  app.put(
    '/visits/:id/completion',
    { ...completing, schema: { ...completing.schema, body: completionBody } },
    (request, reply) => {
      const { found, done, zone, partsUsed: used, partsReturned: returned, partsDead: dead, ...told } = request.body;
      const more = { texts: { found, done }, used, returned, dead };
      return tell(parts, { request, reply }, { type: 'complete', zone, ...told }, more);
    },
  );

  const failing = doing('The work could not be done');
  app.put('/visits/:id/failure', { ...failing, schema: { ...failing.schema, body: failureBody } }, (request, reply) => {
    const { fault, reason, ...told } = request.body;
    return tell(parts, { request, reply }, { type: 'fail', fault, ...told }, { texts: { reason } });
  });
};

const steps = [
  { resource: 'acceptance', method: 'PUT', type: 'accept', summary: 'The engineer takes it' },
  {
    resource: 'acceptance',
    method: 'DELETE',
    type: 'decline',
    summary: 'The engineer declines it: another is looked for',
  },
  { resource: 'departure', method: 'PUT', type: 'depart', summary: 'The engineer sets out' },
  { resource: 'arrival', method: 'PUT', type: 'arrive', summary: 'The engineer is there' },
] as const;

function doing(summary: string) {
  return describedAs('doVisit', summary);
}

interface Asking {
  readonly request: VisitAsking;
  readonly reply: FastifyReply;
}

function tell(parts: Parts, { request, reply }: Asking, action: VisitAction, more: Reported = {}): Promise<void> {
  return visitCommand(parts, { request, reply, act: 'doVisit' }, async (tx, id) => {
    await requireCall(tx, id, action.callId);
    await actOnVisit(tx, id, action, request.person, more);
  });
}
