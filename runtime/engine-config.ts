import { loadClientConnectConfig, type ClientConnectConfig } from '@temporalio/envconfig';
import type { Environment } from './environment.ts';

export interface TemporalConfig {
  readonly address: string;
  readonly namespace: string;
  /** Address, TLS, API key and metadata as the SDK's own environment configuration gives them. */
  readonly connectionOptions: ClientConnectConfig['connectionOptions'];
}

/** Where the desk meets its probes. */
export interface ProbesConfig {
  /** An engine namespace of its own, so that what opens it for a probe opens no ticket. */
  readonly temporal: TemporalConfig;
  /** The site whose probe tests elements that name none. */
  readonly site: string;
}

/** What the engine's own variables and configuration file say; the namespace is `unnamed` where they name none. */
export function readTemporal(from: Environment, env: NodeJS.ProcessEnv, unnamed = 'helpdesk'): TemporalConfig {
  try {
    const { connectionOptions, namespace } = loadClientConnectConfig({ overrideEnvVars: withValues(env) });
    const address = connectionOptions.address ?? '127.0.0.1:7233';
    return { address, namespace: namespace ?? unnamed, connectionOptions: { ...connectionOptions, address } };
  } catch (error) {
    from.complain(`TEMPORAL_* (the engine's own configuration) cannot be read: ${messageOf(error)}`);
    return nowhere;
  }
}

/** Reached as the desk's own namespace is, unless PROBES_PROFILE names a profile with credentials of its own. */
export function readProbes(from: Environment, env: NodeJS.ProcessEnv, desk: TemporalConfig): ProbesConfig {
  const profile = from.text('PROBES_PROFILE');
  const reached = profile === null ? { ...desk, namespace: null } : readProfile(from, env, { profile, desk });
  const namespace = from.text('PROBES_NAMESPACE') ?? reached.namespace ?? 'probes';
  if (namespace === desk.namespace && reached.address === desk.address) {
    from.complain(
      `PROBES_NAMESPACE is "${namespace}", where the desk's tickets are: name another, which probes may enter.`,
    );
  }
  return { temporal: { ...reached, namespace }, site: readSite(from) };
}

type Reached = Omit<TemporalConfig, 'namespace'> & { readonly namespace: string | null };

interface Named {
  readonly profile: string;
  readonly desk: TemporalConfig;
}

// No TEMPORAL_* variable takes part but the one that says where the file is: they are the desk's credentials.
function readProfile(from: Environment, env: NodeJS.ProcessEnv, { profile, desk }: Named): Reached {
  try {
    const options = { profile, disableEnv: true, overrideEnvVars: withValues(env) };
    const { connectionOptions, namespace } = loadClientConnectConfig(options);
    const address = connectionOptions.address ?? desk.address;
    return { address, namespace: namespace ?? null, connectionOptions: { ...connectionOptions, address } };
  } catch (error) {
    from.complain(`PROBES_PROFILE is "${profile}", which cannot be read: ${messageOf(error)}`);
    return { ...nowhere, namespace: null };
  }
}

/** The key of a site: it is part of the name of a queue. */
export const siteKey = /^[a-z0-9-]{1,40}$/;

function readSite(from: Environment): string {
  const site = from.text('PROBE_SITE') ?? 'demo';
  if (!siteKey.test(site)) {
    from.complain(`PROBE_SITE is "${site}": give 1 to 40 small letters, digits and dashes, such as north-1.`);
  }
  return site;
}

const nowhere: TemporalConfig = { address: '', namespace: '', connectionOptions: {} };

function withValues(env: NodeJS.ProcessEnv): Record<string, string> {
  const given = Object.entries(env).filter((entry): entry is [string, string] => !!entry[1]?.trim());
  return Object.fromEntries(given);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
