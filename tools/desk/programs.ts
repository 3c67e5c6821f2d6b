import { join } from 'node:path';
import { checkoutDir } from '../cache.ts';
import { Obstacle } from '../obstacle.ts';
import { startProgram, type Child } from '../process/child.ts';
import { waitUntilAnswered } from '../process/http.ts';
import { endOf, readFrom, reasonIn } from '../process/log-reader.ts';
import { waitUntil } from '../process/stop.ts';
import { probeEnvironment } from './plan.ts';
import type { Service } from './supervisor.ts';

/** The desk's own programs, as paths from the checkout. */
export type DeskPrograms = {
  readonly migrations: string;
  readonly mailbox: string;
  readonly network: string;
  readonly probe: string;
  readonly api: string;
  readonly worker: string;
  readonly inbound: string;
  readonly telephony: string;
};

export const deskPrograms: DeskPrograms = {
  migrations: 'db/migrate-main.ts',
  mailbox: 'tools/mailbox/main.ts',
  network: 'network/main.ts',
  probe: 'probe/main.ts',
  api: 'api/main.ts',
  worker: 'worker/main.ts',
  inbound: 'inbound/main.ts',
  telephony: 'telephony/main.ts',
};

export type Setting = {
  readonly env: NodeJS.ProcessEnv;
  readonly logDir: string;
  /** Start API and worker anew whenever a file of theirs changes. */
  readonly reload: boolean;
};

/** Makes the tables and, if asked for by the environment, the demo data; done when it has ended well. */
export async function migrate(file: string, { env, logDir }: Setting): Promise<void> {
  const log = join(logDir, 'migrations.log');
  const logStart = endOf(log);
  const child = await startProgram({ ...typeScript(file), env, log });
  const how = await child.exited;
  if (how !== 'code 0') throw ended('The migrations', how, log, logStart);
}

/** Ready when its page answers 200. */
export function apiService(file: string, setting: Setting): Service {
  const url = `http://${askedAt(setting.env['HOST'] ?? '127.0.0.1')}:${setting.env['PORT']}/readyz`;
  const isReady = async (child: Child): Promise<boolean> => waitUntilAnswered(url, child, readyWithinMs);
  return programService({ name: 'API', file, setting, isReady, stopWithinMs: 3_000 });
}

// Who listens on all interfaces is asked on loopback.
function askedAt(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}

/** Ready when its log says so. */
export function workerService(file: string, setting: Setting): Service {
  const isReady = says(/"msg":\s*"worker ready"/);
  return programService({ name: 'worker', file, setting, isReady, stopWithinMs: 3_000 });
}

/** Ready when its log says so. */
export function inboundService(file: string, setting: Setting): Service {
  return programService({
    name: 'inbound',
    file,
    setting,
    isReady: says(/"msg":\s*"inbound ready"/),
    stopWithinMs: 3_000,
  });
}

/** Ready when it looks for the exchange: one that is away has to stop nothing. */
export function telephonyService(file: string, setting: Setting): Service {
  const isReady = says(/"msg":\s*"waits for the line"/);
  return programService({ name: 'telephony', file, setting, isReady, stopWithinMs: 3_000 });
}

/** Ready when its log says so. */
export function mailboxService(file: string, setting: Setting): Service {
  const isReady = says(/mailbox ready/);
  return programService({ name: 'mailbox', file, setting: { ...setting, reload: false }, isReady, stopWithinMs: 500 });
}

/** Ready when its log says so. */
export function networkService(file: string, setting: Setting): Service {
  const isReady = says(/network ready/);
  return programService({ name: 'network', file, setting: { ...setting, reload: false }, isReady, stopWithinMs: 500 });
}

/** Ready when its log says so. */
export function probeService(file: string, setting: Setting): Service {
  const isReady = says(/"msg":\s*"probe ready"/);
  const ofItsOwn = { ...setting, env: probeEnvironment(setting.env) };
  return programService({ name: 'probe', file, setting: ofItsOwn, isReady, stopWithinMs: 3_000 });
}

// A worker bundles its workflows first: 5 s alone, 35 s were seen on a machine with much else to do.
const readyWithinMs = 180_000;

type ProgramService = {
  readonly name: string;
  readonly file: string;
  readonly setting: Setting;
  readonly isReady: (child: Child, log: string, logStart: number) => Promise<boolean>;
  readonly stopWithinMs: number;
};

function programService({ name, file, setting, isReady, stopWithinMs }: ProgramService): Service {
  const log = join(setting.logDir, `${name.toLowerCase()}.log`);
  const program = setting.reload ? reloading(file) : typeScript(file);
  return {
    name,
    stop: { withinMs: stopWithinMs },
    start: async (spawned) => {
      const logStart = endOf(log);
      const child = await startProgram({ ...program, env: setting.env, log, spawned });
      if (await isReady(child, log, logStart)) return child;
      const how = child.hasEnded() ? await child.exited : `not ready after ${readyWithinMs / 1_000} s`;
      child.kill();
      throw ended(`The ${name}`, how, log, logStart);
    },
  };
}

function says(words: RegExp): ProgramService['isReady'] {
  return async (child, log, logStart) => {
    const said = (): boolean => words.test(readFrom(log, logStart));
    await waitUntil(() => child.hasEnded() || said(), readyWithinMs, 50);
    return !child.hasEnded() && said();
  };
}

function typeScript(file: string): { command: string; args: string[]; cwd: string } {
  return { command: process.execPath, args: ['--import', 'tsx', file], cwd: checkoutDir };
}

// The worker's workflows are bundled by path: what is not imported has to be named to be watched.
function reloading(file: string): { command: string; args: string[]; cwd: string } {
  const watched = ['workflows', 'domain'].flatMap((folder) => ['--include', `${folder}/**/*.ts`]);
  const tsx = join(checkoutDir, 'node_modules/tsx/dist/cli.mjs');
  return {
    command: process.execPath,
    args: [tsx, 'watch', '--clear-screen=false', ...watched, file],
    cwd: checkoutDir,
  };
}

function ended(what: string, how: string, log: string, logStart: number): Obstacle {
  return new Obstacle(
    `${what} did not start (${how}): ${reasonIn(readFrom(log, logStart)) || 'it said nothing'} (${log})`,
  );
}
