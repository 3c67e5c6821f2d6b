import { instantOf, msOf, type Instant } from '../domain/instant.ts';
import type { QuietHours } from '../domain/telling/quiet-hours.ts';
import type { Stretch } from '../domain/working-time.ts';
import { merged, minuteOfDay } from './expand.ts';
import { dayMs, localDay, offsetSpans, whenLocally } from './local-time.ts';

const minutesOfDay = 24 * 60;

/**
 * When the quiet hours end that hold at an instant, or null where none do. By the clocks of the zone: a night in which
 * they change is an hour shorter or longer, and its ends stay where people read them.
 */
export function quietUntil(
  { from, to }: Pick<QuietHours, 'from' | 'to'>,
  timeZone: string,
  now: Instant,
): Instant | null {
  const at = msOf(now);
  const spans = offsetSpans(timeZone, { from: at - dayMs, to: at + 2 * dayMs });
  const today = localDay(spans, at);
  const nights = [today - 1, today].flatMap((day) => whenLocally(spans, day, stretchOfDay(from, to)));
  const holds = merged(nights).find((night) => night.from <= at && at < night.to);
  return holds ? instantOf(holds.to) : null;
}

/** In minutes of the day on which they begin: from the evening they go on beyond its end. */
function stretchOfDay(from: string, to: string): Stretch {
  const [begin, end] = [minuteOfDay(from), minuteOfDay(to)];
  return { from: begin, to: end > begin ? end : end + minutesOfDay };
}
