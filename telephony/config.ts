import { logLevels, type LogLevel } from '../runtime/config.ts';
import { ConfigError, readEnvironment, type Environment } from '../runtime/environment.ts';

/** Where Asterisk is, and how phones are dialled there. */
export interface AriConfig {
  /** `http://host:8088`, without user and secret. */
  readonly origin: string;
  readonly user: string;
  readonly secret: string;
  /** Our name there, as the dialplan's `Stasis(…)` has it. */
  readonly app: string;
  /** An agent's phone, such as `PJSIP/{extension}`. */
  readonly agents: string;
  /** The world outside, such as `PJSIP/{number}@trunk`. */
  readonly trunk: string;
}

export interface TelephonyConfig {
  readonly databaseUrl: string;
  readonly ari: AriConfig;
  /** How long a caller rings before the exchange goes on by its own plan. */
  readonly patienceMs: number;
  readonly logLevel: LogLevel;
}

/** @throws ConfigError with one line per problem, each naming its variable and what to do */
export function readTelephonyConfig(env: NodeJS.ProcessEnv): TelephonyConfig {
  const from = readEnvironment(env);
  const config = {
    databaseUrl: readDatabase(from),
    ari: readAri(from),
    patienceMs: from.durationMs('CALL_PATIENCE', 'PT2M'),
    logLevel: from.oneOf('LOG_LEVEL', logLevels, 'info'),
  };
  if (from.problems.length > 0) throw new ConfigError(from.problems);
  return config;
}

function readDatabase(from: Environment): string {
  const hint = 'give the address of the desk’s database, as the API has it.';
  from.required('DATABASE_URL', hint);
  return from.url('DATABASE_URL', ['postgres', 'postgresql'], hint) ?? '';
}

function readAri(from: Environment): AriConfig {
  const hint = 'give the REST interface of your Asterisk with its user, such as http://desk:secret@127.0.0.1:8088.';
  from.required('ARI_URL', hint);
  const url = new URL(from.url('ARI_URL', ['http', 'https'], hint) ?? 'http://nobody:nothing@nowhere');
  if (url.username === '' || url.password === '') from.complain(`ARI_URL names no user or no secret: ${hint}`);
  return {
    origin: url.origin,
    user: decodeURIComponent(url.username),
    secret: decodeURIComponent(url.password),
    app: readApp(from),
    agents: readDialled(from, from.text('ARI_AGENTS'), agentsDialled),
    trunk: readDialled(from, from.text('ARI_TRUNK'), trunkDialled),
  };
}

function readApp(from: Environment): string {
  const app = from.text('ARI_APP') ?? 'helpdesk';
  if (!/^[\w.-]{1,80}$/.test(app)) from.complain(`ARI_APP is "${app}": give letters, digits and ._- only.`);
  return app;
}

interface Dialled {
  readonly variable: string;
  readonly usual: string;
  /** One of these is needed: it is where the phone's own name belongs. */
  readonly places: readonly string[];
}
const agentsDialled: Dialled = { variable: 'ARI_AGENTS', usual: 'PJSIP/{extension}', places: ['{extension}'] };
const trunkDialled: Dialled = {
  variable: 'ARI_TRUNK',
  usual: 'PJSIP/{number}@trunk',
  places: ['{number}', '{digits}'],
};

function readDialled(from: Environment, given: string | null, { variable, usual, places }: Dialled): string {
  const template = given ?? usual;
  if (places.some((place) => template.includes(place))) return template;
  from.complain(`${variable} is "${template}": it needs ${places.join(' or ')} where that belongs, such as ${usual}.`);
  return usual;
}
