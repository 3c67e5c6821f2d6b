import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { seeTicket } from '../../db/tickets.ts';
import type { ApiConfig, Parts } from '../parts.ts';
import { requires } from '../plugins/sign-in.ts';
import { historyView } from '../schemas/protocol.ts';
import { byNumber } from '../schemas/ticket-number.ts';

/** The workflow's own history, for those who look after the engine. */
export const historyRoutes: FastifyPluginAsyncZod<Parts> = async (app, { database, desk, config }) => {
  app.get(
    '/tickets/:number/history',
    {
      onRequest: requires('readHistory'),
      schema: { tags: ['Tickets'], params: byNumber, response: { 200: historyView } },
    },
    async ({ params: { number } }) => {
      await seeTicket(database.db, number, 'all');
      const { workflowId, runId, ...history } = await desk.history(number);
      return { workflowId, runId, url: urlOf(config, workflowId, runId), ...history };
    },
  );
};

function urlOf({ temporalUiUrl, temporal }: ApiConfig, workflowId: string, runId: string): string | null {
  if (temporalUiUrl === null) return null;
  const base = temporalUiUrl.replace(/\/+$/, '');
  return `${base}/namespaces/${encodeURIComponent(temporal.namespace)}/workflows/${workflowId}/${runId}/history`;
}
