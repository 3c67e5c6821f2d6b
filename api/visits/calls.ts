import type { Reader } from '../../db/client.ts';
import { isCallOfVisit } from '../../db/visits/visit-history.ts';
import type { Instant } from '../../domain/instant.ts';
import { Refusal } from '../../domain/refusal.ts';

/** What is said of every action of an engineer: when it was done, and in which call it was told. */
export interface Told {
  readonly happenedAt?: Instant;
  readonly callId?: string;
}

/** @throws Refusal evidenceRefused for a call that was not answered, or is on none of the visit's tickets */
export async function requireCall(reader: Reader, visitId: string, callId: string | undefined): Promise<void> {
  if (callId === undefined || (await isCallOfVisit(reader, visitId, callId))) return;
  const message = 'is no answered call on a ticket of this visit';
  throw new Refusal('evidenceRefused', `${callId} ${message}`, [{ path: 'callId', message }]);
}
