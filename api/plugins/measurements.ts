import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { routeOf } from './requests.ts';

declare module 'fastify' {
  interface FastifyInstance {
    measurements: Registry;
  }
}

const bucketsSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** Counts and times every request by route; a registry for each app, so that two in one process do not mix. */
export function measureRequests(app: FastifyInstance): void {
  const registry = new Registry();
  app.decorate('measurements', registry);
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: 'helpdesk_http_request_seconds',
    help: 'Time from the request to the end of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: bucketsSeconds,
    registers: [registry],
  });
  app.addHook('onResponse', async (request, reply) => {
    const labels = { method: request.method, route: routeOf(request), status: reply.statusCode };
    duration.observe(labels, reply.elapsedTime / 1_000);
  });
}

export function registryOf(app: FastifyInstance): Registry {
  return app.measurements;
}
