import { theDesk } from './actor.ts';
import type { Clock } from './clock.ts';
import { clockOf } from './clock-starts.ts';
import { factFor } from './clocks.ts';
import type { Deadline } from './deadlines.ts';
import type { TicketEvent } from './events.ts';
import type { Folds } from './fold.ts';
import type { Instant } from './instant.ts';
import { rungAt } from './ladder.ts';
import type { Ticket } from './ticket.ts';
import { dueAt } from './clock.ts';

/** Carriers publish their own ladders at quarters of the target; the last one before its end leaves time to find words. */
const ownerAskedAt = { at: '75%' };

/** Before the customer's silence grows too long, whoever works on it is asked for words. */
export function wordsDeadlines(ticket: Ticket): Deadline[] {
  const clock = unasked(ticket);
  const at = clock ? rungAt(clock, ownerAskedAt, ticket) : null;
  return at === null ? [] : [{ at, what: 'wordsWanted' }];
}

/** What becomes of a silence by time alone: words are asked for; where none came until its end, the desk speaks itself. */
export function interimDue(ticket: Ticket, now: Instant): TicketEvent[] {
  const { silenceToFill: arming } = ticket;
  if (factFor(ticket, 'update') !== null) return [];
  if (arming) return [{ type: 'silenceFilled', by: theDesk, data: { arming, filledAt: now } }];
  const clock = unasked(ticket);
  const askAt = clock && rungAt(clock, ownerAskedAt, ticket);
  return clock && askAt && askAt <= now ? wordsWanted(ticket, clock) : [];
}

/** The running silence of a ticket whose desk fills it, as long as nobody was asked to. */
function unasked(ticket: Ticket): Clock | null {
  const clock = ticket.speaks && clockOf(ticket, 'update');
  const asks = clock && clock.state === 'running' && clock.breachedAt === null;
  return asks && ticket.wordsWantedFor !== clock.arming ? clock : null;
}

function wordsWanted(ticket: Ticket, clock: Clock): TicketEvent[] {
  const endsAt = dueAt(clock, ticket);
  return endsAt === null ? [] : [{ type: 'wordsWanted', by: theDesk, data: { arming: clock.arming, dueAt: endsAt } }];
}

export const foldInterim: Folds<'wordsWanted' | 'silenceFilled'> = {
  wordsWanted: (ticket, { arming }) => ({ ...ticket, wordsWantedFor: arming }),
  silenceFilled: (ticket) => ({ ...ticket, silenceToFill: null }),
};
