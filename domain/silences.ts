import type { Clock } from './clock.ts';
import { breachWithdrawn } from './clock-events.ts';
import { isHeard, isUndelivered } from './clock-facts.ts';
import { clockOf, countFrom, startClock, startOf } from './clock-starts.ts';
import type { EventData, TicketEvent } from './events.ts';
import type { Instant } from './instant.ts';
import type { Ticket } from './ticket.ts';

/** An interval of the update clock that the next one took the place of, as it stood then. */
export interface Silence extends Pick<Clock, 'arming' | 'episode' | 'fired' | 'breachedAt'> {
  readonly from: Instant;
}

const remembered = 10;

/** The silences before the one that an event begins, in order; those of an earlier episode are over for good. */
export function silencesBefore(ticket: Ticket, { limits, episode }: EventData['clockStarted']): readonly Silence[] {
  const clock = clockOf(ticket, 'update');
  const known = clock ? [...(ticket.silences ?? []), silence(clock)] : [];
  const begins = limits[0]?.from ?? '';
  return known.filter((one) => one.episode === episode && one.from < begins).slice(-remembered);
}

function silence(clock: Clock): Silence {
  const { arming, episode, fired, breachedAt } = clock;
  return { arming, episode, fired, breachedAt, from: startOf(clock) };
}

/** What is learned of a silence that was thought to be over: its last word never arrived, or came in time after all. */
export function silencesDue(ticket: Ticket): TicketEvent[] {
  const clock = clockOf(ticket, 'update');
  if (clock?.state !== 'running') return [];
  const undone = takenBack(ticket, clock);
  return undone.length > 0 ? undone : heardInTime(ticket);
}

/** The word that ended a silence did not arrive: it goes on as if nothing had been said. */
function takenBack(ticket: Ticket, clock: Clock): TicketEvent[] {
  const last = ticket.silences?.at(-1);
  if (!last || !isUndelivered(ticket, startOf(clock))) return [];
  const { from, fired, breachedAt } = last;
  return countFrom(ticket, clock, { from, fired, breachedAt, because: 'undelivered' });
}

/** The customer had heard something before the breach of their silence was recorded. */
function heardInTime(ticket: Ticket): TicketEvent[] {
  for (const { from, breachedAt, arming, episode } of ticket.silences ?? []) {
    const at = breachedAt && isHeard(ticket, { after: from, upTo: breachedAt });
    if (!breachedAt || !at) continue;
    const known = { because: 'lateKnowledge', metAt: at } as const;
    const withdrawn = breachWithdrawn({ name: 'update', arming, episode }, breachedAt, known);
    return [withdrawn, ...startClock(ticket, 'update', { from: at, because: 'told' })];
  }
  return [];
}

/** A breach that is taken back is one of the last silence no more. */
export function withoutBreach(
  silences: readonly Silence[] = [],
  of: EventData['clockBreachWithdrawn'],
): readonly Silence[] {
  return silences.map((one) => (one.arming === of.arming ? { ...one, breachedAt: null } : one));
}
