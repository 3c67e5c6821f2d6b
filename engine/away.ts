import { isGrpcServiceError, ServiceError } from '@temporalio/client';

/** Whether an error says that the engine could not be reached or did not answer in time, rather than what is wrong. */
export function isEngineAway(error: unknown): boolean {
  if (isGrpcServiceError(error)) return awayCodes.has(Number(error.code));
  return error instanceof ServiceError && error.cause !== undefined && isEngineAway(error.cause);
}

/** gRPC: CANCELLED, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, UNAVAILABLE. */
const awayCodes: ReadonlySet<number> = new Set([1, 4, 8, 14]);
