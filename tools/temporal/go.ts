import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { cacheDir } from '../cache.ts';
import { codeOf, messageOf, Obstacle } from '../obstacle.ts';
import type { Progress } from '../progress.ts';

/** The Go that builds here ("go1.26.8"), or what is in the way of one. */
export async function goVersion(): Promise<string | Obstacle> {
  try {
    const lines = await runGo(['env', 'GOVERSION'], () => undefined);
    return lines[0] ?? missingGo;
  } catch (error) {
    if (error instanceof Obstacle) return error;
    throw error;
  }
}

const missingGo = new Obstacle(
  'Go is missing, and the engine is built with it: install Go 1.26 (https://go.dev/dl), or name a server of your own' +
    ' with TEMPORAL_ADDRESS.',
);

/** Fetches the modules behind some packages and counts the packages that go into them. */
export async function countPackages(sources: readonly string[], progress: Progress): Promise<number> {
  let fetched = 0;
  const tell = (line: string): void => {
    if (line.startsWith('go: downloading')) progress(`${++fetched} Go modules fetched, now ${line.slice(16)}`);
  };
  return (await runGo(['list', '-mod=readonly', '-deps', ...sources], tell)).length;
}

/** Builds one program; `compiled` is called after each package. */
export async function buildProgram(source: string, output: string, compiled: () => void): Promise<void> {
  const tell = (line: string): void => (line.startsWith('go: ') ? undefined : compiled());
  await runGo(['build', '-mod=readonly', '-trimpath', '-ldflags=-s -w', '-v', '-o', output, source], tell);
}

/** Gives the lines of the standard output; those of the other one are told as they come. */
async function runGo(args: readonly string[], tell: (line: string) => void): Promise<string[]> {
  const child = spawn('go', args, {
    cwd: import.meta.dirname,
    env: goEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const end = (): void => void child.kill();
  process.once('exit', end);
  const [output, complaints] = [[] as string[], [] as string[]];
  createInterface(child.stdout).on('line', (line) => output.push(line));
  createInterface(child.stderr).on('line', (line) => {
    complaints.push(line);
    tell(line);
  });
  try {
    const [code] = (await once(child, 'close')) as [number | null];
    if (code !== 0) throw goFailed(complaints.join('\n'));
    return output;
  } catch (error) {
    if (error instanceof Obstacle) throw error;
    throw codeOf(error) === 'ENOENT' ? missingGo : new Obstacle(`Go cannot be run: ${messageOf(error)}.`);
  } finally {
    process.off('exit', end);
  }
}

// No C compiler is wanted. Where the home cannot be written to, Go's caches go beside ours.
function goEnvironment(): NodeJS.ProcessEnv {
  const env = { ...process.env, CGO_ENABLED: '0', GOWORK: 'off' };
  if (isWritable(process.env['HOME'] ?? homedir())) return env;
  return { ...env, GOCACHE: join(cacheDir(), 'go-build'), GOPATH: join(cacheDir(), 'go') };
}

function isWritable(dir: string): boolean {
  try {
    accessSync(dir, constants.W_OK);
    return true;
  } catch {
    // Absent or closed: either way nothing can be kept there.
    return false;
  }
}

const sentences: readonly (readonly [RegExp, string])[] = [
  [/no space left on device/, 'The disk is full: the build of the engine needs 5 GB, free some space and start again.'],
  [
    /checksum mismatch|SECURITY ERROR/,
    'A Go module does not match its checksum in tools/temporal/go.sum: check GOPROXY.',
  ],
  [
    /requires go >= |invalid go version/,
    'This Go is too old: install Go 1.26 (https://go.dev/dl), or unset GOTOOLCHAIN.',
  ],
  [
    /dial tcp|no such host|i\/o timeout|connection refused|proxyconnect|TLS handshake|connection reset|server misbehaving/,
    'Go modules cannot be fetched: check the network and GOPROXY, then start again; what has come is kept.',
  ],
];

function goFailed(complaints: string): Obstacle {
  const known = sentences.find(([pattern]) => pattern.test(complaints));
  const last = complaints.split('\n').filter(Boolean).slice(-3).join('; ');
  return new Obstacle(known === undefined ? `The engine could not be built: ${last}.` : known[1], {
    cause: new Error(complaints.slice(-4_000)),
  });
}
