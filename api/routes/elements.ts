import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import { addElement, listElements, readElement, replaceElement, type Element } from '../../db/reference/elements.ts';
import { servicesThrough } from '../../db/reference/services.ts';
import type { Parts } from '../parts.ts';
import { requires } from '../plugins/sign-in.ts';
import { answerOne, askedPage, found, listed, takeWrites } from '../reference-resource.ts';
import { byId, pageQuery } from '../schemas/common.ts';
import { element } from '../schemas/reference-network.ts';
import { elementsQuery } from '../schemas/reference-query.ts';

export const elementRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  const path = '/elements';
  const { db } = parts.database;
  answerOne(app, parts, { path, read: readElement });
  takeWrites(app, parts, {
    path,
    body: element,
    add: (tx, id, body) => addElement(tx, elementOf(id, body)),
    replace: (tx, id, body) => replaceElement(tx, elementOf(id, body)),
  });

  app.get(
    path,
    { onRequest: requires('readReferenceData'), schema: { tags: ['Reference data'], querystring: elementsQuery } },
    async ({ query: { zone, siteId, q, ...page } }) =>
      listed(await listElements(db, { ...askedPage(page), zone, siteId, q })),
  );

  app.get(
    '/elements/:id/services',
    {
      onRequest: requires('readReferenceData'),
      schema: { tags: ['Reference data'], summary: 'What fails with it', params: byId, querystring: pageQuery },
    },
    async ({ params, query }) => {
      found(await readElement(db, params.id));
      return listed(await servicesThrough(db, params.id, askedPage(query)));
    },
  );
};

function elementOf(id: string, body: z.output<typeof element>): Element {
  return { kind: null, siteId: null, probeSite: null, ...body, id };
}
