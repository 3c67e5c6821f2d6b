import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { refusalCodes } from '../domain/refusal.ts';
import { linesOf, matchesIn, sourcesIn } from './support/sources.ts';

describe('.env.example', () => {
  // What the operating system or its user sets for every program; not ours to explain.
  const ofTheSystem = ['HOME', 'PATH', 'TMPDIR', 'LANG', 'XDG_CACHE_HOME', 'XDG_DATA_HOME', 'GOFLAGS', 'GOPROXY'];
  // The SDK takes these from the environment and then does nothing with them.
  const withoutEffect = ['TEMPORAL_CODEC_ENDPOINT', 'TEMPORAL_CODEC_AUTH', 'TEMPORAL_TLS_DISABLE_HOST_VERIFICATION'];

  function readByTheDesk(): string[] {
    const named = [
      'runtime/config.ts',
      'runtime/engine-config.ts',
      'runtime/carriers-config.ts',
      'runtime/inbound-config.ts',
      'probe/config.ts',
      'telephony/config.ts',
    ].flatMap((file) => matchesIn(readFileSync(file, 'utf8'), /from\.\w+\(\s*'([A-Z][A-Z0-9_]+)'/g));
    const programs = ['tools', 'scripts', 'db', 'api', 'worker', 'network', 'bench', 'inbound'].flatMap((folder) =>
      sourcesIn(folder),
    );
    const read = programs.flatMap(({ text }) => [
      ...matchesIn(text, /\benv(?:\.|\[')([A-Z][A-Z0-9_]+)/g),
      ...matchesIn(text, /'((?:MAILBOX|NETWORK)_[A-Z_]+)'/g),
    ]);
    return [...named, ...read, ...readByTheSdk()].filter((name) => !ofTheSystem.includes(name));
  }

  function readByTheSdk(): string[] {
    const main = createRequire(import.meta.url).resolve('@temporalio/envconfig');
    const source = readFileSync(join(dirname(main), 'envconfig-toml.js'), 'utf8');
    return matchesIn(source, /'(TEMPORAL_[A-Z_]+[A-Z])'/g).filter((name) => !withoutEffect.includes(name));
  }

  it('lists every variable that is read, and no other', () => {
    const listed = matchesIn(readFileSync('.env.example', 'utf8'), /^#?([A-Z][A-Z0-9_]+)=/gm);
    expect(listed.toSorted()).toEqual([...new Set(readByTheDesk())].toSorted());
  });

  it('has a sentence for every group and sets nothing by itself', () => {
    expect(linesOf('.env.example').filter((line) => line !== '' && !line.startsWith('#'))).toEqual([]);
  });
});

describe('time', () => {
  it('is given to the domain, never read by it', () => {
    const reading = sourcesIn('domain').flatMap(({ path, text }) =>
      matchesIn(text, /(new Date\(\)|\bDate\.now\b|\bDate\(\))/g).map((found) => `${path}: ${found}`),
    );
    expect(reading).toEqual([]);
  });

  // In a workflow `Date.now()` is the engine's time and replays; a bare `new Date()` does too, but says nothing of it.
  it('is read in workflows by Date.now() alone', () => {
    const reading = sourcesIn('workflows').flatMap(({ path, text }) =>
      matchesIn(text, /(new Date\(\)|\bDate\(\)|\bperformance\.now\b|\bhrtime\b)/g).map((found) => `${path}: ${found}`),
    );
    expect(reading).toEqual([]);
  });
});

describe('docs/errors.md', () => {
  it('explains every refusal code, each once, and no other', () => {
    const explained = matchesIn(readFileSync('docs/errors.md', 'utf8'), /^(?:#+ |\| )`([a-zA-Z]+)`/gm);
    expect(explained.toSorted()).toEqual([...refusalCodes].toSorted());
  });
});
