import { logLevels, type LogLevel, type TemporalConfig } from '../runtime/config.ts';
import { readTemporal, siteKey } from '../runtime/engine-config.ts';
import { ConfigError, readEnvironment, type Environment } from '../runtime/environment.ts';
import { allowing, type Allowed } from './address.ts';
import { readSecretsFile } from './secrets-file.ts';
import type { Secrets } from './secrets.ts';

/** All that a probe needs: it has neither the database nor the desk's credentials. */
export interface ProbeConfig {
  readonly site: string;
  /** The namespace of the probes, entered with this probe's own credentials. */
  readonly temporal: TemporalConfig;
  readonly secrets: Secrets;
  readonly allowed: Allowed;
  readonly logLevel: LogLevel;
}

/**
 * The environment of a probe, read and checked once; a site given on the command line wins.
 * @throws ConfigError with one line per problem, each naming its variable and what to do
 */
export function readProbeConfig(env: NodeJS.ProcessEnv, givenSite: string | null): ProbeConfig {
  const from = readEnvironment(env);
  const config = {
    site: readSite(from, givenSite),
    // TEMPORAL_NAMESPACE is left alone: on a machine that also runs the desk it names the desk's.
    temporal: { ...readTemporal(from, env), namespace: from.text('PROBES_NAMESPACE') ?? 'probes' },
    secrets: readSecrets(from),
    allowed: readAllowed(from),
    logLevel: from.oneOf('LOG_LEVEL', logLevels, 'info'),
  };
  if (from.problems.length > 0) throw new ConfigError(from.problems);
  return config;
}

function readSite(from: Environment, given: string | null): string {
  const hint = 'give the key of the site whose network this is, such as north-1, or --site=north-1.';
  const site = given ?? from.required('PROBE_SITE', hint);
  if (site !== '' && !siteKey.test(site)) from.complain(`PROBE_SITE is "${site}": ${hint}`);
  return site;
}

function readSecrets(from: Environment): Secrets {
  const path = from.text('PROBE_SECRETS');
  if (path === null) return {};
  const { secrets, problem } = readSecretsFile(path);
  if (problem !== null) from.complain(`PROBE_SECRETS is "${path}": ${problem}`);
  return secrets;
}

function readAllowed(from: Environment): Allowed {
  const ranges = from.text('PROBE_ALLOW')?.split(',') ?? [];
  try {
    return allowing(ranges);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    from.complain(`PROBE_ALLOW: ${error.message}. Give addresses such as 10.0.0.0/8,2001:db8::/32, with commas.`);
    return allowing([]);
  }
}
