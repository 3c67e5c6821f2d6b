import { and, desc, eq, lte } from 'drizzle-orm';
import { describe } from '../domain/describe.ts';
import type { TicketEvent } from '../domain/events.ts';
import type { Receipt } from '../domain/receipt.ts';
import type { ReceiptVerdict } from '../domain/receipt-verdict.ts';
import type { Db, Tx } from './client.ts';
import { oneMoment, verifyIn, type Row } from './protocol.ts';
import { protocol, tickets } from './schema.ts';

/** Compares a receipt with the protocol, in one snapshot. */
export async function checkReceipt(db: Db, receipt: Receipt): Promise<ReceiptVerdict> {
  return db.transaction((tx) => checkIn(tx, receipt), oneMoment);
}

async function checkIn(tx: Tx, { number, position, hash }: Receipt): Promise<ReceiptVerdict> {
  const [ticket] = await tx.select({ number: tickets.number }).from(tickets).where(eq(tickets.number, number));
  if (!ticket) return { verdict: 'unknown' };
  const last = await lastEntry(tx, number);
  if (last === null || last.position < position) return { verdict: 'cutOff', positions: last?.position ?? 0 };
  const entry = await lastEntry(tx, number, position);
  const verified = await verifyIn(tx, number);
  const brokenAt = verified.intact ? null : verified.brokenAt;
  const same = entry?.position === position && entry.hash.startsWith(hash);
  if (!same || (brokenAt !== null && brokenAt <= position)) return { verdict: 'rewritten', brokenAt };
  if (brokenAt !== null) return { verdict: 'brokenLater', brokenAt };
  const { type, by, data, recordedAt } = entry;
  const text = describe({ type, by, data } as unknown as TicketEvent);
  return { verdict: 'stands', entry: { at: recordedAt.toISOString(), text } };
}

async function lastEntry(tx: Tx, number: string, upTo?: number): Promise<Row | null> {
  const wanted = upTo === undefined ? undefined : lte(protocol.position, upTo);
  const ofTicket = and(eq(protocol.number, number), wanted);
  const [row] = await tx.select().from(protocol).where(ofTicket).orderBy(desc(protocol.position)).limit(1);
  return row ?? null;
}
