import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Obstacle } from '../../tools/obstacle.ts';
import { takePorts, type DeskPorts } from '../../tools/ports.ts';
import { startCluster, type Cluster } from '../../tools/postgres/cluster.ts';
import { ensureDatabases } from '../../tools/postgres/databases.ts';
import { silent } from '../../tools/progress.ts';
import { temporalBinaries, type TemporalBinaries } from '../../tools/temporal/binaries.ts';
import { registerNamespace } from '../../tools/temporal/namespace.ts';
import { setUpTemporalSchema } from '../../tools/temporal/schema.ts';
import { startTemporalServer, type TemporalServer } from '../../tools/temporal/server.ts';
import { startTemporalUi, type TemporalUi } from '../../tools/temporal/ui.ts';
import { describeUnless } from '../support/provided.ts';

/** The engine's programs (building them takes minutes, once), or why there are none. */
async function binariesOrReason(): Promise<TemporalBinaries | Obstacle> {
  try {
    return await temporalBinaries(silent);
  } catch (error) {
    if (error instanceof Obstacle) return error;
    throw error;
  }
}

const found = await binariesOrReason();

type Listener = { readonly address: string; readonly port: number };

/** What a process listens on, as the kernel says (addresses in its own hexadecimal writing). */
function listenersOf(pid: number): readonly Listener[] {
  const sockets = new Set(readdirSync(`/proc/${pid}/fd`).map((name) => socketAt(`/proc/${pid}/fd/${name}`)));
  return ['tcp', 'tcp6'].flatMap((family) =>
    readFileSync(`/proc/net/${family}`, 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter((fields) => fields[3] === '0A' && sockets.has(fields[9] ?? ''))
      .map((fields) => {
        const [address = '', port = ''] = (fields[1] ?? '').split(':');
        return { address, port: parseInt(port, 16) };
      }),
  );
}

function socketAt(path: string): string | null {
  return /^socket:\[(\d+)\]$/.exec(readlinkSync(path))?.[1] ?? null;
}

describeUnless(found instanceof Obstacle ? found.message : null, 'the embedded engine', () => {
  const dir = mkdtempSync(join(tmpdir(), 'helpdesk-engine-'));
  const account = { user: 'temporal', password: 'only-here' };
  const binaries = found as TemporalBinaries;
  let cluster: Cluster;
  let server: TemporalServer;
  let ui: TemporalUi;
  let ports: DeskPorts;

  async function startServer(): Promise<TemporalServer> {
    const postgres = { host: '127.0.0.1', port: cluster.port, ...account };
    await setUpTemporalSchema({ binaries, postgres });
    return startTemporalServer({ binaries, postgres, ports: ports.temporal, dir: join(dir, 'temporal') });
  }

  beforeAll(async () => {
    ports = await takePorts({ dataDir: dir, apiPort: null, apiHost: '127.0.0.1' });
    cluster = await startCluster({ dataDir: join(dir, 'postgres'), port: ports.postgres, durable: false });
    const databases = ['temporal', 'temporal_visibility'];
    const owner = { role: account.user, password: account.password, databases, mayCreateRoles: false };
    await ensureDatabases(cluster.superuserUrl('postgres'), [owner]);
    server = await startServer();
    ui = await startTemporalUi({ binaries, address: server.address, port: ports.temporalUi, dir: join(dir, 'ui') });
  });

  afterAll(async () => {
    await ui.stop();
    await server.stop();
    await cluster.stop();
    rmSync(dir, { recursive: true });
  }, 30_000);

  it.skipIf(process.platform !== 'linux')('listens on loopback alone, and not for plain HTTP', () => {
    const listeners = listenersOf(server.pid);
    expect(new Set(listeners.map(({ address }) => address))).toEqual(new Set(['0100007F']));
    expect(new Set(listeners.map(({ port }) => port))).toEqual(new Set(Object.values(ports.temporal)));
    expect(listenersOf(ui.pid)).toEqual([{ address: '0100007F', port: ports.temporalUi }]);
  });

  it('takes a namespace once and is content to hear of it again', async () => {
    await registerNamespace(server.address, 'helpdesk');
    await registerNamespace(server.address, 'helpdesk');
    const connection = await Connection.connect({ address: server.address });
    const { namespaceInfo } = await connection.workflowService.describeNamespace({ namespace: 'helpdesk' });
    await connection.close();
    expect(namespaceInfo?.name).toBe('helpdesk');
  });

  it('shows its pages and lets nobody change anything there', async () => {
    const page = await fetch(ui.url, { headers: { accept: 'text/html' } });
    expect(await page.text()).toContain('<html');
    const settings = await fetch(`${ui.url}/api/v1/settings`);
    expect(await settings.json()).toMatchObject({ DisableWriteActions: true });
    const cookie = settings.headers.getSetCookie().map((one) => one.split(';')[0] ?? '');
    const token = cookie.find((one) => one.startsWith('_csrf='))?.slice('_csrf='.length) ?? '';
    const headers = { cookie: cookie.join('; '), 'x-csrf-token': token, 'content-type': 'application/json' };
    const path = '/api/v1/namespaces/default/workflows/any/terminate';
    const refused = await fetch(`${ui.url}${path}`, { method: 'POST', headers, body: '{}' });
    expect(refused.status).toBe(405);
  });

  it('is back after a SIGKILL, with its schema left as it was', async () => {
    server.kill();
    expect(await server.exited).toBe('SIGKILL');
    server = await startServer();
    const connection = await Connection.connect({ address: server.address });
    const { namespaceInfo } = await connection.workflowService.describeNamespace({ namespace: 'helpdesk' });
    await connection.close();
    expect(namespaceInfo?.name).toBe('helpdesk');
  });
});
