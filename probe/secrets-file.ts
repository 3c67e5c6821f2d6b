import { readFileSync, statSync } from 'node:fs';
import { z } from 'zod';
import { secretsFile, type Secrets } from './secrets.ts';

interface Read {
  readonly secrets: Secrets;
  /** What to do about the file, without a word of what stands in it. */
  readonly problem: string | null;
}

const byEverybody = 0o007;

/** The secrets of a site, from its own disk. */
export function readSecretsFile(path: string): Read {
  try {
    if ((statSync(path).mode & byEverybody) !== 0) return without('everybody on this machine may open it: chmod 600.');
    const found = secretsFile.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    if (found.success) return { secrets: found.data, problem: null };
    return without(`it holds what is no secret of a probe: ${z.prettifyError(found.error)}`);
  } catch (error) {
    // The sentence of a parser would repeat what it could not read.
    return without(error instanceof SyntaxError ? 'it is no JSON.' : `it cannot be read: ${messageOf(error)}`);
  }
}

function without(problem: string): Read {
  return { secrets: {}, problem };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
