import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder } from './folder.ts';

const scripts = resolve(import.meta.dirname, '../../scripts');

/** A checkout whose npm notes that it was called, and does what it is told to. */
function checkoutWith(npm: string): string {
  const dir = emptyFolder();
  for (const folder of ['scripts', 'bin', 'tmp']) mkdirSync(join(dir, folder));
  for (const name of ['ensure-installed.mjs', 'file-lock.mjs', 'process-identity.mjs']) {
    copyFileSync(join(scripts, name), join(dir, 'scripts', name));
  }
  writeFileSync(join(dir, 'bin/npm'), `#!/bin/sh\necho "$@" >> calls\n${npm}\n`);
  chmodSync(join(dir, 'bin/npm'), 0o755);
  writeFileSync(join(dir, 'calls'), '');
  lock(dir, 'package-lock.json', '1.0.0');
  return dir;
}

function lock(dir: string, path: string, version: string): void {
  const packages = {
    '': {},
    'node_modules/thing': { version },
    'node_modules/other-platform': { version, optional: true },
  };
  writeFileSync(join(dir, path), JSON.stringify({ packages }));
}

const installs = 'mkdir -p node_modules && sleep 0.3 && cp package-lock.json node_modules/.package-lock.json';

async function ensureInstalled(dir: string): Promise<{ code: unknown; said: string }> {
  const code = 'import("./scripts/ensure-installed.mjs").then((m) => m.ensureInstalled())';
  const env = { PATH: `${dir}/bin:${process.env['PATH']}`, TMPDIR: join(dir, 'tmp') };
  const child = spawn(process.execPath, ['-e', code], { cwd: dir, env });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
  const [exit] = (await once(child, 'close')) as unknown[];
  return { code: exit, said };
}

function calls(dir: string): string[] {
  return readFileSync(join(dir, 'calls'), 'utf8').split('\n').filter(Boolean);
}

describe('the packages', () => {
  it('are installed once by two starts at the same time, and not again', async () => {
    const dir = checkoutWith(installs);
    const both = await Promise.all([ensureInstalled(dir), ensureInstalled(dir)]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect((await ensureInstalled(dir)).said).toBe('');
    expect(calls(dir)).toHaveLength(1);
    expect(calls(dir)[0]).toMatch(/^ci /);
  });

  it('are installed again when the lockfile has another version', async () => {
    const dir = checkoutWith(installs);
    await ensureInstalled(dir);
    lock(dir, 'package-lock.json', '2.0.0');
    await ensureInstalled(dir);
    expect(calls(dir)).toHaveLength(2);
  });

  it('are not missed where they belong to another platform', async () => {
    const dir = checkoutWith('exit 1');
    mkdirSync(join(dir, 'node_modules'));
    const packages = { 'node_modules/thing': { version: '1.0.0' } };
    writeFileSync(join(dir, 'node_modules/.package-lock.json'), JSON.stringify({ packages }));
    expect(await ensureInstalled(dir)).toEqual({ code: 0, said: '' });
  });

  it.each([
    ['npm error code ENOTFOUND', 'The npm registry cannot be reached'],
    ['npm error code ENOSPC', 'The disk is full'],
    ['npm error code EACCES', 'is not writable'],
  ])('that fail with "%s" are explained in a sentence', async (complaint, sentence) => {
    const { code, said } = await ensureInstalled(checkoutWith(`echo "${complaint}" >&2; exit 1`));
    expect(code).toBe(1);
    expect(said).toContain(sentence);
  });
});
