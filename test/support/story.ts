import { theDesk, type Person } from '../../domain/actor.ts';
import { deadlines, due } from '../../domain/deadlines.ts';
import { decide, type Command } from '../../domain/decide.ts';
import type { Entry, Opening, TicketEvent } from '../../domain/events.ts';
import { evolve } from '../../domain/evolve.ts';
import type { Instant } from '../../domain/instant.ts';
import { openTicket } from '../../domain/opening.ts';
import { Refusal, type RefusalCode } from '../../domain/refusal.ts';
import type { Ticket } from '../../domain/ticket.ts';
import { opening, words } from './cast.ts';

/** A ticket and its protocol so far. */
export interface Story {
  readonly ticket: Ticket;
  readonly entries: readonly Entry[];
}

/** What happens next, decided from the ticket as it then is. */
export type Step = (story: Story) => Story;

/** The story of a ticket from its opening: `tell(opened(), claims(amira, '09:05'), …)`. */
export function tell(opened: Story, ...steps: readonly Step[]): Story {
  return steps.reduce((story, step) => step(story), opened);
}

/** The ticket after it was opened (Vera's at nine, or with differences) and after each step in turn. */
export function ticketAfter(...steps: readonly Step[]): Ticket {
  return tell(opened(), ...steps).ticket;
}

export function opened(overrides: Partial<Opening> = {}): Story {
  const [first, ...more] = openTicket(opening(overrides), theDesk, words('description'));
  const entry = { ...first, position: 1 } as Entry;
  return happens(...more)({ ticket: evolve(null, entry), entries: [entry] });
}

/** Events that have happened, whoever recorded them. */
export function happens(...events: readonly TicketEvent[]): Step {
  return (story) => events.reduce(appended, story);
}

function appended({ ticket, entries }: Story, event: TicketEvent): Story {
  const entry = { ...event, position: ticket.foldedUpTo + 1 } as Entry;
  return { ticket: evolve(ticket, entry), entries: [...entries, entry] };
}

/** A command, decided and recorded. */
export function asks(by: Person, now: Instant, command: Command): Step {
  return (story) => happens(...decide(story.ticket, command, by, now))(story);
}

/** The desk wakes at every deadline up to then, and does what follows. */
export function timePassesUntil(now: Instant): Step {
  return (story) => {
    const next = deadlines(story.ticket)[0];
    return next && next.at < now ? timePassesUntil(now)(wakesAt(next.at)(story)) : wakesAt(now)(story);
  };
}

/** The desk wakes only now, having slept over whatever was due before, and does all that follows. */
export function wakesAt(now: Instant): Step {
  return (story) => {
    const events = due(story.ticket, now);
    return events.length === 0 ? story : wakesAt(now)(happens(...events)(story));
  };
}

/** The code with which a story is refused; loud where it is not. */
export function refusalOf(act: () => unknown): RefusalCode {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  throw new Error('expected a refusal, and it was allowed');
}

/** The kinds of the entries after the opening and its demand for an ETA. */
export function typesOf({ entries }: Story): readonly string[] {
  return entries.slice(2).map(({ type }) => type);
}
