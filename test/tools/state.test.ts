import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { identify } from '../../scripts/process-identity.mjs';
import { deskState, stopLeftovers } from '../../tools/desk/state.ts';
import { writeJsonFile } from '../../tools/json-file.ts';
import { silent } from '../../tools/progress.ts';
import { secretsOf } from '../../tools/secrets.ts';
import { emptyFolder } from './folder.ts';

async function sleeper(): Promise<number> {
  const child = spawn('sleep', ['600'], { detached: true, stdio: 'ignore' });
  await once(child, 'spawn');
  onTestFinished(() => void child.kill('SIGKILL'));
  return child.pid ?? 0;
}

describe('the state of a desk', () => {
  it('lets the next start stop what a kill has left', async () => {
    const [dataDir, pid] = [emptyFolder(), await sleeper()];
    deskState(dataDir).remember('worker', pid);
    await stopLeftovers(deskState(dataDir), silent);
    expect(identify(pid)).toBeNull();
    expect(deskState(dataDir).children()).toEqual({});
  });

  it('never lets a process be stopped that only has the same pid', async () => {
    const [dataDir, pid] = [emptyFolder(), await sleeper()];
    const children = { worker: { pid, startedAt: 'before the last boot' } };
    writeJsonFile(join(dataDir, 'state.json'), { children });
    await stopLeftovers(deskState(dataDir), silent);
    expect(identify(pid)).not.toBeNull();
  });
});

describe('the secrets of a desk', () => {
  it('stay the same, differ from each other, and are their owner’s to read', () => {
    const dataDir = emptyFolder();
    const secrets = secretsOf(dataDir);
    expect(secretsOf(dataDir)).toEqual(secrets);
    expect(new Set(Object.values(secrets)).size).toBe(4);
    expect(secrets.helpdeskSecret.length).toBeGreaterThanOrEqual(32);
    expect(statSync(join(dataDir, 'secrets.json')).mode & 0o777).toBe(0o600);
  });
});
