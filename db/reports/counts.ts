import { sql, type SQL } from 'drizzle-orm';
import type { Instant } from '../../domain/instant.ts';
import type { Priority } from '../../domain/words.ts';
import { isJudged, judgedAt } from '../schema.ts';
import { lateness, type Lateness } from './lateness.ts';

/** From the first instant to the second, the second not included. */
export interface Period {
  readonly from: Instant;
  readonly to: Instant;
}

/** What every report on promises says of a group of them. */
export interface Counts {
  readonly priority: Priority;
  readonly contract: { readonly id: string; readonly name: string } | null;
  /** Where the fault lay, by the fix of that episode; `unknown` where there was none. */
  readonly zone: string;
  /** `2026-01`, UTC: of the instant at which the promise was kept or ran out. */
  readonly month: string;
  /** Each stretch of work after "still broken", from 1. */
  readonly episode: number;
  readonly promises: number;
  readonly kept: number;
  readonly missed: number;
  /** Kept of all, 0 to 1. */
  readonly share: number;
  readonly lateness: Lateness;
}

/** Tickets of which something may have been judged in a period, as the table `touched`: by the protocol's own index. */
export function touched({ from, to }: Period): SQL {
  return sql`touched as materialized (
    select distinct number from protocol where ${isJudged} and ${judgedAt} >= ${from} and ${judgedAt} < ${to})`;
}

/** The fixes of those tickets by episode, as the table `fixes`. */
export const fixes: SQL = sql`fixes as materialized (
  select number, (data->>'episode')::int as episode, max(data->>'restoredAt') as restored_at,
    (array_agg(data->>'zone' order by position desc))[1] as zone
  from touched join protocol using (number) where type = 'serviceRestored' group by 1, 2)`;

/** What those tickets are of, as the table `about`. */
export const about: SQL = sql`about as materialized (
  select ticket.number, ticket.priority as ticket_priority, ticket.ended_at, contract.id as contract_id,
    contract.name as contract_name
  from touched join tickets ticket using (number)
  left join contracts contract on contract.id = (ticket.state->>'contractId')::uuid)`;

/** The columns of `Counts`, over rows of `judged` with `outcome`, `judged_at` and `late_seconds`, by what they are of. */
export const counts: SQL = sql`priority,
  case when contract_id is not null then json_build_object('id', contract_id, 'name', contract_name) end as contract,
  zone, left(judged_at, 7) as month, episode,
  count(*)::int as promises,
  (count(*) filter (where outcome = 'kept'))::int as kept,
  (count(*) filter (where outcome = 'missed'))::int as missed,
  round(avg((outcome = 'kept')::int), 4)::float8 as share,
  ${lateness} as lateness`;
export const countedBy: SQL = sql`priority, contract_id, contract_name, zone, left(judged_at, 7), episode`;
