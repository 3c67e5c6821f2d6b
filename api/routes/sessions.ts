import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { endSession, startSession } from '../../db/sessions.ts';
import { readUser } from '../../db/users.ts';
import { found } from '../reference-resource.ts';
import { signIn, TooManyAttempts, type Attempt } from '../sign-in.ts';
import type { Parts } from '../parts.ts';
import { sessionCookie } from '../plugins/sign-in.ts';
import { credentials, currentSession, signedIn } from '../schemas/session.ts';
import { digestOfToken, newToken } from '../tokens.ts';

const lastsMs = 12 * 60 * 60 * 1000;

export const signInRoutes: FastifyPluginAsyncZod<Parts> = async (app, { database, config }) => {
  const cookie = {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: config.publicUrl.startsWith('https:'),
  } as const;

  app.post(
    '/sessions',
    { schema: { tags: ['Sign-in'], security: [], body: credentials, response: { 201: signedIn } } },
    async (request, reply) => {
      const user = await attempt(reply, { ...request.body, address: request.ip });
      const { id, login, name, roles, language } = user;
      const token = newToken('hds');
      const session = { tokenHash: digestOfToken(token), userId: id, lastsMs };
      const expiresAt = await startSession(database.db, session);
      void reply.setCookie(sessionCookie, token, { ...cookie, expires: new Date(expiresAt) });
      return reply.code(201).send({ token, expiresAt, user: { id, login, name, roles, language } });
    },
  );

  async function attempt(reply: FastifyReply, asked: Attempt) {
    try {
      return await signIn(database.db, asked);
    } catch (refusal) {
      if (refusal instanceof TooManyAttempts) void reply.header('retry-after', refusal.retryAfterSeconds);
      throw refusal;
    }
  }
};

export const sessionRoutes: FastifyPluginAsyncZod<Parts> = async (app, { database }) => {
  app.get(
    '/sessions/current',
    { schema: { tags: ['Sign-in'], summary: 'Who am I', response: { 200: currentSession } } },
    async ({ person }) => {
      const { id, login, name, roles, language } = found(await readUser(database.db, person.id));
      return { user: { id, login, name, roles, language } };
    },
  );

  app.delete(
    '/sessions/current',
    { schema: { tags: ['Sign-in'], summary: 'Sign out', response: { 204: z.undefined() } } },
    async ({ caller }, reply) => {
      if (caller?.session) await endSession(database.db, caller.session);
      void reply.clearCookie(sessionCookie, { path: '/' });
      return reply.code(204).send(undefined);
    },
  );
};
