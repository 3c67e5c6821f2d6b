import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Parts } from '../parts.ts';
import { authenticated, requires } from '../plugins/sign-in.ts';
import { registryOf } from '../plugins/measurements.ts';

/**
 * For Prometheus on this machine, and elsewhere with an API key as bearer token. A request that came through a proxy
 * arrives from loopback too, but says for whom.
 */
export const metricsRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  const signedIn = authenticated(parts);
  const mayRead = requires('readReferenceData');

  app.get(
    '/metrics',
    {
      schema: { tags: ['Operation'], summary: 'Figures in the format of Prometheus' },
      onRequest: async (request) => {
        if (isFromHere(request)) return;
        await signedIn(request);
        await mayRead(request);
      },
    },
    async (_request, reply) => {
      const registry = registryOf(app);
      return reply.type(registry.contentType).send(await registry.metrics());
    },
  );
};

const loopback = /^(?:::1|(?:::ffff:)?127\.\d+\.\d+\.\d+)$/;

function isFromHere({ socket, headers }: FastifyRequest): boolean {
  const forwarded = headers['x-forwarded-for'] ?? headers['forwarded'] ?? headers['via'];
  return forwarded === undefined && loopback.test(socket.remoteAddress ?? '');
}
