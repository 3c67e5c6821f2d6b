import { v7 } from 'uuid';
import { afterAll, beforeAll } from 'vitest';
import { connect, type Database } from '../../db/client.ts';
import { intake, type Intake, type Reachable } from '../../db/opening.ts';
import type { Recording } from '../../db/record.ts';
import { byOf, theDesk, type Person } from '../../domain/actor.ts';
import { decide, type Command } from '../../domain/decide.ts';
import type { Opening, TicketEvent } from '../../domain/events.ts';
import { instantOf } from '../../domain/instant.ts';
import type { Ticket } from '../../domain/ticket.ts';
import { amira, opening, vera } from './cast.ts';
import { freshDatabase, type TestDatabase } from './database.ts';

/** A database of the file's own, and the application's connections to it. */
export interface OwnDatabase {
  readonly fresh: TestDatabase;
  readonly database: Database;
}

/** Makes the database before the tests of the surrounding group and drops it after them. */
export function ownDatabase(): () => OwnDatabase {
  let own: OwnDatabase | undefined;
  beforeAll(async () => {
    const fresh = await freshDatabase();
    own = { fresh, database: connect(fresh.appUrl) };
  });
  afterAll(async () => {
    await own?.database.close();
    await own?.fresh.drop();
  });
  return () => {
    if (own === undefined) throw new Error('the database is made before the tests, not before the group');
    return own;
  };
}

/** Somebody who can be reached, as a contact of one ticket alone: a row of contacts belongs to one ticket. */
export function reporter(known: Partial<Omit<Reachable, 'contact'>> = {}): Reachable {
  const { name = 'Вера Кузнецова', phone = '+79161234567', email = 'vera@bakery.example' } = known;
  const contact = { ...vera, id: v7(), phone: phone !== null, email: email !== null };
  return { contact, name, phone, email, customerContactId: known.customerContactId ?? null };
}

interface Report extends Partial<Omit<Opening, 'contacts' | 'number'>> {
  readonly reachable?: readonly Reachable[];
  readonly description?: string;
}

/** What is written when Vera calls, or with differences. */
export function reportOf({ reachable = [reporter()], description = 'нет связи', ...differences }: Report): Intake {
  const { number: _number, openedAt: _openedAt, contacts: _contacts, ...told } = opening(differences);
  const reportedAt = differences.reportedAt ?? null;
  return { opening: { ...told, reportedAt }, reachable, texts: { description }, by: theDesk };
}

/** A ticket that was opened on this database. */
export async function openedOn({ db }: Database, report: Report = {}): Promise<Ticket> {
  return db.transaction((tx) => intake(tx, reportOf(report)));
}

/** What the ticket's workflow hands to `record`, having folded all that this ticket knows. */
export function recordingOf(
  { number, foldedUpTo }: Pick<Ticket, 'number' | 'foldedUpTo'>,
  events: readonly TicketEvent[],
  differences: Partial<Recording> = {},
): Recording {
  const run = { runId: 'the first run', historyLength: 3 };
  return { number, incarnation: 1, foldedUpTo, events, run, ...differences };
}

/** What somebody's command makes of the ticket now. */
export function decided(ticket: Ticket, command: Command, by: Person = amira): TicketEvent[] {
  return decide(ticket, command, by, instantOf(Date.now()));
}

/** Somebody takes the ticket: an event, and the start of work before it. */
export function claimed(ticket: Ticket, by: Person = amira): TicketEvent[] {
  return decided(ticket, { type: 'assign', userId: by.id }, by);
}

/** A note without words, the smallest fact. */
export function noted(by: Person = amira): TicketEvent {
  return { type: 'noteAdded', by: byOf(by), data: { noteId: v7(), visibility: 'internal' } };
}
