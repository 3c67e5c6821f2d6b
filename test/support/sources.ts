import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Source {
  readonly path: string;
  readonly text: string;
}

/** Every file of code in a folder of the project, at any depth; none if the folder is not there. */
export function sourcesIn(folder: string): Source[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(ts|mjs)$/.test(name));
  return files.map((name) => ({ path: join(folder, name), text: readFileSync(join(folder, name), 'utf8') }));
}

/** What the first group of the pattern catches, in order. */
export function matchesIn(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, caught = '']) => caught);
}

export function linesOf(path: string): string[] {
  return readFileSync(path, 'utf8').split('\n');
}
