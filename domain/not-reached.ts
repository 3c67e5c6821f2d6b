import { stopsOf } from './clock-target.ts';
import type { Ticket } from './ticket.ts';
import type { OpenInterval } from './working-time.ts';

/**
 * The customer could not be reached, so the desk could not know better: from the first evidenced attempt to tell of a
 * restoration until the answer. Only where the terms stop the clock for that, and the line had passed its tests.
 */
export function notReached(ticket: Ticket): OpenInterval[] {
  const { answer, localization, calls, told = [] } = ticket;
  const { episode, passed, since } = localization?.afterRepair ?? {};
  if (!passed || !since || answer?.episode !== episode || !answer) return [];
  if (!stopsOf(ticket, 'restore').includes('customerUnavailable')) return [];
  const rung = calls.flatMap((call) => (call.episode === episode && call.unansweredAt ? [call.unansweredAt] : []));
  const mailed = told
    .filter(({ key, undelivered }) => key?.startsWith('restored:') && !undelivered)
    .map(({ at }) => at);
  const [first] = [...rung, ...mailed].filter((at) => at >= since && at < answer.at).toSorted();
  return first === undefined ? [] : [[first, answer.at]];
}
