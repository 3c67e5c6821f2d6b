import { Client, Connection } from '@temporalio/client';
import type { NativeConnection } from '@temporalio/worker';
import type { TemporalConfig } from './config.ts';

/**
 * A client whose connection is up, within 10 s unless told.
 * @throws Error that names the address where nobody answers
 */
export async function connectClient(temporal: TemporalConfig, withinMs = 10_000): Promise<Client> {
  const connection = await namingTheAddress(temporal, () =>
    Connection.connect({ ...temporal.connectionOptions, connectTimeout: withinMs }),
  );
  return new Client({ connection, namespace: temporal.namespace });
}

/** A client that connects at its first call, so that the API starts and takes tickets while the engine is away. */
export function lazyClient(temporal: TemporalConfig): Client {
  const connection = Connection.lazy(temporal.connectionOptions);
  return new Client({ connection, namespace: temporal.namespace });
}

/**
 * The connection of a worker; close it after the worker's `run()` has ended.
 * Call `Runtime.install({ shutdownSignals: [] })` first, or the SDK takes the signals away from `leaveOnSignal`.
 * @throws Error that names the address where nobody answers
 */
export async function connectNative(temporal: TemporalConfig): Promise<NativeConnection> {
  // Only here: the API would load the native bridge and the bundler for nothing.
  const { NativeConnection } = await import('@temporalio/worker');
  return namingTheAddress(temporal, () => NativeConnection.connect(temporal.connectionOptions));
}

async function namingTheAddress<T>({ address }: TemporalConfig, connect: () => Promise<T>): Promise<T> {
  try {
    return await connect();
  } catch (cause) {
    const advice = 'start it, or set TEMPORAL_ADDRESS and, where it asks for them, TEMPORAL_TLS or TEMPORAL_API_KEY';
    throw new Error(`Temporal does not answer at ${address}: ${advice}`, { cause });
  }
}
