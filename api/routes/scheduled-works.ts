import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { v7 } from 'uuid';
import type { z } from 'zod';
import { addWorks, affectedServices, listWorks, readWorks } from '../../db/reference/scheduled-works.ts';
import { refuse } from '../../db/reference/references.ts';
import { once } from '../idempotency.ts';
import type { Parts } from '../parts.ts';
import { requires } from '../plugins/sign-in.ts';
import { answerOne, askedPage, listed } from '../reference-resource.ts';
import { worksQuery } from '../schemas/reference-query.ts';
import { scheduledWorks } from '../schemas/reference-tests.ts';

const tags = ['Scheduled works'];

/** Maintenance that is planned: a fault on what is worked on says so. */
export const scheduledWorksRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  const path = '/scheduled-works';
  answerOne(app, parts, { path, read: readWorks });

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
      schema: { tags, summary: 'Plan works; tells how many services they touch', body: scheduledWorks },
    },
    (request, reply) =>
      once(parts, request, reply, async (tx) => {
        const { parts: wanted, ...planned } = request.body;
        refuse(partsNowhere(wanted));
        const works = await addWorks(tx, { siteId: null, ...planned, id: v7() });
        const body = { ...works, affectedServices: await affectedServices(tx, works) };
        return { status: 201, body, headers: { location: `/api/v1${path}/${works.id}` } };
      }),
  );
};

/** No warehouse is known to the desk, so whatever part is named leads nowhere. */
function partsNowhere(parts: z.output<typeof scheduledWorks>['parts']) {
  return parts.map((_part, index) => ({ path: `parts.${index}.partId`, message: 'leads to no part' }));
}
