import { randomBytes } from 'node:crypto';
import { and, eq, inArray, isNull, lt, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Texts } from '../domain/events.ts';
import type { Reader, Tx } from './client.ts';
import { digestOf } from './hash-chain.ts';
import { privateTexts } from './schema.ts';

type Row = typeof privateTexts.$inferInsert;

/** Values by name, left out where there is nothing to keep. */
export type PlainTexts = Readonly<Record<string, string | null | undefined>>;

export interface Sealed {
  readonly texts: Texts;
  readonly rows: readonly Row[];
}

/** Gives each text a salt, a digest and an id; the rows are still to be stored. */
export function sealTexts(values: PlainTexts): Sealed {
  const rows = Object.entries(values).flatMap(([name, value]) =>
    value === null || value === undefined ? [] : [{ id: v7(), name, value, salt: randomBytes(16).toString('hex') }],
  );
  const refs = rows.map(({ id, name, salt, value }) => [name, { id, digest: digestOf(salt, value) }]);
  return { rows, texts: Object.fromEntries(refs) };
}

/** Stores texts before the command that speaks of them; `append` ties them to their entry. */
export async function keepTexts(tx: Reader, values: PlainTexts): Promise<Texts> {
  const { rows, texts } = sealTexts(values);
  if (rows.length > 0) await tx.insert(privateTexts).values([...rows]);
  return texts;
}

/** Takes back the texts of a request that was refused. */
export async function dropTexts(tx: Reader, texts: Texts): Promise<void> {
  const ids = Object.values(texts).map(({ id }) => id);
  if (ids.length === 0) return;
  await tx.delete(privateTexts).where(and(inArray(privateTexts.id, ids), isNull(privateTexts.number)));
}

/** A text that an event speaks of is not kept (any more): the event can't be recorded, now or later. */
export class MissingText extends Error {
  override readonly name = 'MissingText';
}

/** Ties texts to the entry that tells about them. Loud where one is not there: its digest would prove nothing. */
export async function tieTexts(tx: Tx, number: string, position: number, texts: Texts): Promise<void> {
  for (const [name, { id }] of Object.entries(texts)) {
    const tied = await tx
      .update(privateTexts)
      .set({ number, position, name })
      .where(and(eq(privateTexts.id, id), isNull(privateTexts.number)))
      .returning({ id: privateTexts.id });
    if (tied.length === 0) throw new MissingText(`text ${name} of ${number}/${position} is not kept`);
  }
}

/** Texts by the ids of their references. */
export async function textsById(reader: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
  if (ids.length === 0) return new Map();
  const rows = await reader
    .select()
    .from(privateTexts)
    .where(inArray(privateTexts.id, [...ids]));
  return new Map(rows.map(({ id, value }) => [id, value]));
}

/** One text of an entry, null where it was never given or is erased. */
export async function textOf(reader: Reader, number: string, position: number, name: string): Promise<string | null> {
  const [row] = await reader
    .select({ value: privateTexts.value })
    .from(privateTexts)
    .where(and(eq(privateTexts.number, number), eq(privateTexts.position, position), eq(privateTexts.name, name)));
  return row?.value ?? null;
}

/** Lets go of what refused requests and dead processes left behind. */
export async function purgeUnusedTexts(reader: Reader): Promise<void> {
  const aDayAgo = sql`now() - interval '1 day'`;
  await reader.delete(privateTexts).where(and(isNull(privateTexts.number), lt(privateTexts.keptAt, aDayAgo)));
}
