import { sql } from 'drizzle-orm';
import { clockNames, type ClockName } from '../../domain/words.ts';
import type { Reader } from '../client.ts';
import { about, countedBy, counts, fixes, touched, type Counts, type Period } from './counts.ts';
import { secondsBetween } from './lateness.ts';

export interface SlaItem extends Counts {
  readonly clock: ClockName;
}

/**
 * How the contracts' promises were kept whose fate was sealed in a period: when they were met, or when they ran out. A
 * promise that is neither met nor broken is in no report yet.
 *
 * A promise lasts from what begins it (the opening, the need of a visit, the last word to the customer) over all changes
 * of its target. It is not counted if the service was another, or if the customer denied the fix: then the promise of the
 * next episode, which counts from the same report, answers for both. A silence towards the customer is kept if the next
 * word came, or the service was back, before it was too long.
 */
export async function slaReport(reader: Reader, period: Period): Promise<SlaItem[]> {
  const rows =
    await reader.execute<Row>(sql`with ${touched(period)}, ${fixes}, ${about}, ${ofClocks}, ${promises}, ${judged}
    select clock, ${counts} from judged
    where outcome is not null and judged_at >= ${period.from} and judged_at < ${period.to}
    group by clock, ${countedBy}
    order by month, array_position(${sql.raw(`array['${clockNames.join("','")}']`)}, clock), priority, contract_name, zone, episode`);
  return [...rows];
}

type Row = SlaItem & Record<string, unknown>;

/** Starts that go on with a promise; all others begin one. */
const goesOn = `data->>'because' in ('severity', 'terms', 'missed', 'joined', 'undelivered')`;
const begins = sql.raw(`type = 'clockStarted' and not ${goesOn}`);

/**
 * What happened to clocks: each entry with the number of its promise among those of the ticket and clock, and the breach
 * that it knows of, if no later entry takes that back. After a word that did not arrive the silence before goes on.
 */
const ofClocks = sql`of_clocks as (
  select number, position, type, data, data->>'clock' as clock,
    count(*) filter (where ${begins}) over life
      - count(*) filter (where type = 'clockStarted' and data->>'because' = 'undelivered') over life as promise,
    case when not coalesce(bool_or(type = 'clockBreachWithdrawn')
      over (partition by number, data->>'clock', data->>'breachedAt' order by position
        rows between current row and unbounded following), false) then data->>'breachedAt' end as breached_at
  from touched join protocol using (number)
  where type in ('clockStarted', 'clockMet', 'clockBreached', 'clockBreachWithdrawn')
  window life as (partition by number, data->>'clock' order by position))`;

/** One row for each promise: when it was met, when it ran out as far as that stands, and what began the next one. */
const promises = sql`promises as (
  select number, clock, promise, min(breached_at) as breached_at, max(data->>'metAt') filter (where type = 'clockMet') as met_at,
    (array_agg(data->>'episode' order by position))[1]::int as episode,
    (array_agg(data->>'priority' order by position desc) filter (where data ? 'priority'))[1] as priority,
    lead((array_agg(data->>'because' order by position desc) filter (where ${begins}))[1]) over next as next_because,
    lead((array_agg(data#>>'{limits,0,from}' order by position desc) filter (where ${begins}))[1]) over next as next_from
  from of_clocks group by number, clock, promise
  window next as (partition by number, clock order by promise))`;

/** A silence has no entry of its own that meets it: the next word does, or the restoration. */
const metAt = `case when clock <> 'update' then met_at when next_because = 'told' then next_from else restored_at end`;

const judged = sql`judged as (
  select clock, episode, coalesce(priority, ticket_priority) as priority, contract_id, contract_name,
    coalesce(zone, 'unknown') as zone,
    case when breached_at is not null then 'missed' when ${sql.raw(metAt)} is not null then 'kept' end as outcome,
    coalesce(breached_at, ${sql.raw(metAt)}) as judged_at,
    case when breached_at is not null then ${secondsBetween('breached_at', metAt)} end as late_seconds
  from promises join about using (number) left join fixes using (number, episode)
  where coalesce(next_because, '') <> 'service' and not (clock = 'restore' and coalesce(next_because, '') = 'reopened'))`;
