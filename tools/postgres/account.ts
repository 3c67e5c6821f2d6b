import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { Obstacle } from '../obstacle.ts';

/** Whom PostgreSQL runs as, when not as the one who starts it. */
export type Account = { readonly uid: number; readonly gid: number };

/** Null for an ordinary user. PostgreSQL refuses root, so root lends it the account postgres, else nobody. */
export function databaseAccount(): Account | null {
  if (process.getuid?.() !== 0) return null;
  const account = lookUp('postgres') ?? lookUp('nobody');
  if (account === null) {
    throw new Obstacle('PostgreSQL refuses to run as root and there is neither a user postgres nor nobody: add one.');
  }
  return account;
}

function lookUp(name: string): Account | null {
  const [uid, gid] = [idOf(name, '-u'), idOf(name, '-g')];
  return uid === null || gid === null ? null : { uid, gid };
}

function idOf(name: string, flag: '-u' | '-g'): number | null {
  try {
    return Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  } catch (error) {
    // id answers with status 1 for a name that nobody has.
    if (error instanceof Error && 'status' in error && error.status === 1) return null;
    throw error;
  }
}

/** Whether the account can walk down to a path: each folder above it, and itself if it is one. */
export function canTraverse(path: string, account: Account): boolean {
  const { mode, uid, gid } = statSync(path);
  const execute = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
  if ((mode & execute) === 0) return false;
  return dirname(path) === path || canTraverse(dirname(path), account);
}
