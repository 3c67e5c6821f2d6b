import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { ask } from '../../network/ask.ts';
import { networkPorts } from '../../network/topology.ts';
import { isFree } from '../../tools/free-port.ts';
import { writeJsonFile } from '../../tools/json-file.ts';
import { startNetwork, startProbe, type Running, type Variables } from './processes.ts';
import { runFolder } from './run-folder.ts';

/** The demo's network with the probe of its site, as real processes. */
export interface DemoNetwork {
  readonly firstPort: number;
  probe: Running;
  restartProbe(): Promise<void>;
  /** As `npm run network -- …`: `tell('cut', 'access-7')`. */
  tell(...doing: readonly string[]): Promise<string>;
  close(): Promise<void>;
}

/** The engine's variables are the probe's only way to the desk. */
export async function startDemoNetwork(engine: Variables): Promise<DemoNetwork> {
  const dir = runFolder();
  const secrets = join(dir, 'secrets.json');
  writeJsonFile(secrets, { demo: { version: '2c', community: randomBytes(8).toString('hex') } });
  const firstPort = await freePortsFrom(12_000 + (process.pid % 200) * 32);
  const network = await startNetwork({
    ...{ NETWORK_DIR: join(dir, 'network'), DEMO_NETWORK_PORT: String(firstPort), PROBE_SECRETS: secrets },
  });
  const env = { ...engine, PROBE_SITE: 'demo', PROBE_SECRETS: secrets, PROBE_ALLOW: '127.0.0.0/8' };
  const demo: DemoNetwork = {
    firstPort,
    probe: await startProbe(env),
    restartProbe: async () => void (demo.probe = await startProbe(env)),
    tell: (...doing) => ask(join(dir, 'network'), doing),
    close: async () => void (await Promise.all([demo.probe.kill(), network.kill()])),
  };
  return demo;
}

/** The first of as many free ports in a row as the network takes. */
async function freePortsFrom(first: number): Promise<number> {
  const row = Array.from({ length: networkPorts }, (_, place) => first + place);
  const free = await Promise.all(row.map((port) => isFree(port)));
  return free.every(Boolean) ? first : freePortsFrom(first + 32);
}
