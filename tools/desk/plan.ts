import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDir, dataDir } from '../cache.ts';
import { consoleFolder } from '../console/build.ts';
import type { DeskPorts } from '../ports.ts';
import { probeSecretsFile, type Secrets } from '../secrets.ts';

/** What this start brings up itself, and what was given from outside. */
export type DeskPlan = {
  readonly dataDir: string;
  readonly embeds: {
    readonly database: boolean;
    /** With a probe that tests from here. */
    readonly engine: boolean;
    readonly mailbox: boolean;
    /** Built here, unless one that is built was named. */
    readonly console: boolean;
    /** In the mailbox, where no message centre was given. */
    readonly texts: boolean;
    /** The demo's elements: only where there are demo people and customers of its own. */
    readonly network: boolean;
  };
  /** Whether there is a telephone exchange to hold the line to. */
  readonly telephony: boolean;
  readonly host: string;
  /** Null where no port was named. */
  readonly apiPort: number | null;
  readonly namespace: string;
  /** Where the desk meets its probes, in the same engine. */
  readonly probesNamespace: string;
  readonly env: NodeJS.ProcessEnv;
};

export function readPlan(env: NodeJS.ProcessEnv): DeskPlan {
  const database = !isGiven(env, 'DATABASE_URL');
  const mailbox = database && !isGiven(env, 'SMTP_URL');
  return {
    dataDir: dataDir(),
    embeds: {
      database,
      engine: !['TEMPORAL_ADDRESS', 'TEMPORAL_PROFILE', 'TEMPORAL_CONFIG_FILE'].some((name) => isGiven(env, name)),
      mailbox,
      console: !isGiven(env, 'HELPDESK_CONSOLE_DIR'),
      texts: mailbox && !isGiven(env, 'SMS_URL'),
      network: database && demoIn(env) === '1',
    },
    telephony: isGiven(env, 'ARI_URL'),
    host: env['HOST']?.trim() || '127.0.0.1',
    apiPort: portIn(env['PORT']),
    namespace: env['TEMPORAL_NAMESPACE']?.trim() || 'helpdesk',
    probesNamespace: env['PROBES_NAMESPACE']?.trim() || 'probes',
    env,
  };
}

function isGiven(env: NodeJS.ProcessEnv, name: string): boolean {
  return (env[name] ?? '').trim() !== '';
}

function demoIn(env: NodeJS.ProcessEnv): string {
  return env['HELPDESK_DEMO']?.trim() || '1';
}

// What is no port is left for the one place that checks the environment to complain about.
function portIn(value: string | undefined): number | null {
  const port = Number(value?.trim() || NaN);
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : null;
}

/** The environment of the desk's own processes: what was given, and the embedded parts where nothing was. */
export function childEnvironment(plan: DeskPlan, ports: DeskPorts, secrets: Secrets): NodeJS.ProcessEnv {
  return {
    ...(plan.embeds.engine ? withoutEngine(plan.env) : plan.env),
    HOST: plan.host,
    PORT: plan.env['PORT']?.trim() || String(ports.api),
    HELPDESK_DATA_DIR: plan.dataDir,
    HELPDESK_CACHE_DIR: cacheDir(),
    ...(plan.embeds.console ? { HELPDESK_CONSOLE_DIR: consoleFolder() } : {}),
    ...(plan.embeds.database ? databaseEnvironment(plan, ports, secrets) : {}),
    ...(plan.embeds.engine ? engineEnvironment(plan, ports) : {}),
    ...(plan.embeds.mailbox ? mailboxEnvironment(plan, ports) : {}),
    ...(plan.embeds.texts ? textsEnvironment(plan, ports) : {}),
    ...(plan.embeds.network ? networkEnvironment(plan, ports) : {}),
  };
}

function databaseEnvironment({ env }: DeskPlan, ports: DeskPorts, secrets: Secrets): NodeJS.ProcessEnv {
  const at = `127.0.0.1:${ports.postgres}/helpdesk`;
  return {
    DATABASE_URL: `postgres://helpdesk_app:${secrets.appPassword}@${at}`,
    DATABASE_OWNER_URL: `postgres://helpdesk_owner:${secrets.ownerPassword}@${at}`,
    HELPDESK_SECRET: env['HELPDESK_SECRET']?.trim() || secrets.helpdeskSecret,
    HELPDESK_DEMO: demoIn(env),
  };
}

// A person's own profile for another Temporal (an API key, TLS) must not meet the embedded engine: no variable of it,
// and a file with an empty profile in place of the one in their home.
function engineEnvironment(
  { dataDir, namespace, probesNamespace, env }: DeskPlan,
  ports: DeskPorts,
): NodeJS.ProcessEnv {
  const configFile = join(dataDir, 'temporal', 'profile.toml');
  mkdirSync(join(dataDir, 'temporal'), { recursive: true, mode: 0o700 });
  writeFileSync(configFile, '[profile.default]\n');
  return {
    TEMPORAL_ADDRESS: `127.0.0.1:${ports.temporal.frontend}`,
    TEMPORAL_NAMESPACE: namespace,
    PROBES_NAMESPACE: probesNamespace,
    PROBE_SITE: env['PROBE_SITE']?.trim() || 'demo',
    TEMPORAL_CONFIG_FILE: configFile,
    TEMPORAL_UI_URL: `http://127.0.0.1:${ports.temporalUi}`,
  };
}

function withoutEngine(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !name.startsWith('TEMPORAL_') && name !== 'PROBES_PROFILE'),
  );
}

function mailboxEnvironment({ dataDir }: DeskPlan, ports: DeskPorts): NodeJS.ProcessEnv {
  return {
    SMTP_URL: `smtp://127.0.0.1:${ports.mailboxSmtp}`,
    MAILBOX_SMTP_PORT: String(ports.mailboxSmtp),
    MAILBOX_HTTP_PORT: String(ports.mailboxHttp),
    MAILBOX_DIR: join(dataDir, 'mailbox'),
    INBOUND_SMTP_PORT: String(ports.inboundSmtp),
  };
}

/** Whole, because the mailbox shows what comes in parts in parts. */
function textsEnvironment({ env }: DeskPlan, ports: DeskPorts): NodeJS.ProcessEnv {
  return {
    MAILBOX_SMPP_PORT: String(ports.mailboxSmpp),
    SMS_URL: `smpp://desk:sesame@127.0.0.1:${ports.mailboxSmpp}`,
    SMS_FROM: env['SMS_FROM']?.trim() || 'HelpDesk',
    SMS_LONG: env['SMS_LONG']?.trim() || 'payload',
  };
}

function networkEnvironment({ dataDir, env }: DeskPlan, ports: DeskPorts): NodeJS.ProcessEnv {
  return {
    NETWORK_DIR: join(dataDir, 'network'),
    DEMO_NETWORK_PORT: String(ports.network),
    PROBE_SECRETS: env['PROBE_SECRETS']?.trim() || probeSecretsFile(dataDir),
    // This machine has to be named, besides everything else: the demo's elements answer there.
    PROBE_ALLOW: env['PROBE_ALLOW']?.trim() || '0.0.0.0/0,::/0,127.0.0.0/8',
  };
}

/** Of the desk's environment what its probe is given: neither the database nor a secret of the desk. */
export function probeEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const isFor = (name: string): boolean =>
    /^(PATH|HOME|TMPDIR|LANG|LOG_LEVEL|PROBES_NAMESPACE|PROBE_.+|TEMPORAL_.+)$/.test(name) &&
    name !== 'TEMPORAL_NAMESPACE';
  return Object.fromEntries(Object.entries(env).filter(([name]) => isFor(name)));
}
