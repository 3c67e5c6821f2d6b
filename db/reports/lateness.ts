import { sql, type SQL } from 'drizzle-orm';

/** How late broken promises were met in the end, in seconds on the wall clock. */
export interface Lateness {
  /** Broken and not met: still awaited, or given up with the ticket. */
  readonly unmet: number;
  readonly p50Seconds: number | null;
  readonly p90Seconds: number | null;
  readonly maxSeconds: number | null;
  readonly upTo15Minutes: number;
  readonly upTo1Hour: number;
  readonly upTo4Hours: number;
  readonly upTo24Hours: number;
  readonly longer: number;
}

/** The distribution as one JSON column, of rows with `outcome` and, where it is known, `late_seconds`. */
export const lateness: SQL = sql`json_build_object(
  'unmet', count(*) filter (where outcome = 'missed' and late_seconds is null),
  'p50Seconds', ${quantile(0.5, 'late_seconds')},
  'p90Seconds', ${quantile(0.9, 'late_seconds')},
  'maxSeconds', max(late_seconds),
  'upTo15Minutes', count(*) filter (where late_seconds <= 900),
  'upTo1Hour', count(*) filter (where late_seconds > 900 and late_seconds <= 3600),
  'upTo4Hours', count(*) filter (where late_seconds > 3600 and late_seconds <= 14400),
  'upTo24Hours', count(*) filter (where late_seconds > 14400 and late_seconds <= 86400),
  'longer', count(*) filter (where late_seconds > 86400))`;

export function quantile(share: number, column: string): SQL {
  return sql.raw(`round(percentile_cont(${share}) within group (order by ${column})::numeric, 3)::float8`);
}

/** Seconds from one ISO instant to another, both given as SQL. */
export function secondsBetween(from: string, to: string): SQL {
  return sql.raw(`extract(epoch from (${to})::timestamptz - (${from})::timestamptz)::float8`);
}
