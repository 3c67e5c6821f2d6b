import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { networkPorts } from '../../network/topology.ts';
import { writeJsonFile } from '../../tools/json-file.ts';
import { freePort } from '../../tools/free-port.ts';
import { rememberedPorts, takePorts } from '../../tools/ports.ts';
import { emptyFolder } from './folder.ts';

async function occupy(port: number): Promise<void> {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
}

const wishes = { apiPort: null, apiHost: '127.0.0.1' };

describe('the ports of a desk', () => {
  beforeEach(() => {
    vi.stubEnv('HELPDESK_CACHE_DIR', emptyFolder());
    return () => void vi.unstubAllEnvs();
  });

  it('stay the same from one start to the next', async () => {
    const dataDir = emptyFolder();
    expect(await takePorts({ ...wishes, dataDir })).toEqual(await takePorts({ ...wishes, dataDir }));
  });

  it('fit into two bytes with a sign, as the engine stores them', async () => {
    const { temporal } = await takePorts({ ...wishes, dataDir: emptyFolder() });
    expect(Math.max(...Object.values(temporal))).toBeLessThanOrEqual(32_767);
  });

  it('move when somebody else has come to listen there', async () => {
    const dataDir = emptyFolder();
    const before = await takePorts({ ...wishes, dataDir });
    await occupy(before.postgres);
    const after = await takePorts({ ...wishes, dataDir });
    expect(after.postgres).not.toBe(before.postgres);
    expect(after.temporal.frontend).not.toBe(before.temporal.frontend);
  });

  it('leave a folder from before there was a demo network where it was, and find the network a place', async () => {
    const dataDir = emptyFolder();
    const { network, ...before } = await takePorts({ ...wishes, dataDir });
    writeJsonFile(join(dataDir, 'ports.json'), { first: before.temporal.frontend, api: before.api });
    expect(rememberedPorts(dataDir)).toMatchObject(before);
    expect(await takePorts({ ...wishes, dataDir })).toEqual({ ...before, network });
  });

  it('have room for the whole network of the demo, which moves by itself when it must', async () => {
    const dataDir = emptyFolder();
    const before = await takePorts({ ...wishes, dataDir });
    await occupy(before.network + networkPorts - 1);
    const after = await takePorts({ ...wishes, dataDir });
    expect(after.network).not.toBe(before.network);
    expect({ ...after, network: 0 }).toEqual({ ...before, network: 0 });
  });

  it('are never those of another desk that has not begun to listen', async () => {
    const [here, there] = [emptyFolder(), emptyFolder()];
    const [ours, theirs] = await Promise.all([
      takePorts({ ...wishes, dataDir: here }),
      takePorts({ ...wishes, dataDir: there }),
    ]);
    const { temporal, network, api } = ours;
    writeJsonFile(join(there, 'ports.json'), { first: temporal.frontend, network, api });
    const again = await takePorts({ ...wishes, dataDir: there });
    expect(new Set([ours.api, theirs.api]).size).toBe(2);
    expect(again.network).not.toBe(ours.network);
    expect(again.temporal.frontend).not.toBe(ours.temporal.frontend);
  });

  it('are refused where the API’s was named and is taken', async () => {
    const apiPort = await freePort();
    await occupy(apiPort);
    const refusal = takePorts({ ...wishes, dataDir: emptyFolder(), apiPort });
    await expect(refusal).rejects.toThrow(`PORT is ${apiPort}, where another program listens`);
  });
});
