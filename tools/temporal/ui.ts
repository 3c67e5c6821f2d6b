import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Obstacle } from '../obstacle.ts';
import { startProgram, type Child } from '../process/child.ts';
import { endOf, readFrom, reasonIn } from '../process/log-reader.ts';
import { waitUntilAnswered } from '../process/http.ts';

export type TemporalUiOptions = {
  readonly binaries: { readonly ui: string };
  /** Of the Temporal server. */
  readonly address: string;
  readonly port: number;
  readonly dir: string;
  readonly namespace?: string;
  readonly spawned?: (pid: number) => void;
};

/** The engine's web pages, read-only and on loopback, at `url`. */
export type TemporalUi = Child & { readonly url: string };

/** Starts the pages and waits until they answer. */
export async function startTemporalUi(options: TemporalUiOptions): Promise<TemporalUi> {
  writeSettings(options);
  const log = join(options.dir, 'temporal-ui.log');
  const logStart = endOf(log);
  const child = await startProgram({
    command: options.binaries.ui,
    args: ['--root', options.dir, '--env', 'desk', 'start'],
    env: {},
    cwd: options.dir,
    log,
    spawned: options.spawned,
  });
  const url = `http://127.0.0.1:${options.port}`;
  if (await waitUntilAnswered(`${url}/healthz`, child, 30_000)) return { ...child, url };
  child.kill();
  throw new Obstacle(`The Temporal UI did not start: ${reasonIn(readFrom(log, logStart))} (${log}).`);
}

function writeSettings({ dir, address, port, namespace = 'default' }: TemporalUiOptions): void {
  const folder = join(dir, 'config');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, 'base.yaml'), '');
  // Without a host it listens on all interfaces.
  const settings = {
    temporalGrpcAddress: address,
    host: '127.0.0.1',
    port,
    enableUi: true,
    defaultNamespace: namespace,
    disableWriteActions: true,
    disableNewsFetch: true,
    cors: { allowOrigins: [`http://127.0.0.1:${port}`, `http://localhost:${port}`] },
  };
  // JSON is YAML.
  writeFileSync(join(folder, 'desk.yaml'), JSON.stringify(settings, null, 2));
}
