import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { v7 } from 'uuid';
import type { Reader } from '../../db/client.ts';
import { listWorks } from '../../db/reference/scheduled-works.ts';
import { callOffWorks } from '../../db/works/end-works.ts';
import { planWorks } from '../../db/works/plan-works.ts';
import { viewWorks } from '../../db/works/works-view.ts';
import { byOf } from '../../domain/actor.ts';
import { instantOf } from '../../domain/instant.ts';
import { once } from '../idempotency.ts';
import type { Parts } from '../parts.ts';
import { requires } from '../plugins/sign-in.ts';
import { answerOne, askedPage, found, listed } from '../reference-resource.ts';
import { byId } from '../schemas/common.ts';
import { worksQuery } from '../schemas/reference-query.ts';
import { scheduledWorks, worksCancellation } from '../schemas/scheduled-works.ts';

const tags = ['Scheduled works'];
const path = '/scheduled-works';

/** Maintenance that is planned: customers hear of it ahead, its parts are kept, a fault on what is worked on says so. */
export const scheduledWorksRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  answerOne(app, parts, { path, read: readNow });

  app.get(
    path,
    { onRequest: requires('readReferenceData'), schema: { tags, querystring: worksQuery } },
    async ({ query: { from, to, elementId, ...page } }) =>
      listed(await listWorks(parts.database.db, { ...askedPage(page), from, to, elementId })),
  );

  app.post(
    path,
    {
      onRequest: requires('planWorks'),
      schema: { tags, summary: 'Plan works, with all their parts or not at all', body: scheduledWorks },
    },
    (request, reply) =>
      once(parts, request, reply, async (tx) => {
        const { parts: wanted, ...planned } = request.body;
        const id = v7();
        await planWorks(tx, { siteId: null, ...planned, id }, { parts: wanted, by: byOf(request.person) });
        const headers = { location: `/api/v1${path}/${id}` };
        return { status: 201, body: found(await readNow(tx, id)), headers };
      }),
  );

  app.put(
    `${path}/:id/cancellation`,
    {
      onRequest: requires('planWorks'),
      schema: { tags, summary: 'Call works off; who was told is told again', params: byId, body: worksCancellation },
    },
    (request, reply) =>
      once(parts, request, reply, async (tx) => {
        const { params, body, person } = request;
        await callOffWorks(tx, params.id, { reason: body.reason, by: byOf(person) });
        return { status: 200, body: found(await readNow(tx, params.id)) };
      }),
  );
};

function readNow(reader: Reader, id: string) {
  return viewWorks(reader, id, instantOf(Date.now()));
}
