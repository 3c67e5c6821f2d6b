import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { codeOf } from '../obstacle.ts';

/** The size of a file in bytes, 0 if there is none: from there a later reader finds only what is new. */
export function endOf(path: string): number {
  return withFile(path, (descriptor) => fstatSync(descriptor).size) ?? 0;
}

/** What was written to a file since it had that size; whole again if it has been cut since. */
export function readFrom(path: string, offset: number): string {
  const text = withFile(path, (descriptor) => {
    const { size } = fstatSync(descriptor);
    const start = size < offset ? 0 : offset;
    const buffer = Buffer.alloc(size - start);
    return buffer.toString('utf8', 0, readSync(descriptor, buffer, 0, buffer.length, start));
  });
  return text ?? '';
}

function withFile<Answer>(path: string, read: (descriptor: number) => Answer): Answer | null {
  try {
    const descriptor = openSync(path, 'r');
    try {
      return read(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

const telling = /FATAL|PANIC|ERROR|error|could not|No space/;

/** Whether a program's last words are about a disk without space, under any of the names it has for that. */
export function speaksOfFullDisk(log: string): boolean {
  return /No space left on device|no space left on device|disk full|wrote only \d+ of \d+ bytes/i.test(log);
}

/** The lines of a log that say why it went wrong, in one; the last lines if none is telling. */
export function reasonIn(log: string): string {
  const lines = log.split('\n').map(plainLine).filter(Boolean);
  const reasons = lines.filter((line) => telling.test(line));
  const chosen = reasons.length > 0 ? reasons.slice(0, 3) : lines.slice(-3);
  return chosen.map((line) => line.replace(/^(LOG|FATAL|PANIC|WARNING|ERROR|initdb: error):\s*/, '')).join('; ');
}

// The instant and the pid in front of each line of PostgreSQL's log say nothing to a reader of one sentence.
function plainLine(line: string): string {
  if (line.startsWith('{')) return messageInJson(line);
  return line.replace(/^\d{4}-\d\d-\d\d [^[]*\[\d+\] /, '').trim();
}

// The desk's own programs and the engine log JSON: an error's own message says most.
function messageInJson(line: string): string {
  try {
    const { level, msg, error, err } = JSON.parse(line) as Record<string, unknown>;
    const detail = typeof err === 'object' && err !== null && 'message' in err ? String(err.message) : error;
    const words = [msg, detail].filter((part) => typeof part === 'string' && part !== '').join(': ');
    return isGrave(level) ? `ERROR: ${words}` : words;
  } catch {
    // Half a line, or no JSON after all: as it is.
    return line.trim();
  }
}

// pino has numbers for levels, the engine has words.
function isGrave(level: unknown): boolean {
  return typeof level === 'number' ? level >= 50 : level === 'error' || level === 'fatal';
}
