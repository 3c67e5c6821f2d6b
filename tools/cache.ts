import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join, resolve } from 'node:path';

/** The root of the checkout. */
export const checkoutDir = resolve(import.meta.dirname, '..');

/** What can be made again at a cost (the engine's binaries), shared by all checkouts; the folder is made if absent. */
export function cacheDir(): string {
  const dir = process.env['HELPDESK_CACHE_DIR'] ?? join(xdg('XDG_CACHE_HOME', '.cache'), 'helpdesk');
  mkdirSync(dir, { recursive: true });
  return resolve(dir);
}

/** What must not be lost: the embedded default's data, one folder for each checkout. Not made here. */
export function dataDir(): string {
  const named = process.env['HELPDESK_DATA_DIR'];
  if (named !== undefined && named !== '') return resolve(named);
  const hash = createHash('sha256').update(checkoutDir).digest('hex').slice(0, 8);
  return join(xdg('XDG_DATA_HOME', '.local/share'), 'helpdesk', `${basename(checkoutDir)}-${hash}`);
}

function xdg(variable: string, underHome: string): string {
  return process.env[variable] || join(homedir(), underHome);
}
