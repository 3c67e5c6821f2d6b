import { dueAt } from './clock.ts';
import { clockOf } from './clock-starts.ts';
import type { EventData } from './events.ts';
import { after } from './instant.ts';
import type { Ticket } from './ticket.ts';

/** Where the contract promises no word by any time. */
const usualSilence = 'PT4H';

/**
 * Whether a wait that begins is worth telling the customer: always where they are waited for, else where it may outlast
 * the time by which they hear from the desk anyway.
 */
export function isWorthTelling(
  ticket: Ticket,
  wait: Pick<EventData['waitStarted'], 'for' | 'from' | 'until'>,
): boolean {
  if (!ticket.speaks) return false;
  const update = clockOf(ticket, 'update');
  const heardBy = (update && dueAt(update, ticket)) ?? after(wait.from, usualSilence);
  return wait.for === 'customer' || wait.until === null || wait.until > heardBy;
}

/** Of a wait that the customer was told of they hear the end too, unless they ended it or hear what ended it. */
export function endIsTold({ waits }: Ticket, { waitId, because }: EventData['waitEnded']): boolean {
  const told = waits.some(({ id, told: heard }) => id === waitId && heard);
  return told && (because === 'resumed' || because === 'untilReached');
}
