import type { FastifyInstance, FastifyRequest } from 'fastify';

/** One line in the log per request, by route, so that no number and no token stands in it; and its id in the answer. */
export function logRequests(app: FastifyInstance): void {
  app.addHook('onRequest', async ({ id }, reply) => {
    void reply.headers({ 'x-request-id': id, 'cache-control': 'no-store' });
  });
  app.addHook('onResponse', async (request, reply) => {
    const ms = Math.round(reply.elapsedTime * 10) / 10;
    const fields = { method: request.method, route: routeOf(request), status: reply.statusCode, ms };
    request.log.info({ ...fields, person: request.caller?.person.id }, 'request');
  });
}

/** The route's pattern, such as `/api/v1/tickets/:number`. */
export function routeOf({ routeOptions }: FastifyRequest): string {
  return routeOptions.url ?? 'unknown';
}
