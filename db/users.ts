import { asc, eq, getTableColumns, gt, sql } from 'drizzle-orm';
import type { Role } from '../domain/actor.ts';
import type { Language } from '../domain/words.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Reader, Tx } from './client.ts';
import { pageOf, type Asked, type Page } from './reference/page.ts';
import { lockVersions } from './reference/versions.ts';
import { endSessionsOf } from './sessions.ts';
import { users } from './schema.ts';

export interface SignInUser {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly roles: Role[];
  readonly language: Language;
  readonly passwordHash: string;
}

/** Logins differ by more than their capitals. */
export async function userByLogin(reader: Reader, login: string): Promise<SignInUser | null> {
  const { id, name, roles, language, passwordHash } = users;
  const [user] = await reader
    .select({ id, login: users.login, name, roles, language, passwordHash })
    .from(users)
    .where(eq(sql`lower(${users.login})`, login.toLowerCase()));
  return user ?? null;
}

const { passwordHash: _passwordHash, createdAt: _createdAt, ...shown } = getTableColumns(users);
/** A user without what opens a door. */
export type User = Omit<typeof users.$inferSelect, 'passwordHash' | 'createdAt'>;

export async function listUsers(reader: Reader, { limit, after }: Asked): Promise<Page<User>> {
  const later = after === null ? undefined : gt(users.id, after);
  const rows = await reader
    .select(shown)
    .from(users)
    .where(later)
    .orderBy(asc(users.id))
    .limit(limit + 1);
  return pageOf(rows, limit);
}

export async function readUser(reader: Reader, id: string): Promise<User | null> {
  const [row] = await reader.select(shown).from(users).where(eq(users.id, id));
  return row ?? null;
}

/** @throws Refusal loginTaken */
export async function addUser(tx: Tx, user: User, passwordHash: string): Promise<User> {
  await requireFreeLogin(tx, user);
  await tx.insert(users).values({ ...user, passwordHash });
  return user;
}

/**
 * With a new password, which signs the person out everywhere, or with the old one.
 * @throws Refusal loginTaken
 */
export async function replaceUser(tx: Tx, user: User, passwordHash: string | null): Promise<User | null> {
  await requireFreeLogin(tx, user);
  const changes = passwordHash === null ? user : { ...user, passwordHash };
  const [row] = await tx.update(users).set(changes).where(eq(users.id, user.id)).returning(shown);
  if (passwordHash !== null) await endSessionsOf(tx, user.id);
  return row ?? null;
}

async function requireFreeLogin(tx: Tx, { id, login }: User): Promise<void> {
  await lockVersions(tx, `login ${login.toLowerCase()}`);
  const holder = await userByLogin(tx, login);
  if (holder === null || holder.id === id) return;
  throw new Refusal('loginTaken', 'somebody else has this login', [{ path: 'login', message: 'is taken' }]);
}
