import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

const none = z.strictObject({});

/** A parameter nobody knows is refused rather than ignored: `?stauts=open` must not list everything. */
export function refuseUnknownParameters(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    if (!route.url.startsWith('/docs')) route.schema = { querystring: none, ...route.schema };
  });
}
