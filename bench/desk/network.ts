import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { ask } from '../../network/ask.ts';
import { writeJsonFile } from '../../tools/json-file.ts';
import type { Stage } from '../stage.ts';

/** The demo's network beside the desk, and the probe of its site, as processes of their own. */
export interface Network {
  /** As `npm run network -- …`: `tell('kill', 'access-7')`. */
  tell(...doing: readonly string[]): Promise<void>;
  stop(): Promise<void>;
}

/** Everything in it is whole. It listens from the stage's port for it on. @throws Obstacle */
export async function startNetwork({ dir, programs, networkPort, deskEnv }: Stage): Promise<Network> {
  const folder = join(dir, 'network');
  const secrets = join(dir, 'probe-secrets.json');
  writeJsonFile(secrets, { demo: { version: '2c', community: randomBytes(8).toString('hex') } });
  const where = { NETWORK_DIR: folder, DEMO_NETWORK_PORT: String(networkPort), PROBE_SECRETS: secrets };
  const network = await programs.serving({ name: 'network', file: 'network/main.ts', env: where }, 'network ready');
  const engine = { TEMPORAL_ADDRESS: deskEnv['TEMPORAL_ADDRESS'] };
  const site = { PROBE_SITE: 'demo', PROBE_SECRETS: secrets, PROBE_ALLOW: '127.0.0.0/8' };
  const env = { ...engine, ...site };
  const probe = await programs.serving({ name: 'probe', file: 'probe/main.ts', env }, 'probe ready');
  await ask(folder, ['restore']);
  return {
    tell: async (...doing) => void (await ask(folder, doing)),
    stop: async () => void (await Promise.all([probe.stop(), network.stop()])),
  };
}
