import { isIP } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { isLoopback } from './addresses.ts';
import { readCarriers, type CarriersConfig, type SmsConfig } from './carriers-config.ts';
import { readProbes, readTemporal, type ProbesConfig, type TemporalConfig } from './engine-config.ts';
import { ConfigError, readEnvironment, type Environment } from './environment.ts';
import { readInbound, type InboundConfig } from './inbound-config.ts';

export { isLoopback } from './addresses.ts';
export type { SmsConfig } from './carriers-config.ts';
export type { ProbesConfig, TemporalConfig } from './engine-config.ts';
export { ConfigError } from './environment.ts';

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** What a program beside the product needs: it signs nothing, so the secret may be absent. */
export interface ToolConfig extends CarriersConfig {
  /** As the application role, which cannot rewrite the protocol. */
  readonly databaseUrl: string;
  /** As the role that migrates. Null where this process has no business migrating. */
  readonly databaseOwnerUrl: string | null;
  /** Signs links and tokens; at least 32 characters. */
  readonly secret: string | null;
  /** Still accepted, never used to sign, while the secret is being changed. */
  readonly previousSecret: string | null;
  readonly temporal: TemporalConfig;
  readonly probes: ProbesConfig;
  readonly inbound: InboundConfig;
  readonly smtpUrl: string | null;
  /** Sender of every mail, as it stands in `From`. */
  readonly mailFrom: string;
  /** Where answers to mails about a ticket go, with `{number}` in place of the ticket's; null: to the sender. */
  readonly mailReplyTo: string | null;
  /** What stands in front of links to customers, without a slash at the end. */
  readonly publicUrl: string;
  readonly host: string;
  readonly port: number;
  readonly dataDir: string | null;
  /** Where lies what people attach, each file under the name of its hash; every process has to reach the same folder. */
  readonly filesDir: string;
  /** Where the built console lies, which the API serves at `/`; null: it serves none. */
  readonly consoleDir: string | null;
  /** Demo people with a known password exist; the API then stays on loopback. */
  readonly demo: boolean;
  readonly demoPassword: string;
  /** From which port of this machine on the demo's network answers; null where there is none. */
  readonly demoNetworkPort: number | null;
  /** How long a customer's link lives after the end of its ticket. */
  readonly customerLinkTtlMs: number;
  readonly logLevel: LogLevel;
  /** Where the worker answers `/healthz`, `/readyz` and `/metrics`; null for nowhere. */
  readonly workerHealthPort: number | null;
  readonly temporalUiUrl: string | null;
  /** Mails that the desk sends at most; those owed beyond it wait for their turn. */
  readonly mailsPerSecond: number;
  /** The same of text messages and of calls to customers' programs. */
  readonly textsPerSecond: number;
  readonly webhooksPerSecond: number;
  /** How long a report of delivery is waited for before the next channel is taken. */
  readonly confirmWithinMs: number;
  /** The number that customers are asked to call, as it shall be read. */
  readonly deskPhone: string | null;
  /** Where what can be made again may be kept between starts; null for nowhere. */
  readonly cacheDir: string | null;
  /** Whose `X-Forwarded-For` is believed: nobody's, so many proxies', or these addresses' (Fastify's `trustProxy`). */
  readonly trustProxy: false | number | string;
}

export interface Config extends ToolConfig {
  readonly secret: string;
}

/**
 * The environment, read and checked once.
 * @throws ConfigError with one line per problem, each naming its variable and what to do
 */
export function readConfig(env: NodeJS.ProcessEnv, part: 'api' | 'worker'): Config;
export function readConfig(env: NodeJS.ProcessEnv, part: 'tool'): ToolConfig;
export function readConfig(env: NodeJS.ProcessEnv, part: 'api' | 'worker' | 'tool'): ToolConfig {
  const from = readEnvironment(env);
  const config = {
    ...readStores(from),
    ...readSecrets(from, part !== 'tool'),
    ...readDoors(from),
    ...readCarriers(from),
    ...readDemo(from),
  };
  const temporal = readTemporal(from, env);
  const probes = readProbes(from, env, temporal);
  const inbound = readInbound(from);
  forbidDemoInTheOpen(from, config);
  demandPublicUrl(from, config);
  if (from.problems.length > 0) throw new ConfigError(from.problems);
  return {
    ...config,
    temporal,
    probes,
    inbound,
    publicUrl: config.publicUrl ?? `http://${inUrl(config.host)}:${config.port}`,
  };
}

function readStores(from: Environment) {
  const hint =
    'give the address of a PostgreSQL database, such as postgres://helpdesk_app:password@127.0.0.1/helpdesk.';
  const databaseUrl = from.required('DATABASE_URL', hint) && from.url('DATABASE_URL', postgresSchemes, hint);
  const dataDir = from.text('HELPDESK_DATA_DIR');
  return {
    databaseUrl: databaseUrl ?? '',
    databaseOwnerUrl: from.url('DATABASE_OWNER_URL', postgresSchemes, hint),
    dataDir,
    consoleDir: from.text('HELPDESK_CONSOLE_DIR'),
    filesDir: from.text('HELPDESK_FILES_DIR') ?? join(dataDir ?? dataOfUser(from), 'files'),
  };
}

function dataOfUser(from: Environment): string {
  return join(from.text('XDG_DATA_HOME') ?? join(homedir(), '.local/share'), 'helpdesk');
}

