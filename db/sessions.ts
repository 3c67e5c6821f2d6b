import { and, eq, gt, sql } from 'drizzle-orm';
import type { Person, Role } from '../domain/actor.ts';
import type { Instant } from '../domain/instant.ts';
import type { Reader, Tx } from './client.ts';
import { apiKeys, sessions, users } from './schema.ts';

export interface Caller {
  readonly person: Person;
  /** The session to end on signing out; null for an API key. */
  readonly session: string | null;
}

/** Who holds this token, by its hash: a person with a running session, or another system with a key. */
export async function callerOf(reader: Reader, tokenHash: string): Promise<Caller | null> {
  const [session] = await reader
    .select({ id: users.id, roles: users.roles })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.tokenHash, tokenHash), gt(sessions.expiresAt, sql`now()`)));
  if (session) return { person: personOf(session), session: tokenHash };
  const [key] = await reader
    .select({ id: apiKeys.id, roles: apiKeys.roles })
    .from(apiKeys)
    .where(eq(apiKeys.keyHash, tokenHash));
  return key ? { person: personOf(key), session: null } : null;
}

function personOf({ id, roles }: { readonly id: string; readonly roles: readonly Role[] }): Person {
  return { kind: 'person', id, roles };
}

export interface NewSession {
  readonly tokenHash: string;
  readonly userId: string;
  readonly lastsMs: number;
}

/** Answers when it ends, by the database's clock. */
export async function startSession(reader: Reader, { tokenHash, userId, lastsMs }: NewSession): Promise<Instant> {
  const expiresAt = sql`now() + ${lastsMs} * interval '1 millisecond'`;
  const [row] = await reader.insert(sessions).values({ tokenHash, userId, expiresAt }).returning();
  return row!.expiresAt.toISOString();
}

export async function endSession(reader: Reader, tokenHash: string): Promise<void> {
  await reader.delete(sessions).where(eq(sessions.tokenHash, tokenHash));
}

/** After a change of password nobody stays signed in with the old one. */
export async function endSessionsOf(tx: Tx, userId: string): Promise<void> {
  await tx.delete(sessions).where(eq(sessions.userId, userId));
}

export interface NewKey {
  readonly id: string;
  readonly name: string;
  readonly keyHash: string;
  readonly roles: Role[];
}

export async function addApiKey(reader: Reader, key: NewKey): Promise<void> {
  await reader.insert(apiKeys).values(key);
}
