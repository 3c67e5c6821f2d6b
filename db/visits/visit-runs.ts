import { and, asc, eq, gt, isNull, sql } from 'drizzle-orm';
import { Refusal } from '../../domain/refusal.ts';
import type { Priority } from '../../domain/words.ts';
import type { Db, Reader } from '../client.ts';
import { orders, visits } from '../schema.ts';

/** What the engine is told of a visit. */
export interface KnownVisit {
  readonly visitId: string;
  readonly priority: Priority;
  readonly over: boolean;
}

const columns = {
  visitId: visits.id,
  priority: visits.priority,
  over: sql<boolean>`${visits.endedAt} is not null`,
};

export async function visitRunOf(reader: Reader, visitId: string): Promise<KnownVisit> {
  const [row] = await reader.select(columns).from(visits).where(eq(visits.id, visitId));
  if (!row) throw new Refusal('notFound', 'no such visit');
  return row;
}

const first = '00000000-0000-0000-0000-000000000000';

/** Visits that need a workflow, page by page; those that are ordered are the relay's. */
export async function* openVisitRuns(db: Db, size = 500): AsyncGenerator<KnownVisit[]> {
  let last = first;
  for (;;) {
    const page = await db
      .select(columns)
      .from(visits)
      .where(and(gt(visits.id, last), isNull(visits.endedAt), notOrdered))
      .orderBy(asc(visits.id))
      .limit(size);
    if (page.length === 0) return;
    yield page;
    last = page.at(-1)!.visitId;
  }
}

const notOrdered = sql`not exists (select from ${orders} where ${orders.visitId} = ${visits.id})`;
