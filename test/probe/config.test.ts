import { chmodSync, writeFileSync } from 'node:fs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readProbeConfig } from '../../probe/config.ts';

function secretsFile(content: string, mode = 0o600): string {
  const dir = mkdtempSync(join(tmpdir(), 'helpdesk-probe-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  const path = join(dir, 'secrets.json');
  writeFileSync(path, content);
  chmodSync(path, mode);
  return path;
}

describe('the configuration of a probe', () => {
  it('needs a site and nothing else', () => {
    const config = readProbeConfig({ PROBE_SITE: 'north-1' }, null);
    expect(config).toMatchObject({ site: 'north-1', secrets: {}, logLevel: 'info' });
    expect(config.temporal).toMatchObject({ address: '127.0.0.1:7233', namespace: 'probes' });
    expect(config.allowed('127.0.0.1')).toBe(false);
  });

  it('takes the site of the command line before that of the environment', () => {
    expect(readProbeConfig({ PROBE_SITE: 'north-1' }, 'south-2').site).toBe('south-2');
  });

  it('never enters the namespace of the desk by what the desk is given', () => {
    const env = { PROBE_SITE: 'north-1', TEMPORAL_ADDRESS: 'engine.example:7233', TEMPORAL_NAMESPACE: 'helpdesk' };
    expect(readProbeConfig(env, null).temporal).toMatchObject({ address: 'engine.example:7233', namespace: 'probes' });
    expect(readProbeConfig({ ...env, PROBES_NAMESPACE: 'sites' }, null).temporal.namespace).toBe('sites');
  });

  it('reads what opens the elements of its site', () => {
    const secrets = { olt: { version: '2c', community: 'only-for-reading' }, nms: { secret: 'sixteen letters!' } };
    const path = secretsFile(JSON.stringify(secrets));
    expect(readProbeConfig({ PROBE_SITE: 'north-1', PROBE_SECRETS: path }, null).secrets).toEqual(secrets);
  });

  it('opens the addresses that the site lists', () => {
    const { allowed } = readProbeConfig({ PROBE_SITE: 'north-1', PROBE_ALLOW: '127.0.0.0/8, 10.0.0.0/8' }, null);
    expect([allowed('127.0.0.1'), allowed('10.1.1.1'), allowed('8.8.8.8')]).toEqual([true, true, false]);
  });
});

describe('a configuration that cannot be', () => {
  const problems = (env: NodeJS.ProcessEnv): string[] => {
    try {
      readProbeConfig(env, null);
      return [];
    } catch (error) {
      return (error as Error).message.split('\n');
    }
  };

  it('is complained about, everything at once', () => {
    const env = { PROBE_SITE: 'Norden 1', PROBE_ALLOW: 'everything', PROBE_SECRETS: '/nowhere/secrets.json' };
    expect(problems(env).map((line) => line.split(/[ :]/)[0])).toEqual(['PROBE_SITE', 'PROBE_SECRETS', 'PROBE_ALLOW']);
    expect(problems({})[0]).toMatch(/^PROBE_SITE is missing/);
  });

  it('is secrets that everybody may read', () => {
    const path = secretsFile('{}', 0o644);
    expect(problems({ PROBE_SITE: 'north-1', PROBE_SECRETS: path })[0]).toContain('chmod 600');
  });

  it('is a file that holds something else, of which nothing is repeated', () => {
    const wrong = [
      '{ "olt": "only-for-reading" }',
      'only-for-reading',
      '{ "olt": { "version": "3", "user": "u", "level": "authPriv", "authKey": "only-for-reading" } }',
      '{ "olt": { "version": "1", "community": "only-for-reading" } }',
    ];
    for (const content of wrong) {
      const [problem = ''] = problems({ PROBE_SITE: 'north-1', PROBE_SECRETS: secretsFile(content) });
      expect(problem).toMatch(/^PROBE_SECRETS/);
      expect(problem).not.toContain('only-for-reading');
    }
  });
});
