import type { Sql } from 'postgres';
import { setTimeout as pause } from 'node:timers/promises';

/** What one run of the tests said. */
export interface SeenVerdict {
  readonly number: string;
  /** From the entry that let it begin to the verdict, both as they were recorded. */
  readonly seconds: number;
  readonly code: string;
  readonly element: string | null;
  readonly affected: number;
}

export interface AwaitedVerdicts {
  readonly numbers: readonly string[];
  /** Which run of each; the first one is counted from the opening of its ticket. */
  readonly run: number;
  readonly withinMs: number;
}

/** The verdicts in the order in which they were reached, as soon as all are there or the time is over. */
export async function verdictsOf(sql: Sql, { numbers, run, withinMs }: AwaitedVerdicts): Promise<SeenVerdict[]> {
  const until = Date.now() + withinMs;
  for (;;) {
    const verdicts = await readVerdicts(sql, numbers, run);
    if (verdicts.length === numbers.length || Date.now() > until) return verdicts;
    await pause(numbers.length > 1 ? 500 : 20);
  }
}

async function readVerdicts(sql: Sql, numbers: readonly string[], run: number): Promise<SeenVerdict[]> {
  const begins = run === 1 ? 'ticketOpened' : 'localizationStarted';
  return sql<SeenVerdict[]>`
    select number, extract(epoch from said.recorded_at - begun.recorded_at)::float8 as seconds,
      said.data#>>'{verdict,code}' as code, said.data#>>'{verdict,element}' as element,
      (said.data#>>'{verdict,affected}')::int as affected
    from protocol said join protocol begun using (number)
    where number = any(${[...numbers]}) and said.type = 'faultLocalized' and said.data->>'run' = ${String(run)}
      and begun.type = ${begins} and coalesce(begun.data->>'run', '1') = ${String(run)}
    order by said.recorded_at`;
}
