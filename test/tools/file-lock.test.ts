import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lockHolder, tryLock, withLock } from '../../scripts/file-lock.mjs';
import { emptyFolder } from './folder.ts';
import { run } from './runs.ts';

describe('a file lock', () => {
  it('is one holder’s at a time, and free again when given back', () => {
    const path = join(emptyFolder(), 'a.lock');
    const unlock = tryLock(path);
    expect(tryLock(path)).toBeNull();
    expect(lockHolder(path)?.pid).toBe(process.pid);
    unlock?.();
    expect(lockHolder(path)).toBeNull();
    expect(tryLock(path)).not.toBeNull();
  });

  it('is refused while another process lives, and taken over at once when that was killed', async () => {
    const path = join(emptyFolder(), 'a.lock');
    const holder = run('stand-ins/lock-holder.ts', [path]);
    await holder.hears(/locked/);
    expect(tryLock(path)).toBeNull();
    holder.child.kill('SIGKILL');
    await holder.ends();
    expect(tryLock(path)).not.toBeNull();
  });

  it('is not held by a pid that another process has by now', () => {
    const path = join(emptyFolder(), 'a.lock');
    writeFileSync(path, JSON.stringify({ pid: process.pid, startedAt: 'before the last boot' }));
    expect(tryLock(path)).not.toBeNull();
  });

  it('is taken by one of ten that find a dead holder together, and by each in its turn', async () => {
    const dir = emptyFolder();
    const path = join(dir, 'a.lock');
    writeFileSync(path, 'cut sho');
    let [inside, most, done] = [0, 0, 0];
    const work = async (): Promise<void> => {
      most = Math.max(most, ++inside);
      await Promise.resolve();
      inside--;
      done++;
    };
    await Promise.all(Array.from({ length: 10 }, async () => withLock(path, work)));
    expect({ most, done, left: readdirSync(dir) }).toEqual({ most: 1, done: 10, left: [] });
  });
});
