import { join } from 'node:path';
import { checkoutDir } from '../tools/cache.ts';
import { Obstacle } from '../tools/obstacle.ts';
import { startProgram, type Child } from '../tools/process/child.ts';
import { waitUntilAnswered } from '../tools/process/http.ts';
import { endOf, readFrom, reasonIn } from '../tools/process/log-reader.ts';
import { waitUntil } from '../tools/process/stop.ts';

/** A program of the product or of the bench: what it is called, its file from the checkout, and what Node is told besides. */
export interface Program {
  readonly name: string;
  readonly file: string;
  readonly env: NodeJS.ProcessEnv;
  readonly nodeOptions?: readonly string[];
}

const readyWithinMs = 60_000;

/** Starts and ends programs; whatever has not ended by itself is ended with the bench. */
export interface Programs {
  /** A worker; ready when its log says so. */
  worker(program: Program): Promise<Child>;
  /** Another program that serves; ready when its log says these words. */
  serving(program: Program, ready: string): Promise<Child>;
  /** The API; ready when `/readyz` answers 200. */
  api(program: Program, url: string): Promise<Child>;
  /** SIGTERM to all, and waits until they have ended. */
  stopAll(): Promise<void>;
  killAll(): void;
}

export function programsIn(logDir: string): Programs {
  const started = new Set<Child>();
  const serving = (program: Program, ready: string) => start(program, (child, said) => says(ready, child, said));
  return {
    worker: (program) => serving(program, 'worker ready'),
    serving,
    api: (program, url) => start(program, (child) => waitUntilAnswered(`${url}/readyz`, child, readyWithinMs)),
    stopAll: async () => void (await Promise.all([...started].map((child) => child.stop({ withinMs: 20_000 })))),
    killAll: () => started.forEach((child) => child.hasEnded() || child.kill()),
  };

  async function start(program: Program, isReady: (child: Child, said: () => string) => Promise<boolean>) {
    const log = join(logDir, `${program.name}.log`);
    const logStart = endOf(log);
    const child = await startProgram({ ...commandOf(program), env: inherited(program.env), cwd: checkoutDir, log });
    started.add(child);
    const said = (): string => readFrom(log, logStart);
    if (await isReady(child, said)) return child;
    child.kill();
    throw new Obstacle(`${program.name} did not start: ${reasonIn(said()) || 'it said nothing'} (${log})`);
  }
}

async function says(words: string, child: Child, said: () => string): Promise<boolean> {
  const ready = (): boolean => said().includes(words);
  await waitUntil(() => child.hasEnded() || ready(), readyWithinMs, 50);
  return !child.hasEnded() && ready();
}

function commandOf({ file, nodeOptions = [] }: Program): { command: string; args: string[] } {
  return { command: process.execPath, args: [...nodeOptions, '--import', 'tsx', file] };
}

// Nothing of the person's own settings, or the bench would run against their database and engine.
function inherited(env: NodeJS.ProcessEnv): Record<string, string | undefined> {
  const { PATH, HOME, TMPDIR, LANG } = process.env;
  return { PATH, HOME, TMPDIR, LANG, TEMPORAL_CONFIG_FILE: '/nonexistent', ...env };
}
