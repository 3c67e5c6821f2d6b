import { eq, sql } from 'drizzle-orm';
import { evolve } from '../domain/evolve.ts';
import { channelOf, visibilityOf, type Entry, type TicketEvent } from '../domain/events.ts';
import type { Instant } from '../domain/instant.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Tx } from './client.ts';
import { hashOf } from './hash-chain.ts';
import { tieTexts } from './private-texts.ts';
import { changedColumns, project } from './project.ts';
import { protocol, tickets } from './schema.ts';

/** The end of a protocol, held under its ticket's row lock until the transaction ends. */
export interface Head {
  readonly number: string;
  readonly ticket: Ticket;
  readonly position: number;
  readonly hash: string;
  readonly incarnation: number;
  /** The database's clock when the lock was taken: the instant of everything recorded under it. */
  readonly now: Instant;
}

export interface Appended {
  readonly ticket: Ticket;
  readonly entries: readonly Entry[];
}

export const databaseNow = sql<Instant>`to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Takes the ticket's row lock, or refuses with `notFound`. Everything appended to a protocol goes through it. */
export async function lockTicket(tx: Tx, number: string): Promise<Head> {
  const [row] = await tx
    .select({
      number: tickets.number,
      ticket: tickets.state,
      position: tickets.position,
      hash: tickets.headHash,
      incarnation: tickets.incarnation,
      now: databaseNow,
    })
    .from(tickets)
    .where(eq(tickets.number, number))
    .for('update');
  if (!row) throw new Refusal('notFound', 'no such ticket');
  return row;
}

/** Appends events to a ticket's protocol and brings the read model along, in the caller's transaction. */
export async function append(tx: Tx, number: string, events: readonly TicketEvent[]): Promise<Appended> {
  return appendTo(tx, await lockTicket(tx, number), events);
}

/** As `append`, where the lock is held already. */
export async function appendTo(tx: Tx, head: Head, events: readonly TicketEvent[]): Promise<Appended> {
  if (events.length === 0) return { ticket: head.ticket, entries: [] };
  const { rows, entries, ticket, hash } = chain(head.number, head, events, head.now);
  // Sent together: the connection keeps their order, and waits once.
  await Promise.all([
    tx.insert(protocol).values(rows),
    ...entries.map(({ position, texts }) => texts && tieTexts(tx, head.number, position, texts)),
    tx
      .update(tickets)
      .set({ ...changedColumns(head.ticket, ticket, head.now), headHash: hash })
      .where(eq(tickets.number, head.number)),
  ]);
  await project(tx, { before: head.ticket, ticket, entries, now: head.now });
  return { ticket, entries };
}

type Row = typeof protocol.$inferInsert;

export interface Chained {
  readonly rows: Row[];
  readonly entries: readonly Entry[];
  readonly ticket: Ticket;
  readonly hash: string;
}

/** Positions, hashes and the fold of events that follow a head. */
export function chain(
  number: string,
  head: { readonly ticket: Ticket | null; readonly position: number; readonly hash: string },
  events: readonly TicketEvent[],
  at: Instant,
): Chained {
  const rows: Row[] = [];
  const entries: Entry[] = [];
  let { ticket, hash, position } = head;
  for (const event of events) {
    const entry = { ...event, position: ++position } as Entry;
    const row = rowOf(number, entry, at, hash);
    rows.push(row);
    entries.push(entry);
    hash = row.hash;
    ticket = evolve(ticket, entry);
  }
  if (ticket === null) throw new Error('a protocol begins with events');
  return { rows, entries, ticket, hash };
}

function rowOf(number: string, entry: Entry, at: Instant, previousHash: string): Row {
  const { type, by, position } = entry;
  const visibility = visibilityOf(entry);
  const channel = channelOf(entry);
  const data = dataWithDigests(entry);
  const hashed = { position, at, type, by, visibility, data, previousHash, ...(channel !== null && { channel }) };
  return { ...hashed, number, channel, recordedAt: new Date(at), hash: hashOf(hashed) };
}

/** What the chain covers of an event: its data, and the digests of its texts by name. */
function dataWithDigests({ data, texts }: TicketEvent): Record<string, unknown> {
  if (!texts || Object.keys(texts).length === 0) return { ...data };
  const digests = Object.fromEntries(Object.entries(texts).map(([name, { digest }]) => [name, digest]));
  return { ...data, digests };
}
