import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { v7 } from 'uuid';
import { addApiKey } from '../../db/sessions.ts';
import type { Parts } from '../parts.ts';
import { requires } from '../plugins/sign-in.ts';
import { apiKey, newApiKey } from '../schemas/session.ts';
import { digestOfToken, newToken } from '../tokens.ts';

/** Keys take no Idempotency-Key: the answer would have to be kept, and with it the key. */
export const apiKeyRoutes: FastifyPluginAsyncZod<Parts> = async (app, { database }) => {
  app.post(
    '/api-keys',
    {
      onRequest: requires('changeReferenceData'),
      schema: { tags: ['Sign-in'], body: newApiKey, response: { 201: apiKey } },
    },
    async ({ body: { name, roles } }, reply) => {
      const key = newToken('hdk');
      const id = v7();
      await addApiKey(database.db, { id, name, roles, keyHash: digestOfToken(key) });
      return reply.code(201).send({ id, key });
    },
  );
};
