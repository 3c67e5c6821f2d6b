import { isEmergency } from '../../domain/dispatch/emergency.ts';
import type { EngineerSeen } from '../../domain/dispatch/engineer.ts';
import type { DispatchNeed } from '../../domain/dispatch/need.ts';
import { latest, msOf, type Instant } from '../../domain/instant.ts';
import type { Reader } from '../client.ts';
import { engineersSeen } from './engineers-seen.ts';

const hourMs = 3_600_000;

/** An emergency asks who is on shift or nearly so: what they do on the day after says nothing about it. */
const aheadMs = { emergency: 36 * hourMs, planned: 168 * hourMs };

/** Those among whom dispatch chooses: who have the skills, with as much of their time as matters. */
export function engineersFor(
  reader: Reader,
  { skills, priority, wanted, partsReadyAt }: DispatchNeed,
  now: Instant,
): Promise<EngineerSeen[]> {
  const notBefore = latest(now, wanted?.to ?? now, partsReadyAt ?? now);
  const horizonMs = msOf(notBefore) - msOf(now) + aheadMs[isEmergency(priority) ? 'emergency' : 'planned'];
  return engineersSeen(reader, now, horizonMs, skills);
}
