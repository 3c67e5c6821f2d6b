import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../runtime/config.ts';
import { childEnvironment, readPlan } from '../../tools/desk/plan.ts';
import type { DeskPorts } from '../../tools/ports.ts';
import { secretsOf } from '../../tools/secrets.ts';
import { temporalPortsFrom } from '../../tools/temporal/ports.ts';
import { emptyFolder } from './folder.ts';

const ports: DeskPorts = {
  temporal: temporalPortsFrom(20_000),
  postgres: 20_008,
  temporalUi: 20_009,
  mailboxSmtp: 20_010,
  mailboxHttp: 20_011,
  api: 8_080,
};

function environmentOf(given: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const dataDir = emptyFolder();
  return childEnvironment({ ...readPlan(given), dataDir }, ports, secretsOf(dataDir));
}

describe('what a start gives its processes', () => {
  it('is a whole configuration where nothing was given', () => {
    const config = readConfig(environmentOf({}), 'worker');
    expect(config).toMatchObject({ host: '127.0.0.1', port: 8_080, demo: true, smtpUrl: 'smtp://127.0.0.1:20010' });
    expect(config.temporal).toMatchObject({ address: '127.0.0.1:20000', namespace: 'helpdesk' });
  });

  it('leaves out the embedded parts that were given, one by one', () => {
    const { embeds } = readPlan({ DATABASE_URL: 'postgres://a:b@db/c' });
    expect(embeds).toEqual({ database: false, engine: true, mailbox: false });
    expect(readPlan({ TEMPORAL_ADDRESS: 'temporal:7233' }).embeds.engine).toBe(false);
    expect(readPlan({ SMTP_URL: 'smtp://mail' }).embeds).toEqual({ database: true, engine: true, mailbox: false });
  });

  it('makes no secret and no demo people beside a database that was given', () => {
    const env = environmentOf({ DATABASE_URL: 'postgres://a:b@db/c' });
    expect([env['HELPDESK_SECRET'], env['HELPDESK_DEMO'], env['DATABASE_OWNER_URL']]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('keeps a person’s own Temporal account away from the embedded engine', () => {
    const env = environmentOf({ TEMPORAL_API_KEY: 'of the cloud', TEMPORAL_TLS: 'true', TEMPORAL_NAMESPACE: 'mine' });
    expect([env['TEMPORAL_API_KEY'], env['TEMPORAL_TLS'], env['TEMPORAL_NAMESPACE']]).toEqual([
      undefined,
      undefined,
      'mine',
    ]);
    expect(readFileSync(env['TEMPORAL_CONFIG_FILE'] ?? '', 'utf8')).toBe('[profile.default]\n');
  });
});
