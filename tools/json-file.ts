import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { codeOf, Obstacle } from './obstacle.ts';

/** What a JSON file of ours holds, or null if there is none. Throws an Obstacle if it is no JSON. */
export function readJsonFile<Content>(path: string): Content | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Content;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    if (!(error instanceof SyntaxError)) throw error;
    throw new Obstacle(`${path} is damaged: repair it, or move it away and start again.`, { cause: error });
  }
}

/** Replaces a JSON file as a whole, readable by its owner only: a kill leaves the old or the new one. */
export function writeJsonFile(path: string, content: unknown): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}.draft`;
  writeFileSync(draft, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, path);
}
