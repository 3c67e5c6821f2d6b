import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildConsole, consoleFolder } from '../../../tools/console/build.ts';
import { silent } from '../../../tools/progress.ts';

interface Chunk {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
}

const budget = 300_000;

describe('the first load of the console', () => {
  const folder = consoleFolder();
  beforeAll(() => buildConsole(folder, silent), 180_000);

  /** What a browser fetches before it can show the queue: the entry, the queue’s own chunk, and all that these import. */
  function needed(): string[] {
    const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Record<string, Chunk>;
    const first = Object.keys(manifest).filter((key) => manifest[key]?.isEntry || key.endsWith('queue-route.tsx'));
    expect(first).toHaveLength(2);
    const seen = new Set(first);
    for (const key of seen) for (const next of manifest[key]?.imports ?? []) seen.add(next);
    return [...seen].map((key) => manifest[key]?.file ?? key);
  }

  it(`is less than ${budget / 1_000} kB of packed script`, () => {
    const sizes = needed().map((file) => gzipSync(readFileSync(join(folder, file))).length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(budget);
  });

  it('runs no script that stands in the page itself', () => {
    const page = readFileSync(join(folder, 'index.html'), 'utf8');
    expect([...page.matchAll(/<script(?![^>]*\bsrc=)|\son\w+=/g)]).toEqual([]);
  });
});
