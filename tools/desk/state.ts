import { join } from 'node:path';
import { identify, type ProcessIdentity } from '../../scripts/process-identity.mjs';
import { readJsonFile, writeJsonFile } from '../json-file.ts';
import { stopLeftover } from '../process/stop.ts';
import type { Progress } from '../progress.ts';

type State = { readonly children: Readonly<Record<string, ProcessIdentity>> };

/** Which processes a desk has started, on disk: the next start finds what a kill has left. */
export type DeskState = {
  remember(name: string, pid: number): void;
  forget(name: string): void;
  children(): Readonly<Record<string, ProcessIdentity>>;
};

export function deskState(dataDir: string): DeskState {
  const path = join(dataDir, 'state.json');
  const children = (): State['children'] => readJsonFile<State>(path)?.children ?? {};
  return {
    children,
    remember: (name, pid) => {
      const identity = identify(pid);
      if (identity !== null) writeJsonFile(path, { children: { ...children(), [name]: identity } });
    },
    forget: (name) => {
      const rest = Object.entries(children()).filter(([other]) => other !== name);
      writeJsonFile(path, { children: Object.fromEntries(rest) });
    },
  };
}

/** Stops what an earlier run has left running: first those who use the engine, then the engine, then its database. */
export async function stopLeftovers(state: DeskState, progress: Progress): Promise<void> {
  const left = Object.entries(state.children());
  for (const turn of [0, 1, 2]) {
    const due = left.filter(([name]) => turnOf(name) === turn);
    await Promise.all(due.map(async (entry) => stopOne(state, progress, entry)));
  }
}

function turnOf(name: string): number {
  if (name === 'PostgreSQL') return 2;
  return name === 'Temporal' ? 1 : 0;
}

async function stopOne(
  state: DeskState,
  progress: Progress,
  [name, identity]: [string, ProcessIdentity],
): Promise<void> {
  const signal = name === 'PostgreSQL' ? 'SIGINT' : 'SIGTERM';
  if (await stopLeftover(identity, signal, 3_000)) progress(`stopped ${name} (${identity.pid}), left by a killed run`);
  state.forget(name);
}
