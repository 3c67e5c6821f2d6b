import type { Sql } from 'postgres';
import { setTimeout as pause } from 'node:timers/promises';
import { callAtOnce } from '../callers.ts';
import type { OnNetwork } from '../desk/on-network.ts';
import { verdictsOf } from '../desk/verdicts.ts';
import { settle, type Match } from '../match.ts';

/** Many customers call within a minute, because one switch is dead. */
export interface Outage {
  readonly tickets: number;
  readonly services: number;
  /** From the first call until the last was taken. */
  readonly openedWithinSeconds: number;
  /** Of the tickets, how many were told where the fault lies. */
  readonly verdicts: number;
  /** From the opening. */
  readonly longestSeconds: number;
  /** Verdicts that name the switch. */
  readonly named: number;
  /** How many services fail there, as the last of them says. */
  readonly affected: number;
  /** Between two tests of one element; null where none was tested twice. */
  readonly leastIntervalSeconds: number | null;
  /** Tests of the elements on which all lines hang. */
  readonly sharedTests: number;
}

/** 200 in a minute. */
const paceMs = 300;
/** Behind what is shared for ten seconds. */
const sharedForMs = 11_000;

export async function measureOutage(match: Match, { network, lines, open }: OnNetwork): Promise<Outage> {
  await network.tell('kill', 'aggregation-1');
  await pause(sharedForMs);
  const { numbers, openedWithinSeconds } = await openInStep(match.size.localization.outage, open);
  const verdicts = await verdictsOf(match.desk.sql, { numbers, run: 1, withinMs: 120_000 });
  await network.tell('restore');
  await settle(match, 'desk');
  return {
    ...{ tickets: numbers.length, services: lines.serviceIds.length, verdicts: verdicts.length },
    openedWithinSeconds,
    longestSeconds: Math.max(...verdicts.map(({ seconds }) => seconds)),
    named: verdicts.filter(({ element }) => element === lines.shared['aggregation-1']).length,
    affected: verdicts.at(-1)?.affected ?? 0,
    ...(await testsFor(match.desk.sql, numbers, Object.values(lines.shared))),
  };
}

/** A caller waits for its turn, and calls late where all eight are busy. */
async function openInStep(count: number, open: OnNetwork['open']) {
  const from = performance.now();
  const { answers } = await callAtOnce(8, count, async (place) => {
    await pause(Math.max(0, from + place * paceMs - performance.now()));
    return open(place);
  });
  return { numbers: answers, openedWithinSeconds: (performance.now() - from) / 1_000 };
}

type Tests = Pick<Outage, 'leastIntervalSeconds' | 'sharedTests'>;

async function testsFor(sql: Sql, numbers: readonly string[], shared: readonly string[]): Promise<Tests> {
  const [tests] = await sql<Tests[]>`
    select min(since)::float8 as "leastIntervalSeconds",
      (count(*) filter (where element_id = any(${[...shared]}::uuid[])))::int as "sharedTests"
    from (
      select element_id,
        extract(epoch from started_at - lag(started_at) over (partition by element_id order by started_at)) as since
      from element_tests where split_part(claimed_by, '/', 1) = any(${[...numbers]})) tests`;
  if (!tests) throw new Error('a count has one row');
  return tests;
}
