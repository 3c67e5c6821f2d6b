import { bundleWorkflowCode } from '@temporalio/worker';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const checkout = fileURLToPath(new URL('..', import.meta.url));

export interface Bundle {
  readonly code: string;
}

/**
 * The workflows as the engine's sandbox runs them. Bundling takes three seconds of processor time, more than the rest
 * of a worker's start, so a bundle of the same sources by the same SDK is kept where a cache folder is given.
 */
export async function bundleWorkflows(cacheDir: string | null = null): Promise<Bundle> {
  if (cacheDir === null) return bundle();
  const kept = join(cacheDir, `workflows-${fingerprint()}.js`);
  if (existsSync(kept)) return { code: readFileSync(kept, 'utf8') };
  const { code } = await bundle();
  mkdirSync(cacheDir, { recursive: true });
  const own = `${kept}.${process.pid}`;
  writeFileSync(own, code, { mode: 0o600 });
  renameSync(own, kept);
  return { code };
}

async function bundle(): Promise<Bundle> {
  // The rules are pure, so all tickets can share one evaluation of them; else each ticket makes its own.
  const preloadModules = sources('domain');
  return bundleWorkflowCode({ workflowsPath: join(checkout, 'workflows/index.ts'), preloadModules, logger: quiet });
}

/** Everything that can change the bundle: what runs in it, the SDK, and who bundles. */
function fingerprint(): string {
  const hash = createHash('sha256').update(process.version);
  const sdk = createRequire(import.meta.url).resolve('@temporalio/worker/package.json');
  for (const file of [
    sdk,
    fileURLToPath(import.meta.url),
    join(checkout, 'package-lock.json'),
    ...sources('domain'),
    ...sources('workflows'),
  ]) {
    hash.update(file.slice(checkout.length)).update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 20);
}

function sources(folder: string): string[] {
  const names = readdirSync(join(checkout, folder), { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.ts'))
    .toSorted()
    .map((name) => join(checkout, folder, name));
}

/** The bundler reports its progress; only its complaints matter to us, and those it throws. */
const quiet = {
  log: () => undefined,
  trace: () => undefined,
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
