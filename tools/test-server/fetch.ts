import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { withLock } from '../../scripts/file-lock.mjs';
import { cacheDir } from '../cache.ts';
import { messageOf, Obstacle } from '../obstacle.ts';
import { silent, type Progress } from '../progress.ts';

const run = promisify(execFile);
const pom = join(import.meta.dirname, 'pom.xml');
const launcher = join(import.meta.dirname, 'LoopbackTestServer.java');
const bringThem = 'apt-get install default-jdk-headless maven';

/**
 * The program of the time-skipping test server, fetched by Maven at the first call and kept in the cache:
 * `<program> PORT [--enable-time-skipping]` listens on loopback and ends with its process.
 * @throws Obstacle if Java or Maven is missing, with the command that brings them, or if Maven cannot fetch
 */
export async function testServerProgram(progress: Progress = silent): Promise<string> {
  const java = javaRelease();
  const dir = join(cacheDir(), `test-server-${fingerprint(java)}`);
  const program = join(dir, 'run');
  if (existsSync(program)) return program;
  demandMaven();
  await withLock(`${dir}.lock`, async () => {
    if (!existsSync(program)) await fetchInto(dir, progress);
  });
  return program;
}

/** Of an installation that is able to compile: a bare run-time environment of some makers is not. */
function javaRelease(): string {
  try {
    const modules = execFileSync('java', ['--list-modules'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    const compiler = /^jdk\.compiler@(\S+)/m.exec(modules)?.[1];
    if (compiler !== undefined) return compiler;
  } catch (cause) {
    throw new Obstacle(`Java is missing; this brings it: ${bringThem}`, { cause });
  }
  throw new Obstacle(`This Java cannot compile; this brings one that can: ${bringThem}`);
}

function demandMaven(): void {
  try {
    execFileSync('mvn', ['--version'], { stdio: 'ignore' });
  } catch (cause) {
    throw new Obstacle(`Maven is missing; this brings it: ${bringThem}`, { cause });
  }
}

function fingerprint(java: string): string {
  const hash = createHash('sha256').update(java).update(readFileSync(pom)).update(readFileSync(launcher));
  return hash
    .update(readFileSync(import.meta.filename))
    .digest('hex')
    .slice(0, 12);
}

async function fetchInto(dir: string, progress: Progress): Promise<void> {
  const half = mkdtempSync(`${dir}.part-`);
  try {
    progress('Maven fetches the time-skipping test server (38 MB)');
    await maven(half);
    progress('Java compiles its launcher');
    await compile(half);
    writeFileSync(join(half, 'run'), wrapper(dir), { mode: 0o755 });
    renameSync(half, dir);
  } finally {
    rmSync(half, { recursive: true, force: true });
  }
}

async function maven(half: string): Promise<void> {
  const goal = ['dependency:copy-dependencies', `-DoutputDirectory=${join(half, 'lib')}`];
  try {
    await run('mvn', ['--batch-mode', '--no-transfer-progress', '--quiet', '--file', pom, ...goal]);
  } catch (cause) {
    const said = cause instanceof Error && 'stdout' in cause ? String(cause.stdout) : messageOf(cause);
    const reason = said.split('\n').find((line) => line.includes('ERROR')) ?? said.slice(0, 300);
    throw new Obstacle(`Maven cannot fetch the time-skipping test server; is its repository reachable? ${reason}`, {
      cause,
    });
  }
}

// By the module instead of `javac`: Debian puts the compiler into its run-time package, the command only into the JDK.
// Called this way it does not know `lib/*`.
async function compile(half: string): Promise<void> {
  const lib = join(half, 'lib');
  const jars = readdirSync(lib).map((jar) => join(lib, jar));
  const compiler = ['-m', 'jdk.compiler/com.sun.tools.javac.Main', '-nowarn', '-cp', jars.join(':')];
  await run('java', [...compiler, '-d', join(half, 'classes'), launcher]);
}

// `exec`, so that a signal to the program reaches Java and leaves nothing behind.
function wrapper(dir: string): string {
  const classpath = `${join(dir, 'classes')}:${join(dir, 'lib', '*')}`;
  return `#!/bin/sh\nexec java -Xmx512m -XX:+UseSerialGC -cp '${classpath}' LoopbackTestServer "$@"\n`;
}
