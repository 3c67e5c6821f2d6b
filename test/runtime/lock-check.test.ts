import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { missingFromLock, type Lockfile } from '../../scripts/lock-check.mjs';

describe('the lockfile check', () => {
  it('names an optional dependency that was dropped', () => {
    const packages = { '': {}, 'node_modules/core': { optionalDependencies: { 'core-arm64': '1', 'core-x64': '1' } } };
    const lockfile = { packages: { ...packages, 'node_modules/core-x64': {} } };
    expect(missingFromLock(lockfile)).toEqual(['node_modules/core needs core-arm64']);
  });

  it('finds one that lies beside its package or in a folder above', () => {
    const needing = { optionalDependencies: { near: '1', far: '1', own: '1' } };
    const lockfile = {
      packages: {
        'node_modules/a/node_modules/@b/c': needing,
        'node_modules/a/node_modules/@b/c/node_modules/own': {},
        'node_modules/a/node_modules/near': {},
        'node_modules/far': {},
      },
    };
    expect(missingFromLock(lockfile)).toEqual([]);
  });

  it('finds nothing missing in ours', () => {
    expect(missingFromLock(JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lockfile)).toEqual([]);
  });
});
