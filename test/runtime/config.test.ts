import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ConfigError, readConfig } from '../../runtime/config.ts';

const enough = {
  DATABASE_URL: 'postgres://helpdesk_app:sesame@127.0.0.1:5432/helpdesk',
  HELPDESK_SECRET: 'a secret of at least 32 characters',
  // The person who runs the tests may have a configuration file of their own.
  TEMPORAL_CONFIG_FILE: '/nonexistent',
};

function problemsOf(env: NodeJS.ProcessEnv, part: 'api' | 'worker' = 'api'): readonly string[] {
  try {
    readConfig(env, part);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

function problemWith(variables: NodeJS.ProcessEnv): string {
  return problemsOf({ ...enough, ...variables }).join('\n');
}

describe('the configuration', () => {
  it('needs a database and a secret, the rest has defaults', () => {
    expect(readConfig(enough, 'api')).toMatchObject({
      databaseUrl: enough.DATABASE_URL,
      databaseOwnerUrl: null,
      temporal: { address: '127.0.0.1:7233', namespace: 'helpdesk' },
      smtpUrl: null,
      publicUrl: 'http://127.0.0.1:8080',
      host: '127.0.0.1',
      port: 8080,
      demo: false,
      customerLinkTtlMs: 30 * 24 * 60 * 60 * 1000,
      logLevel: 'info',
      workerHealthPort: null,
      trustProxy: false,
    });
  });

  it.each([
    ['where it is told', { HELPDESK_FILES_DIR: '/srv/files', HELPDESK_DATA_DIR: '/data' }, '/srv/files'],
    ['beside the other data', { HELPDESK_DATA_DIR: '/data' }, '/data/files'],
    ['with the user’s own data', { XDG_DATA_HOME: '/home/egor/data' }, '/home/egor/data/helpdesk/files'],
  ])('keeps files %s', (_where, given, filesDir) => {
    expect(readConfig({ ...enough, ...given }, 'api')).toMatchObject({ filesDir });
  });

  it('names everything that is wrong at once', () => {
    const problems = problemsOf({ TEMPORAL_CONFIG_FILE: '/nonexistent', PORT: '80 80', LOG_LEVEL: 'loud' });
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual([
      'DATABASE_URL',
      'HELPDESK_SECRET',
      'PORT',
      'LOG_LEVEL',
    ]);
  });

  it.each([
    ['DATABASE_URL', 'mysql://127.0.0.1/helpdesk'],
    ['DATABASE_OWNER_URL', 'helpdesk'],
    ['HELPDESK_SECRET', 'short'],
    ['HELPDESK_SECRET_PREVIOUS', 'short'],
    ['SMTP_URL', 'mail.example.net'],
    ['MAIL_REPLY_TO', 'Desk <desk@example.net>'],
    ['PUBLIC_URL', 'help.example.net'],
    ['PORT', '0'],
    ['PORT', '65536'],
    ['PORT', '8080.5'],
    ['WORKER_HEALTH_PORT', '-1'],
    ['HELPDESK_DEMO', 'yes'],
    ['CUSTOMER_LINK_TTL', '30'],
    ['CUSTOMER_LINK_TTL', 'P1M'],
    ['CUSTOMER_LINK_TTL', 'P0D'],
    ['CUSTOMER_LINK_TTL', '-P1D'],
    ['CUSTOMER_LINK_TTL', 'P30D or so'],
    ['TEMPORAL_UI_URL', 'javascript:alert(1)'],
    ['LOG_LEVEL', 'INFO'],
    ['DEMO_NETWORK_PORT', '70000'],
    ['PROBE_SITE', 'North 1'],
    ['PROBES_NAMESPACE', 'helpdesk'],
    ['TRUST_PROXY', 'true'],
    ['TRUST_PROXY', '10.0.0.1,everybody'],
    ['SMS_URL', 'smsc.example.net:2775'],
    ['SMS_URL', 'ftp://smsc.example.net'],
    ['SMS_URL', 'http://texts.example.net'],
    ['SMS_FROM', 'Служба'],
    ['SMS_FROM', 'HelpDesk of the North'],
    ['SMS_LONG', 'yes'],
    ['WEBHOOK_PRIVATE', 'true'],
  ])('refuses %s=%s by its name', (variable, value) => {
    expect(problemWith({ [variable]: value })).toMatch(new RegExp(`^${variable} is `));
  });

  it('never repeats an address, which may hold a password', () => {
    expect(problemWith({ DATABASE_URL: 'mysql://root:sesame@db', SMTP_URL: 'http://user:sesame@mail' })).not.toContain(
      'sesame',
    );
  });

  it('takes an empty variable for an absent one', () => {
    expect(readConfig({ ...enough, PORT: '', SMTP_URL: ' ' }, 'worker')).toMatchObject({ port: 8080, smtpUrl: null });
    expect(problemWith({ HELPDESK_SECRET: '' })).toMatch(/^HELPDESK_SECRET is missing/);
  });

  it('asks a tool for no secret', () => {
    expect(readConfig({ ...enough, HELPDESK_SECRET: undefined }, 'tool').secret).toBeNull();
  });

  it.each([
    ['PT12H', 43_200_000],
    ['P1W', 604_800_000],
    ['P1DT1M', 86_460_000],
  ])('reads the duration %s', (value, ms) => {
    expect(readConfig({ ...enough, CUSTOMER_LINK_TTL: value }, 'api').customerLinkTtlMs).toBe(ms);
  });

  it.each([
    ['1', 1],
    ['0', false],
    ['10.0.0.0/8, ::1', '10.0.0.0/8, ::1'],
  ])('believes proxies by number or address: %s', (value, trustProxy) => {
    expect(readConfig({ ...enough, TRUST_PROXY: value }, 'api').trustProxy).toBe(trustProxy);
  });
});

describe('what brings texts to telephones', () => {
  const long = 'a secret that gateway and desk share';
  const smsOf = (variables: NodeJS.ProcessEnv) =>
    readConfig({ ...enough, PUBLIC_URL: 'https://help.example.net', ...variables }, 'worker').sms;

  it('is nothing unless it is named', () => {
    expect(smsOf({ SMS_FROM: 'HelpDesk' })).toBeNull();
  });

  it('is a message centre by SMPP, with its user, or over TLS at a port of its own', () => {
    expect(smsOf({ SMS_URL: 'smpp://desk:p%40ss@smsc.example.net:2776', SMS_FROM: '+74951234567' })).toEqual({
      by: 'smpp',
      server: { host: 'smsc.example.net', port: 2776, tls: false, ca: null, systemId: 'desk', password: 'p@ss' },
      ...{ from: '+74951234567', long: 'segments' },
    });
    expect(smsOf({ SMS_URL: 'smpps://desk:x@[2001:db8::1]', SMS_LONG: 'payload' })).toMatchObject({
      server: { host: '2001:db8::1', port: 3550, tls: true },
      ...{ from: null, long: 'payload' },
    });
    expect(smsOf({ SMS_URL: 'smpp://desk:x@smsc.example.net' })).toMatchObject({ server: { port: 2775 } });
  });

  it('is a gateway over HTTP that shares a secret with the desk', () => {
    const sms = { by: 'gateway', url: 'https://texts.example.net/v1', ca: null, secret: long };
    expect(smsOf({ SMS_URL: 'https://texts.example.net/v1', SMS_SECRET: long })).toEqual(sms);
    expect(smsOf({ SMS_URL: 'http://127.0.0.1:9/', SMS_SECRET: long })).toMatchObject({ by: 'gateway' });
    expect(problemWith({ SMS_URL: 'https://texts.example.net/v1' })).toMatch(/^SMS_SECRET is missing/);
    expect(problemWith({ SMS_URL: 'http://127.0.0.1:9/', SMS_SECRET: 'short' })).toMatch(/^SMS_SECRET is too short/);
  });

  it.each(['/nowhere/smsc-ca.pem', import.meta.filename])('is vouched for by certificates, and not by %s', (path) => {
    expect(problemWith({ SMS_URL: 'smpps://desk:x@127.0.0.1', SMS_CA: path })).toMatch(/^SMS_CA cannot be used/);
  });

  it('needs a user by SMPP', () => {
    expect(problemWith({ SMS_URL: 'smpp://127.0.0.1' })).toMatch(/^SMS_URL names no user/);
  });

  it('makes the address of links needed, when texts leave this machine', () => {
    expect(problemWith({ SMS_URL: 'smpp://desk:x@smsc.example.net' })).toMatch(/^PUBLIC_URL is missing/);
    expect(problemWith({ SMS_URL: 'smpp://desk:x@127.0.0.1' })).toBe('');
  });
});

describe('a desk that others can reach', () => {
  const open = { HOST: '0.0.0.0', PUBLIC_URL: 'https://help.example.net/' };

  it('has no demo people with their known password', () => {
    expect(problemWith({ ...open, HELPDESK_DEMO: '1' })).toMatch(/^HOST is "0.0.0.0" while HELPDESK_DEMO=1/);
    expect(problemWith({ ...open, HELPDESK_DEMO: '0' })).toBe('');
    for (const HOST of ['127.0.0.1', 'localhost', '::1']) expect(problemWith({ HOST, HELPDESK_DEMO: '1' })).toBe('');
  });

  it('says what its links shall begin with', () => {
    expect(problemWith({ HOST: '0.0.0.0' })).toMatch(/^PUBLIC_URL is missing/);
    expect(problemWith({ SMTP_URL: 'smtp://mail.example.net' })).toMatch(/^PUBLIC_URL is missing/);
    expect(problemWith({ SMTP_URL: 'smtp://127.0.0.1:2525' })).toBe('');
    expect(readConfig({ ...enough, ...open }, 'api').publicUrl).toBe('https://help.example.net');
  });
});

describe('the connection to the engine', () => {
  it('is what the engine’s own configuration says', () => {
    const env = {
      ...enough,
      TEMPORAL_ADDRESS: 'desk.tmprl.cloud:7233',
      TEMPORAL_NAMESPACE: 'desk.a1',
      TEMPORAL_API_KEY: 'key',
    };
    const { temporal } = readConfig(env, 'worker');
    expect(temporal).toMatchObject({ address: 'desk.tmprl.cloud:7233', namespace: 'desk.a1' });
    expect(temporal.connectionOptions).toMatchObject({ apiKey: 'key', tls: true });
  });

  it('is refused in one line when that configuration leads nowhere', () => {
    expect(problemWith({ TEMPORAL_PROFILE: 'nobody' })).toMatch(/^TEMPORAL_\*.*'nobody' not found/);
    expect(problemWith({ TEMPORAL_TLS_CLIENT_CERT_PATH: '/nowhere.pem' })).toMatch(/^TEMPORAL_\*.*nowhere\.pem/);
  });
});

describe('the way to the probes', () => {
  const cloud = { TEMPORAL_ADDRESS: 'desk.tmprl.cloud:7233', TEMPORAL_NAMESPACE: 'desk.a1', TEMPORAL_API_KEY: 'key' };

  function profiles(text: string): string {
    const dir = mkdtempSync(join(tmpdir(), 'helpdesk-profiles-'));
    onTestFinished(() => rmSync(dir, { recursive: true }));
    writeFileSync(join(dir, 'temporal.toml'), text);
    return join(dir, 'temporal.toml');
  }

  it('is a namespace of its own beside that of the desk', () => {
    const { probes } = readConfig({ ...enough, ...cloud }, 'worker');
    expect(probes).toMatchObject({ site: 'demo', temporal: { namespace: 'probes', address: 'desk.tmprl.cloud:7233' } });
    expect(probes.temporal.connectionOptions).toMatchObject({ apiKey: 'key', tls: true });
  });

  it('takes another name and another usual site', () => {
    const named = { ...enough, PROBES_NAMESPACE: 'plant', PROBE_SITE: 'north-1' };
    expect(readConfig(named, 'worker').probes).toMatchObject({ site: 'north-1', temporal: { namespace: 'plant' } });
  });

  it('never carries the desk’s credentials where a profile has its own', () => {
    const TEMPORAL_CONFIG_FILE = profiles('[profile.plant]\nnamespace = "plant.a1"\napi_key = "of the probes"\n');
    const { temporal, probes } = readConfig(
      { ...enough, ...cloud, TEMPORAL_CONFIG_FILE, PROBES_PROFILE: 'plant' },
      'worker',
    );
    expect(temporal.connectionOptions.apiKey).toBe('key');
    expect(probes.temporal).toMatchObject({ address: 'desk.tmprl.cloud:7233', namespace: 'plant.a1' });
    expect(probes.temporal.connectionOptions.apiKey).toBe('of the probes');
  });

  it('is refused by the name of the variable when it leads nowhere or into the tickets', () => {
    expect(problemWith({ PROBES_PROFILE: 'nobody' })).toMatch(/^PROBES_PROFILE is "nobody".*not found/);
    const TEMPORAL_CONFIG_FILE = profiles('[profile.plant]\naddress = "10.0.0.1:7233"\nnamespace = "helpdesk"\n');
    expect(problemWith({ TEMPORAL_CONFIG_FILE, PROBES_PROFILE: 'plant' })).toBe('');
    expect(problemWith({ TEMPORAL_NAMESPACE: 'probes' })).toMatch(/^PROBES_NAMESPACE is "probes"/);
  });
});
