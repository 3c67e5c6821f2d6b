import { and, desc, eq, inArray } from 'drizzle-orm';
import type { Entry } from '../domain/events.ts';
import type { Instant } from '../domain/instant.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Reader } from './client.ts';
import { privateTexts, protocol, tickets } from './schema.ts';

/** An entry that customers may read, with the texts that belong to it; those of erased ones are left out. */
export interface SeenEntry {
  readonly at: Instant;
  readonly entry: Entry;
  readonly texts: Readonly<Record<string, string>>;
}

/** The latest entries of a protocol that customers may read, the newest first. */
export async function seenByCustomer(reader: Reader, number: string, limit: number): Promise<SeenEntry[]> {
  const rows = await reader
    .select()
    .from(protocol)
    .where(and(eq(protocol.number, number), eq(protocol.visibility, 'customer')))
    .orderBy(desc(protocol.position))
    .limit(limit);
  const texts = await textsOf(
    reader,
    number,
    rows.map(({ position }) => position),
  );
  return rows.map(({ position, type, by, data, recordedAt }) => ({
    at: recordedAt.toISOString(),
    entry: { position, type, by, data } as unknown as Entry,
    texts: texts.get(position) ?? {},
  }));
}

async function textsOf(reader: Reader, number: string, positions: readonly number[]) {
  const found = new Map<number, Record<string, string>>();
  if (positions.length === 0) return found;
  const rows = await reader
    .select({ position: privateTexts.position, name: privateTexts.name, value: privateTexts.value })
    .from(privateTexts)
    .where(and(eq(privateTexts.number, number), inArray(privateTexts.position, [...positions])));
  for (const { position, name, value } of rows) {
    if (position !== null && value !== null) found.set(position, { ...found.get(position), [name]: value });
  }
  return found;
}

export interface LinkedTicket {
  readonly ticket: Ticket;
  /** Of the protocol's last entry. */
  readonly headHash: string;
  readonly endedAt: Instant | null;
}

/** What a customer's link leads to, or null. */
export async function linkedTicket(reader: Reader, number: string): Promise<LinkedTicket | null> {
  const [row] = await reader
    .select({ ticket: tickets.state, headHash: tickets.headHash, endedAt: tickets.endedAt })
    .from(tickets)
    .where(eq(tickets.number, number));
  return row ? { ...row, endedAt: row.endedAt?.toISOString() ?? null } : null;
}
