import { sql, type SQL } from 'drizzle-orm';
import type { Priority } from '../../domain/words.ts';
import type { Reader } from '../client.ts';
import type { Period } from './counts.ts';

/** How many of those that could be kept were. */
export interface KeptOf {
  readonly promised: number;
  readonly kept: number;
  /** 0 to 1; null where nothing was promised. */
  readonly share: number | null;
}

export interface VisitsItem {
  /** `2026-01`, UTC: when they ended. */
  readonly month: string;
  /** Where they went; `unknown` where no site is known. */
  readonly region: string;
  readonly priority: Priority;
  /** Done, or not to be done; visits that were called off are not counted. */
  readonly visits: number;
  readonly completed: number;
  /** Completed, and no other visit to one of its tickets in the same episode. */
  readonly firstVisitFix: number;
  /** Of the completed ones, 0 to 1; null where there are none. */
  readonly firstVisitFixShare: number | null;
  /** The contract's clock: of several tickets the visit has kept it if it kept all of them. */
  readonly arrival: KeptOf;
  /** There by the end of the window that was promised last; not counted where the customer made it come to nothing. */
  readonly appointment: KeptOf;
  readonly failedByOperator: number;
  readonly failedByCustomer: number;
}

/** How field visits went that ended in a period. */
export async function visitsReport(reader: Reader, period: Period): Promise<VisitsItem[]> {
  const rows = await reader.execute<Row>(sql`with ${ended(period)}, ${second}, ${arrivals}
    select month, region, priority, count(*)::int as visits,
      ${counted(sql`status = 'completed'`)} as completed,
      ${counted(fixedAtOnce)} as "firstVisitFix",
      ${shareOf(fixedAtOnce, sql`status = 'completed'`)} as "firstVisitFixShare",
      ${keptOf(sql`in_time is not null`, sql`in_time`)} as arrival,
      ${keptOf(appointed, sql`arrived_at <= window_to`)} as appointment,
      ${counted(sql`fault = 'operator'`)} as "failedByOperator",
      ${counted(sql`fault = 'customer'`)} as "failedByCustomer"
    from ended left join second using (id) left join arrivals using (id)
    group by month, region, priority
    order by month, region, priority`);
  return [...rows];
}

type Row = VisitsItem & Record<string, unknown>;

function ended({ from, to }: Period): SQL {
  return sql`ended as materialized (
    select id, status, priority, coalesce(state->>'region', 'unknown') as region, requested_at, ended_at,
      to_char(ended_at at time zone 'UTC', 'YYYY-MM') as month,
      state#>>'{end,fault}' as fault,
      (state->>'arrivedAt')::timestamptz as arrived_at,
      (state#>>'{window,to}')::timestamptz as window_to
    from visits
    where status in ('completed', 'unableToComplete') and ended_at >= ${from}::timestamptz and ended_at < ${to}::timestamptz)`;
}

/** Visits that were not the only one to a ticket in its episode, as the tickets know them. */
const second = sql`second as (
  select distinct ended.id, true as is_second
  from ended
  join visit_tickets joined on joined.visit_id = ended.id
  join tickets ticket on ticket.number = joined.number
  cross join lateral jsonb_array_elements(ticket.state#>'{field,visits}') this
  cross join lateral jsonb_array_elements(ticket.state#>'{field,visits}') other
  where this->>'id' = ended.id::text and other->>'id' <> this->>'id'
    and other->>'episode' = this->>'episode' and other->>'status' <> 'cancelled')`;

/**
 * Whether they were there in time by the clocks of their tickets: as those were met by this arrival, or ran out while the
 * visit was under way and nobody came. Without a clock there is no answer.
 */
const arrivals = sql`arrivals as (
  select ended.id, bool_and(entry.type = 'clockMet' and not (entry.data->>'late')::boolean) as in_time
  from ended
  join visit_tickets joined on joined.visit_id = ended.id
  join protocol entry on entry.number = joined.number and entry.data->>'clock' = 'arrival' and (
    (entry.type = 'clockMet' and (entry.data->>'metAt')::timestamptz = ended.arrived_at)
    or (entry.type = 'clockBreached' and ended.arrived_at is null
      and (entry.data->>'breachedAt')::timestamptz between ended.requested_at and ended.ended_at))
  group by ended.id)`;

const fixedAtOnce = sql`status = 'completed' and is_second is null`;
const appointed = sql`window_to is not null and (arrived_at is not null or fault is distinct from 'customer')`;

function counted(condition: SQL): SQL {
  return sql`(count(*) filter (where ${condition}))::int`;
}

function shareOf(condition: SQL, of: SQL): SQL {
  return sql`round(avg((${condition})::int) filter (where ${of}), 4)::float8`;
}

/** Nothing told of the end of a promise that was made counts as not kept. */
function keptOf(promised: SQL, kept: SQL): SQL {
  const isKept = sql`coalesce(${kept}, false)`;
  return sql`json_build_object('promised', ${counted(promised)},
    'kept', ${counted(sql`${promised} and ${isKept}`)}, 'share', ${shareOf(isKept, promised)})`;
}
