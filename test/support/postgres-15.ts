import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { freePort } from '../../tools/free-port.ts';
import { databaseAccount } from '../../tools/postgres/account.ts';
import { sendSignal } from '../../tools/process/stop.ts';
import { eventually } from './eventually.ts';
import { prepareServer } from './prepare-server.ts';
import { runFolder } from './run-folder.ts';

// The oldest PostgreSQL that the desk runs on, as Debian 12 packages it. The embedded one is three versions newer.

const programs = '/usr/lib/postgresql/15/bin';
const missing = 'PostgreSQL 15 is missing; this brings it: apt-get install postgresql-15';

let server: ChildProcess | null = null;
let dir: string | null = null;
const kill = () => void (server?.pid !== undefined && sendSignal(server.pid, 'SIGKILL'));

export async function setup(project: TestProject): Promise<void> {
  project.provide(
    'postgres',
    existsSync(join(programs, 'postgres')) ? await prepareServer(await start()) : { missing },
  );
}

export async function teardown(): Promise<void> {
  process.off('exit', kill);
  if (server?.exitCode === null) {
    const gone = once(server, 'exit');
    server.kill('SIGQUIT');
    await gone;
  }
  if (dir !== null) rmSync(dir, { recursive: true, force: true });
}

async function start(): Promise<string> {
  const account = databaseAccount() ?? {};
  dir = runFolder();
  const cluster = join(dir, 'postgres', 'cluster');
  const password = join(dir, 'password');
  makeFolders(dir, password, account);
  const locale = ['--encoding=UTF8', '--locale=C.UTF-8', '--locale-provider=icu', '--icu-locale=ru-RU'];
  const access = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${password}`];
  execFileSync(join(programs, 'initdb'), ['-D', cluster, '--no-sync', ...locale, ...access], { cwd: '/', ...account });
  const port = await freePort();
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    fsync: 'off',
    max_connections: 200,
  };
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  server = spawn(join(programs, 'postgres'), ['-D', cluster, ...args], { cwd: '/', stdio: 'ignore', ...account });
  process.once('exit', kill);
  const superuser = `postgres://postgres:test@127.0.0.1:${port}/DATABASE`;
  await eventually(() => answers(superuser), { withinMs: 20_000 });
  return superuser;
}

function makeFolders(dir: string, password: string, { uid, gid }: { uid?: number; gid?: number }): void {
  chmodSync(dir, 0o711);
  const parent = join(dir, 'postgres');
  mkdirSync(parent);
  writeFileSync(password, 'test', { mode: 0o600 });
  if (uid === undefined || gid === undefined) return;
  for (const path of [parent, password]) chownSync(path, uid, gid);
}

async function answers(superuser: string): Promise<boolean> {
  const sql = postgres(superuser.replace('DATABASE', 'postgres'), { max: 1 });
  try {
    await sql`select 1`;
    return true;
  } finally {
    await sql.end();
  }
}
