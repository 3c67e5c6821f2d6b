import { append, lockTicket } from '../../db/append.ts';
import type { Database } from '../../db/client.ts';
import { keepTexts } from '../../db/private-texts.ts';
import type { Person } from '../../domain/actor.ts';
import { deadlines, due } from '../../domain/deadlines.ts';
import { decide, type Command } from '../../domain/decide.ts';
import type { Texts, TicketEvent } from '../../domain/events.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Ticket } from '../../domain/ticket.ts';
import { amira, at, goldTerms } from './cast.ts';
import { openedOn } from './tickets-on-database.ts';

/** What happens to a ticket at an instant, by the real rules. */
export interface Happening {
  readonly now: Instant;
  /** Texts of the names `reason` and `document` are kept for it. */
  readonly act: (ticket: Ticket, texts: Texts) => TicketEvent[];
}

/** Somebody's command at that time of the day: `asks('09:10', () => ({ type: 'assign', … }))`. */
export function asks(clock: string, command: (ticket: Ticket, texts: Texts) => Command, by: Person = amira): Happening {
  const now = at(clock);
  return { now, act: (ticket, texts) => decide(ticket, command(ticket, texts), by, now) };
}

/**
 * A ticket of the day on which the stories happen, reported at nine under terms with clocks, and what it lived through.
 * The desk wakes at every deadline on the way, as its workflow would.
 */
export async function livedOn(database: Database, ...happenings: readonly Happening[]): Promise<Ticket> {
  const { number } = await openedOn(database, { reportedAt: at('09:00'), terms: goldTerms });
  for (const { now, act } of happenings) {
    await passesUntil(database, number, now);
    await recorded(database, number, act);
  }
  return recorded(database, number, () => []);
}

async function passesUntil(database: Database, number: string, now: Instant): Promise<void> {
  const ticket = await recorded(database, number, () => []);
  const next = deadlines(ticket).find(({ at: instant }) => instant <= now);
  if (!next) return;
  await recorded(database, number, (known) => due(known, next.at));
  await passesUntil(database, number, now);
}

async function recorded({ db }: Database, number: string, act: Happening['act']): Promise<Ticket> {
  return db.transaction(async (tx) => {
    const texts = await keepTexts(tx, { reason: 'причина', document: 'Д-17' });
    const { ticket } = await lockTicket(tx, number);
    return (await append(tx, number, act(ticket, texts))).ticket;
  });
}
