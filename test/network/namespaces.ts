import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';
import { identify, identifySelf } from '../../scripts/process-identity.mjs';
import { sendSignal } from '../../tools/process/stop.ts';
import { eventually } from '../support/eventually.ts';

const execute = promisify(execFile);
const prefix = 'helpdesk-lab';

// The name says whose it is: the process, and when that process started, since pids are used again.
const ownName = /^helpdesk-lab-(\d+)-(\d+)-/;

/** The namespaces of this process. What no lab of ours has made has another name, and is never touched. */
export interface Namespaces {
  /** The full name of one of them. */
  named(part: string): string;
  has(part: string): boolean;
  add(part: string): Promise<void>;
  /** Ends what runs in it and takes it away with its ends of all cables. */
  remove(part: string): Promise<void>;
  /** `ip`, many lines at once, in one of them. */
  configure(part: string, lines: readonly string[]): Promise<void>;
  /** Runs a program in one of them and gives what it said; throws what it complained of where it fails. */
  run(part: string, command: readonly string[]): Promise<string>;
  /** All of them, at once: also when the process leaves. */
  removeAll(): void;
}

export function openNamespaces(): Namespaces {
  removeLeftovers();
  const { pid, startedAt } = identifySelf();
  const mine = `${prefix}-${pid}-${ticksOf(startedAt)}-`;
  const named = (part: string) => mine + part;
  const removeAll = () =>
    listed()
      .filter((name) => name.startsWith(mine))
      .forEach(removeNow);
  process.once('exit', removeAll);
  return {
    named,
    has: (part) => listed().includes(named(part)),
    add: async (part) => void (await execute('ip', ['netns', 'add', named(part)])),
    remove: (part) => removeGently(named(part)),
    configure: async (part, lines) => void (await told(['-n', named(part), '-batch', '-'], lines)),
    run: (part, command) => told(['netns', 'exec', named(part), ...command]),
    removeAll: () => {
      process.off('exit', removeAll);
      removeAll();
    },
  };
}

/** Those of runs that were killed. */
function removeLeftovers(): void {
  for (const name of listed()) {
    const [, pid, ticks] = ownName.exec(name) ?? [];
    if (pid === undefined) continue;
    const owner = identify(Number(pid));
    if (owner === null || ticksOf(owner.startedAt) !== ticks) removeNow(name);
  }
}

const ticksOf = (startedAt: string): string => startedAt.slice(startedAt.lastIndexOf(':') + 1);

const listed = (): string[] => namesIn(execFileSync('ip', ['netns', 'list'], { encoding: 'utf8' }));
const namesIn = (list: string): string[] => list.split('\n').flatMap((line) => line.split(' ')[0] || []);

function removeNow(name: string): void {
  try {
    for (const pid of processesIn(name)) sendSignal(pid, 'SIGKILL');
    execFileSync('ip', ['netns', 'delete', name], { stdio: 'pipe' });
  } catch (error) {
    // Another lab, starting at the same moment, has cleared it away.
    if (listed().includes(name)) throw error;
  }
}

async function removeGently(name: string): Promise<void> {
  for (const pid of processesIn(name)) sendSignal(pid, 'SIGKILL');
  await eventually(() => processesIn(name).length === 0, { withinMs: 5_000 });
  await execute('ip', ['netns', 'delete', name]);
}

const processesIn = (name: string): number[] =>
  namesIn(execFileSync('ip', ['netns', 'pids', name], { encoding: 'utf8' })).map(Number);

async function told(args: readonly string[], lines: readonly string[] = []): Promise<string> {
  const running = execute('ip', args);
  // One that gave up before it had read all of it says why by its exit.
  running.child.stdin?.once('error', () => undefined);
  if (lines.length > 0) running.child.stdin?.end(lines.join('\n'));
  try {
    return (await running).stdout;
  } catch (error) {
    const { stderr } = error as { stderr?: string };
    throw new Error(['ip', ...args, stderr, ...lines].join(' '), { cause: error });
  }
}
