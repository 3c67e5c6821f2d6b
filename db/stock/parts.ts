import { and, asc, eq, gt, ne } from 'drizzle-orm';
import { Refusal } from '../../domain/refusal.ts';
import type { Reader, Tx } from '../client.ts';
import { pageOf, type Asked, type Page } from '../reference/page.ts';
import { parts } from '../schema.ts';

/** A kind of spare part, with the kinds of elements that it can replace. */
export type Part = typeof parts.$inferSelect;

export async function listParts(reader: Reader, { limit, after }: Asked): Promise<Page<Part>> {
  const rows = await reader
    .select()
    .from(parts)
    .where(after === null ? undefined : gt(parts.id, after))
    .orderBy(asc(parts.id))
    .limit(limit + 1);
  return pageOf(rows, limit);
}

export async function readPart(reader: Reader, id: string): Promise<Part | null> {
  const [row] = await reader.select().from(parts).where(eq(parts.id, id));
  return row ?? null;
}

/** @throws Refusal invalidBody where another part has this number */
export async function addPart(tx: Tx, part: Part): Promise<Part> {
  const [added] = await tx.insert(parts).values(part).onConflictDoNothing({ target: parts.number }).returning();
  if (!added) throw numberTaken();
  return added;
}

/** @throws Refusal invalidBody where another part has this number */
export async function replacePart(tx: Tx, part: Part): Promise<Part | null> {
  const [other] = await tx
    .select({ id: parts.id })
    .from(parts)
    .where(and(eq(parts.number, part.number), ne(parts.id, part.id)));
  if (other) throw numberTaken();
  const [row] = await tx.update(parts).set(part).where(eq(parts.id, part.id)).returning();
  return row ?? null;
}

function numberTaken(): Refusal {
  return new Refusal('invalidBody', 'the number is taken', [{ path: 'number', message: 'belongs to another part' }]);
}
