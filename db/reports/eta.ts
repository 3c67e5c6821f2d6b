import { sql } from 'drizzle-orm';
import type { Reader } from '../client.ts';
import { about, countedBy, counts, fixes, touched, type Counts, type Period } from './counts.ts';
import { quantile, secondsBetween } from './lateness.ts';

export interface EtaItem extends Counts {
  /** Promises that came after the first ones, all told; a customer heard of each. */
  readonly revisions: number;
  /** From the first promise to the restoration, in seconds; negative: the service was back earlier. */
  readonly deviation: {
    readonly p10Seconds: number | null;
    readonly p50Seconds: number | null;
    readonly p90Seconds: number | null;
  };
}

/**
 * How true the promises to customers came: the first one of each episode against its restoration. It is counted when the
 * service came back in time, or when the promise ran out; a ticket that ended before is not counted.
 */
export async function etaReport(reader: Reader, period: Period): Promise<EtaItem[]> {
  const rows = await reader.execute<Row>(sql`with ${touched(period)}, ${fixes}, ${about}, ${promises}, ${judged}
    select ${counts}, sum(revisions)::int as revisions, json_build_object(
      'p10Seconds', ${quantile(0.1, 'deviation')},
      'p50Seconds', ${quantile(0.5, 'deviation')},
      'p90Seconds', ${quantile(0.9, 'deviation')}) as deviation
    from judged
    where outcome is not null and judged_at >= ${period.from} and judged_at < ${period.to}
    group by ${countedBy}
    order by month, priority, contract_name, zone, episode`);
  return [...rows];
}

type Row = EtaItem & Record<string, unknown>;

const promises = sql`promises as (
  select number, (data->>'episode')::int as episode, count(*) - 1 as revisions,
    (array_agg(data->>'promisedAt' order by position))[1] as promised_at
  from touched join protocol using (number) where type = 'etaPromised' group by 1, 2)`;

const outcome = `case when restored_at <= promised_at then 'kept'
  when promised_at::timestamptz < coalesce(restored_at::timestamptz, ended_at, now()) then 'missed' end`;

const judged = sql`judged as (
  select episode, ticket_priority as priority, contract_id, contract_name, coalesce(zone, 'unknown') as zone, revisions,
    ${sql.raw(outcome)} as outcome,
    least(promised_at, case when restored_at <= promised_at then restored_at end) as judged_at,
    ${secondsBetween('promised_at', 'restored_at')} as deviation,
    case when restored_at > promised_at then ${secondsBetween('promised_at', 'restored_at')} end as late_seconds
  from promises join about using (number) left join fixes using (number, episode))`;
