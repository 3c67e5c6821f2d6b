import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { withLock } from '../../scripts/file-lock.mjs';
import { cacheDir } from '../cache.ts';
import { Obstacle } from '../obstacle.ts';
import type { Progress } from '../progress.ts';
import { buildProgram, countPackages, goVersion } from './go.ts';

/** Paths of the engine's programs: the server, the tool that makes its schema, the web pages. */
export type TemporalBinaries = { readonly server: string; readonly sqlTool: string; readonly ui: string };

const programs = [
  { name: 'temporal-server', source: 'go.temporal.io/server/cmd/server' },
  { name: 'temporal-sql-tool', source: 'go.temporal.io/server/cmd/tools/sql' },
  { name: 'temporal-ui', source: 'github.com/temporalio/ui-server/v2/cmd/server' },
] as const;

/**
 * The engine's programs: the server that TEMPORAL_SERVER_BIN names (and what stands beside it), the rest from the cache,
 * built there from pinned Go modules on the first run. That takes minutes once; a second caller waits for the first.
 * Throws an Obstacle without Go, network or disk space.
 */
export async function temporalBinaries(progress: Progress): Promise<TemporalBinaries> {
  const given = givenBinaries();
  if (given?.sqlTool !== undefined && given.ui !== undefined) return { ...given, sqlTool: given.sqlTool, ui: given.ui };
  const built = binariesIn(await builtFolder(progress));
  return { server: given?.server ?? built.server, sqlTool: given?.sqlTool ?? built.sqlTool, ui: given?.ui ?? built.ui };
}

type Given = { readonly server: string; readonly sqlTool: string | undefined; readonly ui: string | undefined };

function givenBinaries(): Given | null {
  const server = process.env['TEMPORAL_SERVER_BIN'];
  if (server === undefined || server === '') return null;
  if (!existsSync(server)) throw new Obstacle(`TEMPORAL_SERVER_BIN names ${server}, which is not there: correct it.`);
  const beside = (name: string): string | undefined => [join(dirname(server), name)].find((path) => existsSync(path));
  return { server, sqlTool: beside('temporal-sql-tool'), ui: beside('temporal-ui') };
}

function binariesIn(dir: string): TemporalBinaries {
  return {
    server: join(dir, 'temporal-server'),
    sqlTool: join(dir, 'temporal-sql-tool'),
    ui: join(dir, 'temporal-ui'),
  };
}

async function builtFolder(progress: Progress): Promise<string> {
  const family = `temporal-${process.platform}-${process.arch}-${hashOfModules()}`;
  const version = await goVersion();
  if (version instanceof Obstacle) return builtBefore(family, version);
  const folder = join(cacheDir(), `${family}-${version}`);
  if (!existsSync(folder)) {
    const wait = (): void => progress('another start builds it, waits for that');
    await withLock(join(cacheDir(), 'temporal-build.lock'), async () => buildOnce(folder, progress), wait);
  }
  return folder;
}

function hashOfModules(): string {
  const hash = createHash('sha256');
  for (const file of ['go.mod', 'go.sum']) hash.update(readFileSync(join(import.meta.dirname, file)));
  return hash.digest('hex').slice(0, 12);
}

// Go is needed to build, not to run: what an earlier Go has built still serves.
function builtBefore(family: string, obstacle: Obstacle): string {
  const found = readdirSync(cacheDir()).find((name) => name.startsWith(`${family}-go`) && !name.endsWith('.draft'));
  if (found === undefined) throw obstacle;
  return join(cacheDir(), found);
}

/** The folder appears when everything in it is there. */
async function buildOnce(folder: string, progress: Progress): Promise<void> {
  if (existsSync(folder)) return;
  const draft = `${folder}.draft`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft);
  progress('looks which Go modules are needed');
  const total = await countPackages(
    programs.map(({ source }) => source),
    progress,
  );
  let compiled = 0;
  for (const { name, source } of programs) {
    const tell = (count: number): void => progress(`${name}: ${count} of up to ${total} Go packages compiled`);
    tell(compiled);
    await buildProgram(source, join(draft, name), () => tell(++compiled));
  }
  renameSync(draft, folder);
}
