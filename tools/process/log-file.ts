import { copyFileSync, mkdirSync, openSync, statSync, truncateSync } from 'node:fs';
import { dirname } from 'node:path';

const longBytes = 20 * 1024 * 1024;

/** A descriptor that appends to a log; its folder is made if absent. */
export function openLog(path: string): number {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  return openSync(path, 'a', 0o600);
}

/**
 * Moves a log to `.1` whenever it has grown past 20 MiB, until the returned function is called. While PostgreSQL is
 * away the engine writes thousands of lines a minute. The writer appends, so it goes on at the new, empty end.
 */
export function shortenWhenLong(path: string): () => void {
  const timer = setInterval(() => shorten(path), 5_000);
  timer.unref();
  return () => clearInterval(timer);
}

function shorten(path: string): void {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size < longBytes) return;
  copyFileSync(path, `${path}.1`);
  truncateSync(path);
}
