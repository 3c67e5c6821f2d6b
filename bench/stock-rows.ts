import type { StockRound } from './measures/stock.ts';
import type { Round } from './rounds.ts';
import { deskRow, type Bound, type Row } from './row.ts';

type Figure = (round: StockRound) => number;

/** What the report of the stores takes; nothing to compare with on the bare side. */
export function stockRows(rounds: readonly Round[]): Row[] {
  const found = rounds.map(({ stock }) => stock).filter((one) => one !== undefined);
  const [first] = found;
  if (!first) return [];
  const row = (what: string, figure: Figure, bound: Bound | null) =>
    deskRow(`${first.movements} movements: ${what}`, 'ms', found.map(figure), bound);
  return [
    row('the report of all of them, p50', ({ everything }) => everything.p50Ms, null),
    row('the report of all of them, p95', ({ everything }) => everything.p95Ms, { atMost: 200 }),
    row('the report of a year, begun within a month, p95', ({ aYear }) => aYear.p95Ms, { atMost: 200 }),
  ];
}
