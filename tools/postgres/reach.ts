import { closeSync, openSync } from 'node:fs';
import type { StdioOptions } from 'node:child_process';
import type { Account } from './account.ts';

/** Paths under the names by which the child can open them, and what its stdio must be for that. */
export type Reach = { readonly names: readonly string[]; readonly stdio: StdioOptions; release(): void };

/**
 * Lets a child under another account open files inside folders which that account may not enter (a home of mode 0700,
 * a temporary folder of root's). The child inherits the open files and opens them again through /proc/self/fd, which
 * asks for the rights on the file itself but not for a walk down to it. Linux only; elsewhere the paths are plain.
 */
export function reach(account: Account | null, paths: readonly string[], output: number): Reach {
  if (account === null || process.platform !== 'linux') {
    return { names: paths, stdio: ['ignore', output, output], release: () => undefined };
  }
  const opened = paths.map((path) => openSync(path, 'r'));
  return {
    names: opened.map((_, index) => `/proc/self/fd/${index + 3}`),
    stdio: ['ignore', output, output, ...opened],
    release: () => opened.forEach((descriptor) => closeSync(descriptor)),
  };
}
