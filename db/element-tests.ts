import { and, desc, eq, gte, inArray, or, sql, type SQL } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Instant } from '../domain/instant.ts';
import type { Measure, TestOutcome } from '../domain/line/tests.ts';
import type { Db, Reader, Tx } from './client.ts';
import { canonical, sha256 } from './hash-chain.ts';
import { elements, elementTests } from './schema.ts';

export type ElementTest = typeof elementTests.$inferSelect;

/** A test of an element that this run carries out itself, or that another one has carried out or is about to. */
export interface Claimed {
  readonly test: ElementTest;
  readonly mine: boolean;
}

export interface Claiming {
  /** Elements, each with the site whose probe tests it. */
  readonly elements: readonly { readonly id: string; readonly site: string }[];
  /** `<number>/<run>`. */
  readonly claimant: string;
  /** Tests begun since then are shared; `recently`: those of the last ten seconds. */
  readonly since: { readonly at: Instant } | 'recently' | 'never';
}

/**
 * Takes what has to be tested: an element that many lines run through is tested once for all of them. A second attempt
 * of the same run gets what it had.
 */
export async function claimTests(db: Db, { elements: wanted, claimant, since }: Claiming): Promise<Claimed[]> {
  if (wanted.length === 0) return [];
  return db.transaction(async (tx) => {
    const ids = wanted.map(({ id }) => id);
    await lockElements(tx, ids);
    const known = await latestTests(tx, ids, { claimant, since });
    const missing = wanted.filter(({ id }) => !known.has(id));
    const begun = await beginTests(tx, missing, claimant);
    const shared = [...known.values()].map((test) => ({ test, mine: isMine(test, claimant) }));
    return [...shared, ...begun.map((test) => ({ test, mine: true }))];
  });
}

function isMine({ claimedBy, endedAt }: ElementTest, claimant: string): boolean {
  return claimedBy === claimant && endedAt === null;
}

/** In one order, so that two runs never wait for each other. */
async function lockElements(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.execute(sql`select from elements where ${inArray(elements.id, [...ids])} order by id for no key update`);
}

async function latestTests(
  tx: Tx,
  ids: readonly string[],
  { claimant, since }: Pick<Claiming, 'claimant' | 'since'>,
): Promise<ReadonlyMap<string, ElementTest>> {
  const rows = await tx
    .selectDistinctOn([elementTests.elementId])
    .from(elementTests)
    .where(
      and(
        inArray(elementTests.elementId, [...ids]),
        or(gte(elementTests.startedAt, sharedFrom(since)), eq(elementTests.claimedBy, claimant)),
      ),
    )
    .orderBy(elementTests.elementId, desc(elementTests.startedAt));
  return new Map(rows.map((row) => [row.elementId, row]));
}

function sharedFrom(since: Claiming['since']): SQL {
  if (since === 'never') return sql`'infinity'::timestamptz`;
  return since === 'recently' ? sql`clock_timestamp() - interval '10 seconds'` : sql`${since.at}::timestamptz`;
}

async function beginTests(tx: Tx, wanted: Claiming['elements'], claimedBy: string): Promise<ElementTest[]> {
  if (wanted.length === 0) return [];
  const startedAt = sql`clock_timestamp()`;
  const rows = wanted.map(({ id, site }) => ({ id: v7(), elementId: id, site, claimedBy, startedAt }));
  return tx.insert(elementTests).values(rows).returning();
}

export interface Ended {
  readonly outcome: TestOutcome;
  readonly measures: readonly Measure[];
  readonly raw: string;
}

/** Keeps what came of a test, once. */
export async function endTest(reader: Reader, id: string, { outcome, measures, raw }: Ended): Promise<void> {
  await reader
    .update(elementTests)
    .set({ outcome, measures: [...measures], raw, endedAt: sql`clock_timestamp()` })
    .where(and(eq(elementTests.id, id), sql`${elementTests.endedAt} is null`));
}

export async function elementTestsById(reader: Reader, ids: readonly string[]): Promise<ElementTest[]> {
  if (ids.length === 0) return [];
  return reader
    .select()
    .from(elementTests)
    .where(inArray(elementTests.id, [...ids]));
}

/** What the protocol refers to, hex: the SHA-256 of the test as it is kept, evidence included. */
export function digestOfTest({ id, elementId, site, startedAt, endedAt, outcome, measures, raw }: ElementTest): string {
  return sha256(canonical({ id, elementId, site, startedAt, endedAt, outcome, measures, raw }));
}
