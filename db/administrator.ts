import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import type { Language } from '../domain/words.ts';
import type { Db } from './client.ts';
import { hashPassword } from './passwords.ts';
import { addUser } from './users.ts';

export interface NewAdministrator {
  readonly login: string;
  readonly name: string;
  readonly language: Language;
}

/**
 * An administrator with a password made here; it is told once and kept only as a hash.
 * @throws Refusal loginTaken
 */
export async function addAdministrator(db: Db, { login, name, language }: NewAdministrator): Promise<string> {
  const password = randomBytes(15).toString('base64url');
  const passwordHash = await hashPassword(password);
  const user = {
    id: v7(),
    login,
    name,
    roles: ['admin' as const],
    email: null,
    phone: null,
    extension: null,
    quietHours: null,
    language,
  };
  await db.transaction((tx) => addUser(tx, user, passwordHash));
  return password;
}
