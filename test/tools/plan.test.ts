import { readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../runtime/config.ts';
import { childEnvironment, probeEnvironment, readPlan } from '../../tools/desk/plan.ts';
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
  inboundSmtp: 20_012,
  mailboxSmpp: 20_013,
  network: 12_000,
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
    const beside = { mailbox: false, console: true, texts: false, network: false };
    expect(embeds).toEqual({ database: false, engine: true, ...beside });
    expect(readPlan({ HELPDESK_CONSOLE_DIR: '/srv/console' }).embeds.console).toBe(false);
    expect(readPlan({ TEMPORAL_ADDRESS: 'temporal:7233' }).embeds.engine).toBe(false);
    expect(readPlan({ SMTP_URL: 'smtp://mail' }).embeds).toMatchObject({
      database: true,
      mailbox: false,
      network: true,
    });
    expect(readPlan({ HELPDESK_DEMO: '0' }).embeds.network).toBe(false);
  });

  it('brings texts to the mailbox, unless a message centre or a mail server was given', () => {
    const sms = { by: 'smpp', server: { port: 20_013 }, from: 'HelpDesk' };
    expect(readConfig(environmentOf({}), 'worker')).toMatchObject({ sms });
    expect(readPlan({ SMS_URL: 'smpp://a:b@centre' }).embeds).toMatchObject({ mailbox: true, texts: false });
    expect(environmentOf({ SMTP_URL: 'smtp://mail' })['SMS_URL']).toBeUndefined();
  });

  it('holds no line without an exchange', () => {
    expect(readPlan({ ARI_URL: ' ' }).telephony).toBe(false);
    expect(readPlan({ ARI_URL: 'http://desk:secret@pbx:8088' }).telephony).toBe(true);
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

  it('lets the probe meet the demo’s network, by a secret of their own that nobody else can read', () => {
    const env = environmentOf({});
    expect(readConfig(env, 'tool')).toMatchObject({ demoNetworkPort: 12_000, probes: { site: 'demo' } });
    expect(env['PROBE_ALLOW']).toContain('127.0.0.0/8');
    const path = env['PROBE_SECRETS'] ?? '';
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ demo: { version: '2c' } });
    expect(environmentOf({ HELPDESK_DEMO: '0' })['DEMO_NETWORK_PORT']).toBeUndefined();
  });

  it('keeps the desk’s database, secret and tickets from its probe', () => {
    const given = probeEnvironment(environmentOf({ PATH: '/bin', HELPDESK_SECRET: 'sesame', LOG_LEVEL: 'warn' }));
    expect(Object.keys(given).toSorted()).toEqual([
      'LOG_LEVEL',
      'PATH',
      'PROBES_NAMESPACE',
      'PROBE_ALLOW',
      'PROBE_SECRETS',
      'PROBE_SITE',
      'TEMPORAL_ADDRESS',
      'TEMPORAL_CONFIG_FILE',
      'TEMPORAL_UI_URL',
    ]);
  });

  it('keeps a person’s own way to probes away from the embedded engine', () => {
    const config = readConfig(environmentOf({ PROBES_PROFILE: 'plant', PROBES_NAMESPACE: 'plant' }), 'worker');
    expect(config.probes.temporal).toMatchObject({ address: '127.0.0.1:20000', namespace: 'plant' });
  });
});
