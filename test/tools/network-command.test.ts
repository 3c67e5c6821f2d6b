import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { takePorts } from '../../tools/ports.ts';
import { probeSecretsFile } from '../../tools/secrets.ts';
import { emptyFolder } from './folder.ts';
import { run, type Run } from './runs.ts';

async function networkIn(dataDir: string): Promise<Run> {
  const { network } = await takePorts({ dataDir, apiPort: null, apiHost: '127.0.0.1' });
  const env = {
    NETWORK_DIR: join(dataDir, 'network'),
    DEMO_NETWORK_PORT: String(network),
    PROBE_SECRETS: probeSecretsFile(dataDir),
  };
  const started = run('../../network/main.ts', [], env);
  await started.hears(/network ready/);
  return started;
}

async function command(dataDir: string, ...args: string[]): Promise<{ readonly code: unknown; readonly said: string }> {
  const asked = run('../../network/ask-main.ts', args, { HELPDESK_DATA_DIR: dataDir });
  return { code: await asked.ends(), said: asked.said() };
}

describe('npm run network', () => {
  it('breaks a line, shows it, keeps it over a restart, and mends it', async () => {
    const dataDir = emptyFolder();
    const first = await networkIn(dataDir);
    const cut = await command(dataDir, 'cut', 'access-7');
    expect(cut).toMatchObject({ code: 0 });
    expect(cut.said).toContain('The link between aggregation-1 and access-7 is cut.');
    first.child.kill('SIGTERM');
    expect(await first.ends()).toBe(0);
    const second = await networkIn(dataDir);
    expect(second.said()).toContain('1 with a fault');
    expect((await command(dataDir, 'show')).said).toMatch(/access-7 +silent +answers +cut since/);
    expect((await command(dataDir, 'restore')).said).toContain('Every element is heard over the line.');
  });

  it('refuses what it does not know with the list of what it does, and does nothing', async () => {
    const dataDir = emptyFolder();
    await networkIn(dataDir);
    for (const [args, words] of [
      [['cut', 'access-9'], 'There is no element access-9'],
      [['restore', 'access-9'], 'There is no element access-9'],
      [['burn', 'access-7'], 'npm run network -- <what> <element>'],
      [[], 'elements: cpe-1, ont-1'],
    ] as const) {
      const refused = await command(dataDir, ...args);
      expect(refused.code).toBe(1);
      expect(refused.said).toContain(words);
    }
    expect((await command(dataDir, 'show')).said).not.toContain('since');
  });

  it('says that no network runs, where none does and where one did', async () => {
    const dataDir = emptyFolder();
    expect(await command(dataDir, 'show')).toMatchObject({ code: 1, said: expect.stringContaining('does not run') });
    const started = await networkIn(dataDir);
    started.child.kill('SIGKILL');
    await started.ends();
    expect(await command(dataDir, 'show')).toMatchObject({ code: 1, said: expect.stringContaining('does not run') });
  });

  it('is for who may read the token', async () => {
    const dataDir = emptyFolder();
    await networkIn(dataDir);
    const path = join(dataDir, 'network/control.json');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const control = JSON.parse(readFileSync(path, 'utf8')) as { url: string; token: string };
    const put = { method: 'PUT', body: 'cut' };
    expect((await fetch(`${control.url}/faults/access-7`, put)).status).toBe(401);
    writeFileSync(path, JSON.stringify({ ...control, token: 'guessed' }));
    expect(await command(dataDir, 'cut', 'access-7')).toMatchObject({ code: 1 });
    const headers = { authorization: `Bearer ${control.token}` };
    expect(await (await fetch(`${control.url}/faults`, { headers })).json()).toEqual({});
    expect(
      (await fetch(`${control.url}/faults/access-7`, { ...put, headers, body: 'burn'.repeat(9_000) })).status,
    ).toBe(422);
    expect((await fetch(`${control.url}/faults/access-9`, { ...put, headers })).status).toBe(404);
  });
});
