import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll } from 'vitest';
import { freePort } from '../../tools/free-port.ts';
import { sendSignal } from '../../tools/process/stop.ts';
import { eventually } from './eventually.ts';

/** One line of a process's log; what is no JSON stands under `msg`. */
export interface LogLine {
  readonly level?: string;
  readonly msg?: string;
  readonly [field: string]: unknown;
}

export interface Running {
  readonly pid: number;
  /** All it has said so far, on both outputs. */
  readonly log: readonly LogLine[];
  /** kill -9; resolves when it is gone. */
  kill(): Promise<void>;
  /** SIGTERM, and its exit code (null if it had to be killed after the time, 15 s unless told). */
  stop(withinMs?: number): Promise<number | null>;
  /** SIGSTOP and SIGCONT: a process that is there and does nothing. */
  freeze(): void;
  thaw(): void;
}

export interface RunningApi extends Running {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
}

export type Variables = Readonly<Record<string, string>>;

const root = join(import.meta.dirname, '../..');
// Seconds on a quiet machine; much longer where a whole run keeps two cores busy.
const startMs = 90_000;

/** Starts the API on a free port, or on the PORT given, and waits for `/readyz`: for `/healthz` where the engine is away. */
export async function startApi(env: Variables, until: '/readyz' | '/healthz' = '/readyz'): Promise<RunningApi> {
  const port = env['PORT'] ?? String(await freePort());
  const url = `http://127.0.0.1:${port}`;
  const running = start('api/main.ts', { HOST: '127.0.0.1', PORT: port, PUBLIC_URL: url, ...env });
  await ready(running, async () => (await fetch(url + until)).ok);
  return { ...running, url };
}

/** Starts a worker and waits until it says so. */
export async function startWorker(env: Variables): Promise<Running> {
  const running = start('worker/main.ts', env);
  await ready(running, () => running.log.some(({ msg }) => msg === 'worker ready'));
  return running;
}

/** The door for mails, ready to take them. */
export async function startInbound(env: Variables): Promise<Running> {
  const running = start('inbound/main.ts', env);
  await ready(running, () => running.log.some(({ msg }) => msg === 'inbound ready'));
  return running;
}

export interface RunningMailbox extends Running {
  readonly smtpUrl: string;
  readonly httpUrl: string;
  /** Empty where it takes no texts. */
  readonly smppUrl: string;
}

/** Starts the mailbox and waits until it says where it listens. */
export async function startMailbox(env: Variables): Promise<RunningMailbox> {
  const running = start('tools/mailbox/main.ts', env);
  const where = /^mailbox ready: (\S+) (\S+) ?(\S*)$/;
  await ready(running, () => running.log.some(({ msg }) => where.test(msg ?? '')));
  const [, smtpUrl = '', httpUrl = '', smppUrl = ''] =
    running.log.map(({ msg }) => where.exec(msg ?? '')).find(Boolean) ?? [];
  return { ...running, smtpUrl, httpUrl, smppUrl };
}

/** Starts the demo's network and waits until its elements answer. */
export async function startNetwork(env: Variables): Promise<Running> {
  const running = start('network/main.ts', env);
  await ready(running, () => running.log.some(({ msg }) => msg?.startsWith('network ready')));
  return running;
}

/** Starts a site's probe and waits until it asks for work. */
export async function startProbe(env: Variables): Promise<Running> {
  const running = start('probe/main.ts', env);
  await ready(running, () => running.log.some(({ msg }) => msg === 'probe ready'));
  return running;
}

/** Starts the process that holds the line to the exchange, and waits until it does, or until it waits for its turn. */
export async function startTelephony(env: Variables, until = 'telephony ready'): Promise<Running> {
  const running = start('telephony/main.ts', env);
  await ready(running, () => running.log.some(({ msg }) => msg === until));
  return running;
}

export interface Finished {
  readonly code: number | null;
  readonly log: readonly LogLine[];
}

/** Runs a program of the product to its end, such as `db/migrate-main.ts`. */
export async function runProgram(file: string, env: Variables, args: readonly string[] = []): Promise<Finished> {
  const running = start(file, env, args);
  const code = await running.ended;
  return { code, log: running.log };
}

interface Started extends Running {
  readonly ended: Promise<number | null>;
  hasEnded(): boolean;
}

function start(file: string, env: Variables, args: readonly string[] = []): Started {
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...args], {
    cwd: root,
    env: { ...inherited(), ...env },
    // A group of its own: what it starts is killed with it.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  alive.add(child);
  const ended = once(child, 'close').then(() => {
    alive.delete(child);
    return child.exitCode;
  });
  return { ...handleOf(child, ended), log: collect(child), ended, hasEnded: () => hasEnded(child) };
}

function handleOf(child: ChildProcess, ended: Promise<number | null>) {
  const send = (signal: NodeJS.Signals) => signalGroup(child, signal);
  return {
    pid: child.pid ?? 0,
    kill: async () => {
      send('SIGKILL');
      await ended;
    },
    stop: async (withinMs = 15_000) => {
      child.kill('SIGTERM');
      const timer = setTimeout(() => send('SIGKILL'), withinMs);
      const code = await ended;
      clearTimeout(timer);
      return code;
    },
    freeze: () => send('SIGSTOP'),
    thaw: () => send('SIGCONT'),
  };
}

/** Nothing of the person's own settings, or a test would run against their database. */
function inherited(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, LANG } = process.env;
  return { PATH, HOME, TMPDIR, LANG, TEMPORAL_CONFIG_FILE: '/nonexistent' };
}

function collect(child: ChildProcess): LogLine[] {
  const log: LogLine[] = [];
  for (const output of [child.stdout, child.stderr]) {
    if (output !== null) createInterface({ input: output }).on('line', (line) => log.push(parsed(line)));
  }
  return log;
}

function parsed(line: string): LogLine {
  if (!line.startsWith('{')) return { msg: line };
  try {
    return JSON.parse(line) as LogLine;
  } catch {
    // Half a line: the process was killed while it wrote.
    return { msg: line };
  }
}

async function ready(started: Started, check: () => boolean | Promise<boolean>): Promise<void> {
  try {
    await eventually(async () => started.hasEnded() || (await check()), { withinMs: startMs });
  } catch (cause) {
    await started.kill();
    throw new Error(`not ready:\n${said(started)}`, { cause });
  }
  if (started.hasEnded()) throw new Error(`it ended before it was ready:\n${said(started)}`);
}

function said({ log }: Started): string {
  return log
    .slice(-30)
    .map((line) => JSON.stringify(line))
    .join('\n');
}

// Never leak: whatever is still there goes with the file, and with the process that ran it.
const alive = new Set<ChildProcess>();
const killAll = () => alive.forEach((child) => signalGroup(child, 'SIGKILL'));
process.once('exit', killAll);
afterAll(killAll);

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined || hasEnded(child)) return;
  sendSignal(-child.pid, signal);
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
