import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { v7 } from 'uuid';
import { addPart, listParts, readPart, replacePart } from '../../db/stock/parts.ts';
import { once } from '../idempotency.ts';
import type { Parts } from '../parts.ts';
import { requires } from '../plugins/sign-in.ts';
import { answerReads, found } from '../reference-resource.ts';
import { byId } from '../schemas/common.ts';
import { part } from '../schemas/stock.ts';

const tags = ['Stores'];

/** Kinds of spare parts; the stores keep them, not the administrator. */
export const sparePartRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  const path = '/parts';
  const onRequest = requires('changeStock');
  answerReads(app, parts, { path, list: listParts, read: readPart });

  app.post(path, { onRequest, schema: { tags, body: part } }, (request, reply) =>
    once(parts, request, reply, async (tx) => {
      const body = await addPart(tx, { ...request.body, id: v7() });
      return { status: 201, body, headers: { location: `/api/v1${path}/${body.id}` } };
    }),
  );

  app.put(`${path}/:id`, { onRequest, schema: { tags, params: byId, body: part } }, (request, reply) =>
    once(parts, request, reply, async (tx) => {
      const body = found(await replacePart(tx, { ...request.body, id: request.params.id }));
      return { status: 200, body };
    }),
  );
};
