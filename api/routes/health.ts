import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { databaseAnswers } from '../../db/ping.ts';
import type { Parts } from '../parts.ts';

const upOrAway = z.enum(['up', 'away']);
const readiness = z.object({ database: upOrAway, engine: upOrAway });
const tags = ['Operation'];

export const healthRoutes: FastifyPluginAsyncZod<Parts> = async (app, { database, desk }) => {
  const alive = z.object({ status: z.literal('alive') });
  app.get(
    '/healthz',
    { schema: { tags, security: [], summary: 'Whether the process lives', response: { 200: alive } } },
    async () => ({ status: 'alive' }) as const,
  );

  // While the engine is away the API still takes tickets, notes, calls and customers' answers, so it stays ready and
  // only says so; taking it out of a load balancer would turn callers away.
  app.get(
    '/readyz',
    { schema: { tags, security: [], summary: 'Whether it can serve', response: { 200: readiness, 503: readiness } } },
    async (_request, reply) => {
      const [up, engine] = await Promise.all([databaseAnswers(database), desk.ready()]);
      const state = { database: word(up), engine: word(engine) };
      return up ? reply.code(200).send(state) : reply.code(503).header('retry-after', 5).send(state);
    },
  );
};

function word(up: boolean): z.infer<typeof upOrAway> {
  return up ? 'up' : 'away';
}
