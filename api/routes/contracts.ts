import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { addContract, addTerms, listContracts, readContract, replaceContract } from '../../db/reference/contracts.ts';
import { once } from '../idempotency.ts';
import type { Parts } from '../parts.ts';
import { requires } from '../plugins/sign-in.ts';
import { answerList, answerVersions, found, takeWrites } from '../reference-resource.ts';
import { byId } from '../schemas/common.ts';
import { contract, terms } from '../schemas/reference-terms.ts';

export const contractRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  const path = '/contracts';
  answerList(app, parts, { path, list: listContracts });
  answerVersions(app, parts, { path, read: readContract });
  takeWrites(app, parts, {
    path,
    body: contract,
    add: (tx, id, body) => addContract(tx, { ...body, id }),
    replace: (tx, id, body) => replaceContract(tx, { ...body, id }),
  });

  app.post(
    '/contracts/:id/terms',
    {
      onRequest: requires('changeReferenceData'),
      schema: { tags: ['Reference data'], summary: 'A new version of the terms', params: byId, body: terms },
    },
    (request, reply) =>
      once(parts, request, reply, async (tx) => {
        const { id } = request.params;
        const body = found(await addTerms(tx, id, request.body));
        return { status: 201, body, headers: { location: `/api/v1/contracts/${id}?version=${body.version}` } };
      }),
  );
};
