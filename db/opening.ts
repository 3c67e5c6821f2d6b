import { sql } from 'drizzle-orm';
import type { By } from '../domain/actor.ts';
import type { Opening, TicketContact } from '../domain/events.ts';
import type { Instant } from '../domain/instant.ts';
import { openTicket } from '../domain/opening.ts';
import type { Ticket } from '../domain/ticket.ts';
import { ticketNumber } from '../domain/ticket-number.ts';
import { chain, databaseNow } from './append.ts';
import type { Tx } from './client.ts';
import { genesis } from './hash-chain.ts';
import { order } from './orders.ts';
import { sealTexts, type PlainTexts } from './private-texts.ts';
import { ticketColumns } from './project.ts';
import { privateTexts, protocol, ticketContacts, tickets } from './schema.ts';

/** A contact with what makes it a person; beside the rules, so that it can be erased. */
export interface Reachable {
  readonly contact: TicketContact;
  readonly name: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly webhook?: string | null;
  readonly customerContactId: string | null;
}

export interface Intake {
  readonly opening: Omit<Opening, 'number' | 'openedAt' | 'reportedAt' | 'contacts'> & {
    /** None: now. */
    readonly reportedAt: Instant | null;
  };
  readonly reachable: readonly Reachable[];
  /** `description`, `answers.<question>`. */
  readonly texts: PlainTexts;
  readonly by: By;
}

/** How long whoever opened the ticket may take to start its workflow before the relay does. */
export const startAtOnceMs = 3_000;

/**
 * The intake: in the caller's transaction the number is taken, and ticket, first entries, contacts and start order
 * are written. Nothing here asks the engine, so nothing here can be refused by it.
 */
export async function intake(tx: Tx, { opening, reachable, texts, by }: Intake): Promise<Ticket> {
  const { number, now } = await takeNumber(tx);
  const contacts = reachable.map(({ contact }) => contact);
  const reportedAt = opening.reportedAt ?? now;
  const sealed = sealTexts({ ...texts, ...personalTexts(reachable) });
  const events = openTicket({ ...opening, number, contacts, reportedAt, openedAt: now }, by, sealed.texts);
  const { rows, ticket, hash } = chain(number, { ticket: null, position: 0, hash: genesis }, events, now);
  const textRows = sealed.rows.map((row) => ({ ...row, number, position: 1 }));
  const contactRows = reachable.map((one) => contactRow(number, one));
  // Sent together: the connection keeps their order, and waits once.
  await Promise.all([
    tx.insert(tickets).values({ ...ticketColumns(ticket, now), number, openedAt: new Date(now), headHash: hash }),
    tx.insert(protocol).values(rows),
    textRows.length > 0 && tx.insert(privateTexts).values(textRows),
    contactRows.length > 0 && tx.insert(ticketContacts).values(contactRows),
    order(tx, number, 'start', { afterMs: startAtOnceMs }),
  ]);
  return ticket;
}

async function takeNumber(tx: Tx): Promise<{ number: string; now: Instant }> {
  const [row] = await tx.execute<{ sequence: string; now: Instant }>(
    sql`select nextval('ticket_sequence') as sequence, ${databaseNow} as now`,
  );
  if (!row) throw new Error('the sequence gave no number');
  return { number: ticketNumber(BigInt(row.sequence)), now: row.now };
}

function personalTexts(reachable: readonly Reachable[]): PlainTexts {
  const named = reachable.flatMap(({ contact: { id }, name, phone, email, webhook = null }) =>
    Object.entries({ name, phone, email, ...(webhook !== null && { webhook }) }).map(
      ([what, value]) => [`contacts.${id}.${what}`, value] as const,
    ),
  );
  return Object.fromEntries(named);
}

function contactRow(number: string, { contact, ...known }: Reachable) {
  const { id, language, prefers, roles } = contact;
  return { ...known, id, number, language, prefers: [...prefers], roles: [...roles] };
}
