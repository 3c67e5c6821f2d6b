import { theDesk } from './actor.ts';
import type { Clock } from './clock.ts';
import type { EventData, EventOf } from './events.ts';
import type { Instant } from './instant.ts';

type Arming = Pick<Clock, 'name' | 'arming' | 'episode'>;

/** Which start of which clock an event is about. */
export function ofClock({ name: clock, arming, episode }: Arming) {
  return { clock, arming, episode };
}

/** A recorded breach is taken back: by the instant that proves it wrong, or because the promise was not this ticket's. */
export function breachWithdrawn(
  of: Arming,
  breachedAt: Instant,
  why: Pick<EventData['clockBreachWithdrawn'], 'because' | 'metAt'>,
): EventOf<'clockBreachWithdrawn'> {
  return { type: 'clockBreachWithdrawn', by: theDesk, data: { ...ofClock(of), breachedAt, ...why } };
}
