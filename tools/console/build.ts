import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from '../../scripts/file-lock.mjs';
import { cacheDir, checkoutDir } from '../cache.ts';
import { Obstacle } from '../obstacle.ts';
import type { Progress } from '../progress.ts';

/** What the console is made of; whatever changes in it makes another console. */
const sources = ['web', 'domain', 'tools/console', 'package-lock.json'];

/** Where the console of these sources lies in the cache, built or not. */
export function consoleFolder(): string {
  return join(cacheDir(), `console-${hashOf(sources)}`);
}

/**
 * Builds the console into the cache unless it is there: 4 s, once for each change of its sources. A second caller
 * waits for the first. Throws an Obstacle with what the build complains of.
 */
export async function buildConsole(folder: string, progress: Progress): Promise<void> {
  if (existsSync(folder)) return;
  const wait = (): void => progress('another start builds it, waits for that');
  await withLock(`${folder}.lock`, async () => buildOnce(folder, progress), wait);
}

/** The folder appears when everything in it is there. */
async function buildOnce(folder: string, progress: Progress): Promise<void> {
  if (existsSync(folder)) return;
  const draft = `${folder}.draft`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft);
  progress('Vite builds it');
  const { code, output } = await vite(['build', 'web', '--outDir', draft, '--logLevel', 'warn']);
  if (code !== 0) throw new Obstacle(`The console could not be built: ${output.trim()}`);
  renameSync(draft, folder);
}

function vite(args: readonly string[]): Promise<{ code: number | null; output: string }> {
  const program = join(checkoutDir, 'node_modules/vite/bin/vite.js');
  return new Promise((done, fail) => {
    // Whoever starts it may be a test, and React would come with all that it checks while it is developed.
    const env = { ...process.env, NODE_ENV: 'production' };
    const child = spawn(process.execPath, [program, ...args], {
      cwd: checkoutDir,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
    child.once('error', fail);
    child.once('close', (code) => done({ code, output }));
  });
}

function hashOf(paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of paths.flatMap(filesIn))
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(checkoutDir, path)));
  return hash.digest('hex').slice(0, 12);
}

function filesIn(path: string): string[] {
  if (path.endsWith('.json')) return [path];
  const entries = readdirSync(join(checkoutDir, path), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map(({ parentPath, name }) => join(parentPath, name).slice(checkoutDir.length + 1)).toSorted();
}
