import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Code that stands in a file of that path, somewhere in a project with our lint rules. */
export interface Snippet {
  readonly path: string;
  readonly code: string;
}

interface Report {
  readonly diagnostics: readonly { readonly code: string; readonly filename: string }[];
}

/** The rules each snippet breaks, in the order of the snippets. One run of the linter for all. */
export function rulesBroken(snippets: readonly Snippet[]): string[][] {
  const dir = mkdtempSync(join(tmpdir(), 'lint-'));
  try {
    copyFileSync('.oxlintrc.json', join(dir, '.oxlintrc.json'));
    const placed = snippets.map((snippet, index) => place(dir, snippet, index));
    const { diagnostics } = lint(dir);
    return placed.map((path) => diagnostics.filter(({ filename }) => filename === path).map(({ code }) => code));
  } finally {
    rmSync(dir, { recursive: true });
  }
}

/** Several snippets may name one path: a number before the name keeps them apart and the name's ending as it is. */
function place(dir: string, { path, code }: Snippet, index: number): string {
  const slash = path.lastIndexOf('/') + 1;
  const base = path.slice(slash);
  const placed = path.slice(0, slash) + (base === 'main.ts' ? `${index}/` : `${index}-`) + base;
  mkdirSync(join(dir, dirname(placed)), { recursive: true });
  writeFileSync(join(dir, placed), code);
  return placed;
}

function lint(dir: string): Report {
  const manifest = createRequire(import.meta.url).resolve('oxlint/package.json');
  const program = join(dirname(manifest), 'bin/oxlint');
  try {
    return JSON.parse(
      execFileSync(process.execPath, [program, '--format=json', '.'], { cwd: dir, encoding: 'utf8' }),
    ) as Report;
  } catch (error) {
    // It ends with 1 where it has found something; what it found is on its output.
    if (error instanceof Error && 'stdout' in error && String(error.stdout).startsWith('{'))
      return JSON.parse(String(error.stdout)) as Report;
    throw error;
  }
}
