import {
  Client,
  Connection,
  defaultGrpcRetryOptions,
  isRetryableError,
  makeGrpcRetryInterceptor,
} from '@temporalio/client';
import type { NativeConnection } from '@temporalio/worker';
import { isLoopback, type TemporalConfig } from './config.ts';

/** Nobody answers where the engine should be; the message is one sentence that says what to do. */
export class EngineAway extends Error {
  override readonly name = 'EngineAway';
}

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

/**
 * A client that connects at its first call, so that the API starts and takes tickets while the engine is away. It says
 * at once that nobody answers, instead of trying until the caller's deadline: then it would be unclear whether an
 * earlier try had been heard. When the engine is back it is found within a second.
 */
export function lazyClient(temporal: TemporalConfig): Client {
  const connection = Connection.lazy({
    ...temporal.connectionOptions,
    interceptors: [makeGrpcRetryInterceptor(onlyWhereTheEngineAnswers)],
    channelArgs: { 'grpc.initial_reconnect_backoff_ms': 200, 'grpc.max_reconnect_backoff_ms': 1_000 },
  });
  return new Client({ connection, namespace: temporal.namespace });
}

const usual = defaultGrpcRetryOptions();
const unavailable = 14;
const onlyWhereTheEngineAnswers: typeof usual = {
  ...usual,
  retryableDecider: (attempt, status) =>
    status.code !== unavailable && isRetryableError(status) && usual.retryableDecider(attempt, status),
};

/**
 * The connection of a worker; close it after the worker's `run()` has ended.
 * Call `Runtime.install({ shutdownSignals: [] })` first, or the SDK takes the signals away from `leaveOnSignal`.
 * @throws Error that names the address where nobody answers
 */
export async function connectNative(temporal: TemporalConfig): Promise<NativeConnection> {
  // Only here: the API would load the native bridge and the bundler for nothing.
  const { NativeConnection } = await import('@temporalio/worker');
  const grpcCompression = { codec: isNear(temporal.address) ? 'none' : 'gzip' } as const;
  return namingTheAddress(temporal, () => NativeConnection.connect({ ...temporal.connectionOptions, grpcCompression }));
}

/** On this machine, where compressing what travels costs both ends time and saves none. */
function isNear(address: string): boolean {
  return isLoopback(address.replace(/:\d+$/, ''));
}

async function namingTheAddress<T>({ address }: TemporalConfig, connect: () => Promise<T>): Promise<T> {
  try {
    return await connect();
  } catch (cause) {
    const advice = 'start it, or set TEMPORAL_ADDRESS and, where it asks for them, TEMPORAL_TLS or TEMPORAL_API_KEY';
    throw new EngineAway(`Temporal does not answer at ${address}: ${advice}`, { cause });
  }
}
