import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tryLock } from '../../scripts/file-lock.mjs';
import { emptyFolder } from './folder.ts';
import { run, type Run } from './runs.ts';

function folderOfADesk(): string {
  const dataDir = emptyFolder();
  mkdirSync(join(dataDir, 'postgres/cluster'), { recursive: true });
  for (const name of ['secrets.json', 'holiday.jpg']) writeFileSync(join(dataDir, name), '{}');
  return dataDir;
}

function reset(dataDir: string, ...args: string[]): Run {
  return run('../../tools/reset.ts', args, { HELPDESK_DATA_DIR: dataDir });
}

describe('npm run reset', () => {
  it('deletes what the desk has made, and nothing else', async () => {
    const dataDir = folderOfADesk();
    expect(await reset(dataDir, '--yes').ends()).toBe(0);
    expect(readdirSync(dataDir)).toEqual(['holiday.jpg']);
  });

  it('deletes nothing where nobody is there to say yes', async () => {
    const dataDir = folderOfADesk();
    const asked = reset(dataDir);
    expect(await asked.ends()).toBe(1);
    expect(asked.said()).toContain('say --yes');
    expect(readdirSync(dataDir)).toHaveLength(3);
  });

  it('refuses while the desk runs', async () => {
    const dataDir = folderOfADesk();
    tryLock(join(dataDir, 'start.lock'));
    const refused = reset(dataDir, '--yes');
    expect(await refused.ends()).toBe(1);
    expect(refused.said()).toContain(`The desk runs as process ${process.pid}`);
  });
});
