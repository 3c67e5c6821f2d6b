import { execFileSync } from 'node:child_process';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkoutDir } from '../tools/cache.ts';

/** Where and on what the figures were measured. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly system: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly commit: string;
  readonly changed: boolean;
}

export function describeMachine(postgresVersion: string): Machine {
  const { model = 'unknown' } = cpus()[0] ?? {};
  return {
    cpu: model,
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${release()} ${process.arch}`,
    versions: {
      node: process.versions.node,
      postgres: postgresVersion,
      temporalServer: moduleVersion('go.temporal.io/server'),
      temporalSdk: packageVersion('@temporalio/worker'),
    },
    commit: git('rev-parse', '--short', 'HEAD') ?? 'uncommitted',
    changed: (git('status', '--porcelain') ?? '') !== '',
  };
}

/** How busy the machine was in the last minute, everything counted; our own work too. */
export function loadOfLastMinute(): number {
  return loadavg()[0] ?? Number.NaN;
}

function git(...args: readonly string[]): string | null {
  try {
    return execFileSync('git', args, {
      cwd: checkoutDir,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    // No git, or no commit yet: the report then says so.
    return null;
  }
}

function moduleVersion(name: string): string {
  const goMod = readFileSync(join(checkoutDir, 'tools/temporal/go.mod'), 'utf8').split('\n');
  const line = goMod.map((one) => one.trim().split(' ')).find(([module, version]) => module === name && version);
  return line?.[1] ?? 'unknown';
}

function packageVersion(name: string): string {
  const manifest = readFileSync(join(checkoutDir, 'node_modules', name, 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}
