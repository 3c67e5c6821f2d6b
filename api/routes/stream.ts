import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { Refusal } from '../../domain/refusal.ts';
import type { Parts } from '../parts.ts';
import { registryOf } from '../plugins/measurements.ts';
import { tokenOf } from '../plugins/sign-in.ts';
import { feedOf } from '../stream/feed.ts';
import { heardBy } from '../stream/listener.ts';
import { openStreams } from '../stream/open-streams.ts';
import { digestOfToken } from '../tokens.ts';

/** Windows of one person, at one API. */
const mostOfOne = 20;
const headers = { 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' };

/** What changes, as it changes. */
export const streamRoutes: FastifyPluginAsyncZod<Parts> = async (app, { database, log }) => {
  const feed = feedOf(database, log);
  const streams = openStreams(registryOf(app));
  // A server that closes waits for its answers to end, and these never do by themselves.
  app.addHook('preClose', () => feed.stop());

  app.get(
    '/stream',
    {
      exposeHeadRoute: false,
      schema: {
        tags: ['Live stream'],
        summary: 'What changes of tickets, visits, stock and call tasks',
        description:
          'Server-Sent Events that name what to read anew: `ticket`, `visit`, `stock`, `callTask`, as far as the reader may see it. ' +
          '`Last-Event-ID` goes on without a gap, for an hour; after that comes `reset`: read everything anew.',
        produces: ['text/event-stream'],
      },
    },
    async (request, reply) => {
      const { person } = request;
      if (streams.countOf(person.id) >= mostOfOne)
        throw new Refusal('tooManyRequests', 'too many streams of one person');
      await feed.reading();
      reply.raw.once('close', feed.wake);
      const listener = {
        ...{ person, tokenHash: digestOfToken(tokenOf(request) ?? ''), gone: () => reply.raw.destroyed },
        lastEventId: request.headers['last-event-id']?.toString(),
      };
      const heard = heardBy(listener, feed, database.db);
      return reply.headers(headers).send(streams.open(person.id, heard));
    },
  );
};
