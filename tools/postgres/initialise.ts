import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, closeSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { fullDisk, Obstacle } from '../obstacle.ts';
import type { Account } from './account.ts';
import { clearDrafts, type ClusterFolder } from './folder.ts';
import { cannotRun, type Native } from './native.ts';
import { reasonIn, speaksOfFullDisk } from '../process/log-reader.ts';
import { reach } from './reach.ts';

/**
 * Makes the cluster with initdb, under another name until it is whole: an initdb that was killed leaves no half of one.
 * The superuser's password is random and stays in the folder, mode 0600.
 */
export async function initialise(
  folder: ClusterFolder,
  native: Native,
  account: Account | null,
  durable: boolean,
): Promise<void> {
  clearDrafts(folder);
  const draft = `${folder.cluster}.draft`;
  const handedPassword = `${folder.root}/initdb.password`;
  const password = randomBytes(24).toString('base64url');
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(handedPassword, password, { mode: 0o600 });
  if (account !== null) [draft, handedPassword].forEach((path) => chownSync(path, account.uid, account.gid));
  try {
    await runInitdb({ folder, native, account, durable, paths: [draft, handedPassword] });
  } finally {
    rmSync(handedPassword);
  }
  writeFileSync(folder.password, password, { mode: 0o600 });
  renameSync(draft, folder.cluster);
}

type Run = {
  readonly folder: ClusterFolder;
  readonly native: Native;
  readonly account: Account | null;
  readonly durable: boolean;
  readonly paths: readonly string[];
};

async function runInitdb({ folder, native, account, durable, paths }: Run): Promise<void> {
  const output = openSync(`${folder.root}/initdb.log`, 'w', 0o600);
  const reached = reach(account, paths, output);
  try {
    const child = spawn(native.initdb, initdbArguments(reached.names, durable), {
      ...(account ?? {}),
      cwd: '/',
      stdio: reached.stdio,
      env: { PATH: process.env['PATH'] },
    });
    const [code] = (await once(child, 'exit')) as [number | null];
    if (code !== 0) throw initdbFailed(folder, code);
  } catch (error) {
    throw error instanceof Obstacle ? error : cannotRun(native.initdb, error);
  } finally {
    reached.release();
    closeSync(output);
  }
}

// With C.UTF-8 the trigrams of pg_trgm see Cyrillic (with C they don't); only ICU sorts ё where a reader looks for it.
function initdbArguments([cluster, password]: readonly string[], durable: boolean): string[] {
  return [
    `--pgdata=${cluster}`,
    `--pwfile=${password}`,
    '--username=postgres',
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C.UTF-8',
    '--locale-provider=icu',
    '--icu-locale=ru-RU',
    '--set=listen_addresses=127.0.0.1',
    ...(durable ? [] : ['--no-sync']),
  ];
}

function initdbFailed(folder: ClusterFolder, code: number | null): Obstacle {
  const log = readFileSync(`${folder.root}/initdb.log`, 'utf8');
  if (speaksOfFullDisk(log)) return fullDisk(folder.root);
  return new Obstacle(`PostgreSQL could not be set up in ${folder.root} (code ${code}): ${reasonIn(log)}`);
}
