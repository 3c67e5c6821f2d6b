import { asc, eq, gt } from 'drizzle-orm';
import type { TestSpecification } from '../../domain/line/tests.ts';
import type { Reader, Tx } from '../client.ts';
import { testSpecifications } from '../schema.ts';
import { pageOf, type Asked, type Page } from './page.ts';

/** All of them, in the order in which they were made: what a localization is planned from. */
export async function listSpecifications(reader: Reader): Promise<TestSpecification[]> {
  return reader.select().from(testSpecifications).orderBy(asc(testSpecifications.id));
}

export async function pageOfSpecifications(reader: Reader, { limit, after }: Asked): Promise<Page<TestSpecification>> {
  const later = after === null ? undefined : gt(testSpecifications.id, after);
  const rows = await reader
    .select()
    .from(testSpecifications)
    .where(later)
    .orderBy(asc(testSpecifications.id))
    .limit(limit + 1);
  return pageOf(rows, limit);
}

export async function readSpecification(reader: Reader, id: string): Promise<TestSpecification | null> {
  const [row] = await reader.select().from(testSpecifications).where(eq(testSpecifications.id, id));
  return row ?? null;
}

export async function addSpecification(tx: Tx, specification: TestSpecification): Promise<TestSpecification> {
  await tx.insert(testSpecifications).values(rowOf(specification));
  return specification;
}

export async function replaceSpecification(
  tx: Tx,
  specification: TestSpecification,
): Promise<TestSpecification | null> {
  const [row] = await tx
    .update(testSpecifications)
    .set(rowOf(specification))
    .where(eq(testSpecifications.id, specification.id))
    .returning();
  return row ?? null;
}

function rowOf(specification: TestSpecification): typeof testSpecifications.$inferInsert {
  const { zones, elementKinds, settings, thresholds } = specification;
  return {
    ...specification,
    zones: [...zones],
    elementKinds: [...elementKinds],
    settings: { ...settings },
    thresholds: [...thresholds],
  };
}
