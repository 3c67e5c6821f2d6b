import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { program } from '../runtime/program.ts';
import { readJsonFile, writeJsonFile } from '../tools/json-file.ts';
import { Obstacle } from '../tools/obstacle.ts';
import { controlOf } from './control.ts';
import { keepFaults } from './kept-faults.ts';
import { startNetwork } from './network.ts';
import { controlPort, demoNetwork, networkPorts } from './topology.ts';

// The demo's access network: one process whose elements answer on loopback, each until it is told to break.

await program(async () => {
  const dir = needed('NETWORK_DIR');
  const firstPort = Number(needed('DEMO_NETWORK_PORT'));
  if (!Number.isInteger(firstPort) || firstPort < 1 || firstPort + networkPorts > 65_536) {
    throw new Obstacle(`DEMO_NETWORK_PORT is "${firstPort}": give the first of ${networkPorts} ports.`);
  }
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const faults = keepFaults(dir);
  const network = await startNetwork({
    firstPort,
    community: communityIn(needed('PROBE_SECRETS')),
    faults: faults.all,
  });
  const token = randomBytes(24).toString('base64url');
  const control = controlOf({ faults, token, changed: network.changed }).listen(controlPort(firstPort), '127.0.0.1');
  await once(control, 'listening');
  writeJsonFile(join(dir, 'control.json'), { url: `http://127.0.0.1:${controlPort(firstPort)}`, token });
  console.log(
    `network ready: ${demoNetwork.length} elements from port ${firstPort}, ${faults.all().size} with a fault`,
  );
  await told();
  control.close();
  control.closeAllConnections();
  await network.close();
});

function needed(variable: string): string {
  const value = process.env[variable];
  if (value) return value;
  throw new Obstacle(`${variable} is missing: the demo's network is started by \`npm start\`.`);
}

function communityIn(path: string): string {
  const secrets = readJsonFile<{ demo?: { community?: string } }>(path);
  const community = secrets?.demo?.community;
  if (community !== undefined) return community;
  throw new Obstacle(`PROBE_SECRETS names ${path}, which holds no community under "demo": add one, or leave it out.`);
}

/** Until a signal comes. */
async function told(): Promise<void> {
  await Promise.race(['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => once(process, signal)));
}
