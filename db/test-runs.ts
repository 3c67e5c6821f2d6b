import { and, asc, eq, inArray } from 'drizzle-orm';
import type { By } from '../domain/actor.ts';
import type { EventData } from '../domain/events.ts';
import type { Reader } from './client.ts';
import { elementTestsById, type ElementTest } from './element-tests.ts';
import { elements, protocol } from './schema.ts';

/** One run of the tests of a ticket, as its protocol tells it; without a verdict while it is under way. */
export interface TestRun extends Pick<EventData['localizationStarted'], 'run' | 'because' | 'startedAt' | 'episode'> {
  readonly by: By;
  readonly tests: readonly ElementTest[];
  readonly localized: EventData['faultLocalized'] | null;
}

/** All runs of a ticket, the earliest first. */
export async function testRunsOf(reader: Reader, number: string): Promise<TestRun[]> {
  const rows = await reader
    .select({ type: protocol.type, by: protocol.by, data: protocol.data })
    .from(protocol)
    .where(and(eq(protocol.number, number), inArray(protocol.type, told)))
    .orderBy(asc(protocol.position));
  const entries = rows as unknown as Told[];
  const tests = await elementTestsById(reader, entries.flatMap(testIdOf));
  const byId = new Map(tests.map((test) => [test.id, test]));
  return entries.flatMap((entry) => (entry.type === 'localizationStarted' ? [runOf(entry, entries, byId)] : []));
}

const told = ['localizationStarted', 'testRecorded', 'faultLocalized'];

type Told = {
  [T in 'localizationStarted' | 'testRecorded' | 'faultLocalized']: {
    readonly type: T;
    readonly by: By;
    readonly data: EventData[T];
  };
}['localizationStarted' | 'testRecorded' | 'faultLocalized'];

function testIdOf(entry: Told): string[] {
  return entry.type === 'testRecorded' ? [entry.data.testId] : [];
}

function runOf(
  { by, data: { run, because, startedAt, episode } }: Extract<Told, { type: 'localizationStarted' }>,
  entries: readonly Told[],
  tests: ReadonlyMap<string, ElementTest>,
): TestRun {
  const own = entries.filter(({ data }) => data.run === run);
  const localized = own.find((entry) => entry.type === 'faultLocalized')?.data ?? null;
  const tested = own.flatMap(testIdOf).flatMap((id) => tests.get(id) ?? []);
  return { run, because, startedAt, episode, by, tests: tested, localized };
}

/** Names of elements by their ids. */
export async function namesOfElements(reader: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await reader
    .select({ id: elements.id, name: elements.name })
    .from(elements)
    .where(inArray(elements.id, [...ids]));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
