import { and, asc, eq, gt } from 'drizzle-orm';
import type { Entry } from '../domain/events.ts';
import type { Db, Reader, Tx } from './client.ts';
import { digestOf, genesis, hashOf, type ChainedEntry } from './hash-chain.ts';
import { privateTexts, protocol, tickets } from './schema.ts';

export type Row = typeof protocol.$inferSelect;

/** Entries of a protocol after a position, as the rules fold them; at most `limit`. */
export async function readEntries(reader: Reader, number: string, after = 0, limit = 1_000): Promise<Entry[]> {
  const rows = await readRows(reader, number, after, limit);
  return rows.map(({ position, type, by, data }) => ({ position, type, by, data: told(data) }) as unknown as Entry);
}

/** The event as it was decided: digests belong to the chain, and would make another fold of the same protocol. */
function told({ digests: _digests, ...data }: Row['data']): Row['data'] {
  return data;
}

export async function readRows(reader: Reader, number: string, after = 0, limit = 1_000): Promise<Row[]> {
  return reader
    .select()
    .from(protocol)
    .where(and(eq(protocol.number, number), gt(protocol.position, after)))
    .orderBy(asc(protocol.position))
    .limit(limit);
}

export interface PrivateText {
  readonly position: number;
  readonly name: string;
  readonly text: { readonly value: string; readonly salt: string } | null;
}

/** The private texts of a protocol; null is an erased one. */
export async function readTexts(reader: Reader, number: string): Promise<PrivateText[]> {
  const rows = await reader.select().from(privateTexts).where(eq(privateTexts.number, number));
  return rows.map(({ position, name, salt, value }) => ({
    position: position ?? 0,
    name,
    text: salt === null || value === null ? null : { value, salt },
  }));
}

/** A row as it was hashed. */
export function chained({
  position,
  recordedAt,
  type,
  by,
  channel,
  visibility,
  data,
  previousHash,
}: Row): ChainedEntry {
  const at = recordedAt.toISOString();
  return { position, at, type, by, visibility, data, previousHash, ...(channel !== null && { channel }) };
}

export type Verification =
  { readonly intact: true; readonly positions: number } | { readonly intact: false; readonly brokenAt: number };

/** One state of the database for several questions: an entry appended between two of them would look like a break. */
export const oneMoment = { isolationLevel: 'repeatable read', accessMode: 'read only' } as const;

/**
 * Whether a protocol is as it was written: positions without a hole, each hash right and linked to the one before,
 * the last one the head that the ticket knows, every text that is not erased true to its digest. Looked at in one
 * snapshot: what is recorded meanwhile breaks nothing.
 */
export async function verify(db: Db, number: string): Promise<Verification> {
  return db.transaction((tx) => verifyIn(tx, number), oneMoment);
}

/** The same in the caller's snapshot. */
export async function verifyIn(reader: Tx, number: string): Promise<Verification> {
  const rows = await readRows(reader, number, 0, Number.MAX_SAFE_INTEGER);
  const texts = await readTexts(reader, number);
  const [head] = await reader.select().from(tickets).where(eq(tickets.number, number));
  const broken = firstBroken(rows, texts) ?? brokenHead(rows, head?.headHash);
  return broken === null ? { intact: true, positions: rows.length } : { intact: false, brokenAt: broken };
}

function firstBroken(rows: readonly Row[], texts: readonly PrivateText[]): number | null {
  let previous = genesis;
  for (const [index, row] of rows.entries()) {
    const linked = row.position === index + 1 && row.previousHash === previous && row.hash === hashOf(chained(row));
    if (!linked || !textsAreTrue(row, texts)) return index + 1;
    previous = row.hash;
  }
  return null;
}

function brokenHead(rows: readonly Row[], headHash: string | undefined): number | null {
  return rows.at(-1)?.hash === headHash ? null : rows.length + 1;
}

function textsAreTrue({ position, data }: Row, texts: readonly PrivateText[]): boolean {
  const digests = (data['digests'] ?? {}) as Readonly<Record<string, string>>;
  const ofEntry = texts.filter((text) => text.position === position);
  return ofEntry.every(({ name, text }) => text === null || digestOf(text.salt, text.value) === digests[name]);
}
