import { earliest, instantOf, msOf, type Instant } from '../instant.ts';
import { Refusal, type RefusalCode } from '../refusal.ts';
import { beforehandMs, clockSkewMs } from './patience.ts';
import type { Visit } from './visit.ts';

/**
 * The instant at which something was done, as it was told; now where nothing was said.
 * @throws Refusal instantInFuture beyond what telephones run ahead, instantBeforeEpisode long before the visit
 */
export function toldInstant({ requestedAt }: Visit, happenedAt: Instant | undefined, now: Instant): Instant {
  if (happenedAt === undefined) return now;
  const at = msOf(happenedAt);
  if (at > msOf(now) + clockSkewMs) throw refused('instantInFuture', 'lies in the future');
  if (at < msOf(requestedAt) - beforehandMs) throw refused('instantBeforeEpisode', 'lies long before the visit');
  return earliest(instantOf(at), now);
}

function refused(code: RefusalCode, message: string): Refusal {
  return new Refusal(code, message, [{ path: 'happenedAt', message }]);
}