const postgresSchemes = ['postgres', 'postgresql'];
const shortestSecret = 32;

function readSecrets(from: Environment, needed: boolean) {
  const hint = 'give at least 32 random characters, for example from `openssl rand -hex 32`.';
  const secret = needed ? from.required('HELPDESK_SECRET', hint) : from.text('HELPDESK_SECRET');
  const previousSecret = from.text('HELPDESK_SECRET_PREVIOUS');
  if (secret && secret.length < shortestSecret) from.complain(`HELPDESK_SECRET is too short: ${hint}`);
  if (previousSecret !== null && previousSecret.length < shortestSecret)
    from.complain('HELPDESK_SECRET_PREVIOUS is too short: give the secret of before, or leave it out.');
  return { secret, previousSecret };
}

function readDoors(from: Environment) {
  const healthPort = from.whole('WORKER_HEALTH_PORT', 0, 1, 65_535);
  const publicUrl = from.url(
    'PUBLIC_URL',
    ['https', 'http'],
    'give what customers shall see, such as https://help.example.net.',
  );
  return {
    smtpUrl: from.url('SMTP_URL', ['smtp', 'smtps'], 'give your mail server, such as smtp://mail.example.net:587.'),
    mailFrom: from.text('MAIL_FROM') ?? 'HelpDesk <helpdesk@localhost>',
    mailReplyTo: readReplyTo(from),
    publicUrl: publicUrl?.replace(/\/+$/, '') ?? null,
    host: from.text('HOST') ?? '127.0.0.1',
    port: from.whole('PORT', 8080, 1, 65_535),
    customerLinkTtlMs: from.durationMs('CUSTOMER_LINK_TTL', 'P30D'),
    logLevel: from.oneOf('LOG_LEVEL', logLevels, 'info'),
    workerHealthPort: healthPort === 0 ? null : healthPort,
    temporalUiUrl: from.url(
      'TEMPORAL_UI_URL',
      ['https', 'http'],
      'give the address of the Temporal UI, or leave it out.',
    ),
    trustProxy: readTrustProxy(from),
    deskPhone: from.text('DESK_PHONE'),
    mailsPerSecond: from.whole('MAILS_PER_SECOND', 50, 1, 1_000),
    textsPerSecond: from.whole('TEXTS_PER_SECOND', 10, 1, 1_000),
    webhooksPerSecond: from.whole('WEBHOOKS_PER_SECOND', 50, 1, 1_000),
    confirmWithinMs: from.durationMs('DELIVERY_CONFIRMED_WITHIN', 'PT15M'),
    cacheDir: from.text('HELPDESK_CACHE_DIR'),
  };
}

function readReplyTo(from: Environment): string | null {
  const address = from.text('MAIL_REPLY_TO');
  if (address === null || /^[^\s@<>,;:"]+@[A-Za-z0-9.-]+$/.test(address)) return address;
  from.complain(
    `MAIL_REPLY_TO is "${address}": give a bare address such as desk@example.net, or desk+{number}@example.net.`,
  );
  return null;
}

function readTrustProxy(from: Environment): false | number | string {
  const value = from.text('TRUST_PROXY');
  if (value === null) return false;
  if (/^\d+$/.test(value)) return from.whole('TRUST_PROXY', 0, 0, 10) || false;
  if (value.split(',').every((one) => isIP(one.trim().split('/')[0] ?? '') !== 0)) return value;
  // Believing everybody would let any caller choose the address that wrong passwords are counted by.
  from.complain(`TRUST_PROXY is "${value}": give how many proxies stand in front, or their addresses with commas.`);
  return false;
}

function readDemo(from: Environment) {
  return {
    demo: from.flag('HELPDESK_DEMO'),
    demoPassword: from.text('HELPDESK_DEMO_PASSWORD') ?? 'demo',
    demoNetworkPort: from.whole('DEMO_NETWORK_PORT', 0, 1, 65_000) || null,
  };
}

function forbidDemoInTheOpen(from: Environment, config: { readonly demo: boolean; readonly host: string }): void {
  if (!config.demo || isLoopback(config.host)) return;
  from.complain(
    `HOST is "${config.host}" while HELPDESK_DEMO=1: demo people have a known password. Set HELPDESK_DEMO=0, or HOST=127.0.0.1.`,
  );
}

interface Reach {
  readonly host: string;
  readonly smtpUrl: string | null;
  readonly sms: SmsConfig | null;
  readonly publicUrl: string | null;
}

/** Links in messages that leave this machine must lead back to it. */
function demandPublicUrl(from: Environment, { host, smtpUrl, sms, publicUrl }: Reach): void {
  const leaves = [smtpUrl && new URL(smtpUrl).hostname, sms && hostOf(sms)].some((to) => to && !isLoopback(to));
  if (from.text('PUBLIC_URL') !== null || publicUrl !== null || (isLoopback(host) && !leaves)) return;
  from.complain('PUBLIC_URL is missing: give what customers shall see, such as https://help.example.net.');
}

function hostOf(sms: SmsConfig): string {
  return sms.by === 'smpp' ? sms.server.host : new URL(sms.url).hostname;
}

function inUrl(host: string): string {
  return isIP(host) === 6 ? `[${host}]` : host;
}
