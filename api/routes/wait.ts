import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { v7 } from 'uuid';
import { Refusal } from '../../domain/refusal.ts';
import { command } from '../command.ts';
import type { Parts } from '../parts.ts';
import { requires } from '../plugins/sign-in.ts';
import { id } from '../schemas/common.ts';
import { reasonBody, waitBody } from '../schemas/ticket-commands.ts';
import { byNumber } from '../schemas/ticket-number.ts';
import { ticketView } from '../schemas/ticket-view.ts';

/** Waiting for the customer, for another service, for a supplier; and going on. */
export const waitRoutes: FastifyPluginAsyncZod<Parts> = async (app, parts) => {
  app.put(
    '/tickets/:number/wait',
    {
      onRequest: requires('wait'),
      schema: { tags: ['Tickets'], summary: 'Wait', params: byNumber, body: waitBody, response: { 200: ticketView } },
    },
    (request, reply) => {
      const { note, until, ...waiting } = request.body;
      const { number } = request.params;
      const begun = { waitId: v7(), ...waiting, ...(until !== undefined && { until }) };
      return command(parts, { request, reply, number }, () => ({
        texts: { note },
        command: (texts) => ({ type: 'wait', ...begun, texts }),
      }));
    },
  );

  app.delete(
    '/tickets/:number/wait',
    {
      onRequest: requires('wait'),
      schema: { tags: ['Tickets'], summary: 'Resume', params: byNumber, response: { 200: ticketView } },
    },
    (request, reply) => {
      const { number } = request.params;
      return command(parts, { request, reply, number }, () => ({ command: () => ({ type: 'resume' }) }));
    },
  );

  app.put(
    '/tickets/:number/waits/:id/void',
    {
      onRequest: requires('voidWait'),
      schema: {
        tags: ['Tickets'],
        summary: 'Take a wait back',
        params: byNumber.extend({ id }),
        body: reasonBody,
        response: { 200: ticketView },
      },
    },
    (request, reply) => {
      const { number, id: waitId } = request.params;
      const { reason } = request.body;
      return command(parts, { request, reply, number }, ({ waits }) => {
        if (!waits.some((known) => known.id === waitId)) throw new Refusal('notFound', 'no such wait');
        return { texts: { reason }, command: (texts) => ({ type: 'voidWait', waitId, texts }) };
      });
    },
  );
};
