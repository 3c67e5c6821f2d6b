import { dueAt } from './clock.ts';
import { clocksDue, clocksMet, updateDue } from './clocks.ts';
import { answerDue } from './confirmation.ts';
import { etaDeadlines, etaDue } from './eta.ts';
import { foldEvents } from './evolve.ts';
import { fieldDue } from './field/field-due.ts';
import type { TicketEvent } from './events.ts';
import { before, type Instant } from './instant.ts';
import { interimDue, wordsDeadlines } from './interim.ts';
import { armed } from './ladder.ts';
import { reminderDeadlines, remindersDue } from './reminders.ts';
import { rungsDue } from './rungs.ts';
import { testsAgainAt, testsDue } from './localization.ts';
import { isFinal } from './status.ts';
import type { Rung } from './terms.ts';
import { tellingDeadlines, tellingDue, type TellingDeadline } from './telling/telling-due.ts';
import type { Ticket } from './ticket.ts';
import { waitDeadlines, waitDue } from './waits.ts';
import type { ClockName } from './words.ts';

export type Deadline =
  | {
      readonly at: Instant;
      readonly what:
        | 'etaDemanded'
        | 'etaWarned'
        | 'etaBreached'
        | 'waitOver'
        | 'calendarEnds'
        | 'testsAgain'
        | 'reminded'
        | 'wordsWanted'
        | 'etaSlipping'
        | 'customerSilent';
    }
  | TellingDeadline
  | { readonly at: Instant; readonly what: 'clockBreached'; readonly clock: ClockName }
  | { readonly at: Instant; readonly what: 'rungFired'; readonly rung: Rung };

/**
 * Every armed deadline, of a finished ticket those of its messages. The earliest comes first: that one drives the
 * workflow's timer and stands on the ticket as `next`.
 */
export function deadlines(ticket: Ticket): Deadline[] {
  const armed = isFinal(ticket.status) ? tellingDeadlines(ticket) : allDeadlines(ticket);
  return armed.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

function allDeadlines(ticket: Ticket): Deadline[] {
  return [
    ...etaDeadlines(ticket),
    ...waitDeadlines(ticket),
    ...reminderDeadlines(ticket),
    ...clockDeadlines(ticket),
    ...wordsDeadlines(ticket),
    ...rungDeadlines(ticket),
    ...calendarDeadlines(ticket),
    ...testDeadlines(ticket),
    ...tellingDeadlines(ticket),
  ];
}

function testDeadlines(ticket: Ticket): Deadline[] {
  const at = testsAgainAt(ticket);
  return at === null ? [] : [{ at, what: 'testsAgain' }];
}

function clockDeadlines(ticket: Ticket): Deadline[] {
  const unbroken = (ticket.clocks ?? []).filter(({ state, breachedAt }) => state === 'running' && breachedAt === null);
  return unbroken.flatMap((clock) => {
    const at = dueAt(clock, ticket);
    return at === null ? [] : [{ at, what: 'clockBreached' as const, clock: clock.name }];
  });
}

function rungDeadlines(ticket: Ticket): Deadline[] {
  return armed(ticket).map(({ at, what: rung }) => ({ at, what: 'rungFired', rung }));
}

/** How long before the end of what is known of a calendar more of it is asked for. */
const calendarAhead = 'P45D';

/** Also while nothing runs: a restoration may turn out never to have been, and its clock counts on. */
function calendarDeadlines({ workingTimes = [], clocks = [] }: Ticket): Deadline[] {
  if (clocks.length === 0) return [];
  const ending = workingTimes.filter(({ open }) => open !== null);
  return ending.map(({ until }) => ({ at: before(until, calendarAhead), what: 'calendarEnds' }));
}

/** Whether more of a calendar has to be fetched: the one thing that is due and that the rules can't do themselves. */
export function calendarsEnd(ticket: Ticket, now: Instant): boolean {
  return !isFinal(ticket.status) && calendarDeadlines(ticket).some(({ at }) => at <= now);
}

/**
 * All that follows by itself from the facts and the time: the consequence of the customer's word, the end of a wait,
 * what deadlines bring. What falls due at one instant is answered at once. What became of messages matters to finished
 * tickets too.
 */
export function due(ticket: Ticket, now: Instant): TicketEvent[] {
  const follows = following(ticket, now, [answerDue, remindersDue, waitDue, fieldDue, testsDue, etaDue, ...clockSteps]);
  return follows.length > 0 ? follows : tellingDue(ticket, now);
}

/** What a command brings the clocks: a response met by a claim stands in the protocol beside the claim. */
export function clocksFollowing(ticket: Ticket, now: Instant): TicketEvent[] {
  return following(ticket, now, clockSteps);
}

type Step = (ticket: Ticket, now: Instant) => TicketEvent[];
const clockSteps: readonly Step[] = [clocksDue, interimDue, rungsDue, clocksMet, updateDue];

function following(ticket: Ticket, now: Instant, steps: readonly Step[]): TicketEvent[] {
  const all: TicketEvent[] = [];
  for (let after = ticket; all.length < most && !isFinal(after.status);) {
    const events = firstOf(steps, after, now);
    if (events.length === 0) return all;
    all.push(...events);
    after = foldEvents(after, events);
  }
  return all;
}

/** Far more than can follow at one instant: a rule that never comes to rest must not hang the ticket. */
const most = 1_000;

function firstOf(steps: readonly Step[], ticket: Ticket, now: Instant): TicketEvent[] {
  for (const step of steps) {
    const events = step(ticket, now);
    if (events.length > 0) return events;
  }
  return [];
}
