import type { FastifyInstance, FastifyRequest } from 'fastify';
import { may, type Act } from '../../domain/access.ts';
import type { Person } from '../../domain/actor.ts';
import { Refusal } from '../../domain/refusal.ts';
import { callerOf, type Caller } from '../../db/sessions.ts';
import type { Parts } from '../parts.ts';
import { refuseForeignPages } from '../csrf.ts';
import { digestOfToken } from '../tokens.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Null until somebody is signed in. */
    caller: Caller | null;
    /** Who asks. Throws `unauthenticated` outside the routes that need a sign-in. */
    readonly person: Person;
  }
}

export const sessionCookie = 'helpdesk_session';

/** Gives every request its `person`; who they are is only looked up where `authenticated` is a hook. */
export function knowPeople(app: FastifyInstance): void {
  app.decorateRequest('caller', null);
  app.decorateRequest('person', { getter: personOf });
}

function personOf(this: FastifyRequest): Person {
  if (this.caller === null) throw new Refusal('unauthenticated', 'nobody is signed in');
  return this.caller.person;
}

/** A hook: who asks, by bearer token, API key or the console's cookie. Runs before the body is read. */
export function authenticated(parts: Parts) {
  return async (request: FastifyRequest): Promise<void> => {
    const token = tokenOf(request);
    if (token === undefined) throw new Refusal('unauthenticated', 'no token');
    const caller = await callerOf(parts.database.db, digestOfToken(token));
    if (caller === null) throw new Refusal('unauthenticated', 'unknown or expired token');
    if (bearerOf(request) === null) refuseForeignPages(request, parts.config.publicUrl);
    request.caller = caller;
  };
}

/** What they say that they signed in with. */
export function tokenOf(request: FastifyRequest): string | undefined {
  return bearerOf(request) ?? request.cookies[sessionCookie];
}

/** A hook: 403 for those whose roles do not allow the act. */
export function requires(act: Act) {
  return async ({ person }: FastifyRequest): Promise<void> => {
    if (!may(person.roles, act)) throw new Refusal('notAllowed', `${person.roles.join(', ')} may not ${act}`);
  };
}

/** The token of the header; null without one. A header of another scheme names nobody, even beside a cookie. */
function bearerOf({ headers }: FastifyRequest): string | null {
  const { authorization } = headers;
  if (authorization === undefined) return null;
  return /^Bearer +([\w.~+/=-]+)$/i.exec(authorization)?.[1] ?? '';
}
