import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { readCustomer } from '../../db/reference/customers.ts';
import { issueWebhookSecret } from '../../db/webhooks.ts';
import { webhookSecret } from '../../mail/webhook-secret.ts';
import type { Parts } from '../parts.ts';
import { requires } from '../plugins/sign-in.ts';
import { found } from '../reference-resource.ts';
import { byId } from '../schemas/common.ts';
import { issuedSecret } from '../schemas/webhook-secret.ts';

/** Each call makes a new secret, shown this once; the one before signs nothing any more. No Idempotency-Key, as API keys. */
export const webhookSecretRoutes: FastifyPluginAsyncZod<Parts> = async (app, { database, config }) => {
  app.post(
    '/customers/:id/webhook-secret',
    {
      onRequest: requires('changeReferenceData'),
      schema: { tags: ['Reference data'], params: byId, response: { 201: issuedSecret } },
    },
    async ({ params }, reply) => {
      const secret = await database.db.transaction(async (tx) => {
        const { id: customerId } = found(await readCustomer(tx, params.id));
        return webhookSecret(config.secret, { customerId, issue: await issueWebhookSecret(tx, customerId) });
      });
      return reply.code(201).send({ secret });
    },
  );
};
