import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf, Obstacle } from '../obstacle.ts';
import { databaseAccount, type Account } from './account.ts';
import { majorOf } from './native.ts';

/** Where things are inside the folder of a cluster. */
export type ClusterFolder = {
  readonly root: string;
  /** PostgreSQL's own data directory. */
  readonly cluster: string;
  /** The password of the superuser, mode 0600. It also marks the cluster as made by us. */
  readonly password: string;
  readonly log: string;
  readonly owner: string;
};

/** Makes the folder if it is absent; throws an Obstacle if it holds somebody else's PostgreSQL. */
export function openClusterFolder(root: string, version: string): ClusterFolder {
  mkdirSync(root, { recursive: true, mode: 0o700 });
  const folder = {
    root,
    cluster: join(root, 'cluster'),
    password: join(root, 'superuser.password'),
    log: join(root, 'postgres.log'),
    owner: join(root, 'owner.json'),
  };
  refuseForeign(folder, version);
  return folder;
}

function refuseForeign(folder: ClusterFolder, version: string): void {
  const advice = 'choose another folder with HELPDESK_DATA_DIR, or set DATABASE_URL to use that PostgreSQL';
  const major = readMajor(folder.root) ?? (existsSync(folder.password) ? null : readMajor(folder.cluster));
  if (major !== null) {
    throw new Obstacle(`${folder.root} holds a PostgreSQL ${major} which the desk has not made: ${advice}.`);
  }
  const ours = readMajor(folder.cluster);
  if (ours !== null && ours !== majorOf(version)) {
    throw new Obstacle(`${folder.root} is of PostgreSQL ${ours}, this desk runs ${majorOf(version)}: ${advice}.`);
  }
  if (ours === null && isFilled(folder.cluster)) {
    throw new Obstacle(`${folder.cluster} holds something which is no PostgreSQL: move it away, then start again.`);
  }
}

function readMajor(dir: string): string | null {
  try {
    return readFileSync(join(dir, 'PG_VERSION'), 'utf8').trim();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

function isFilled(dir: string): boolean {
  return existsSync(dir) && readdirSync(dir).length > 0;
}

/** Whether initdb has been here. */
export function isInitialised(folder: ClusterFolder): boolean {
  return existsSync(join(folder.cluster, 'PG_VERSION'));
}

/** Leftovers of an initdb that was killed. */
export function clearDrafts(folder: ClusterFolder): void {
  rmSync(`${folder.cluster}.draft`, { recursive: true, force: true });
}

/** Whom PostgreSQL runs as: root lends the account that owns the cluster already, so that it stays the same one. */
export function accountFor(folder: ClusterFolder): Account | null {
  const account = databaseAccount();
  if (!isInitialised(folder)) return account;
  const { uid, gid } = statSync(folder.cluster);
  if (account !== null) return uid === 0 ? account : { uid, gid };
  if (uid === process.getuid?.()) return null;
  throw new Obstacle(`${folder.cluster} belongs to user ${uid}: start as that user, or set HELPDESK_DATA_DIR.`);
}
