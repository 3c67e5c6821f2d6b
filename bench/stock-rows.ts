import type { StockRound } from './measures/stock.ts';
import type { Round } from './rounds.ts';
import { median } from './statistics.ts';
import type { Row } from './table.ts';

type Figure = (round: StockRound) => number;

/** What the report of the stores takes; nothing to compare with on the bare side. */
export function stockRows(rounds: readonly Round[]): Row[] {
  const found = rounds.map(({ stock }) => stock).filter((one) => one !== undefined);
  const [first] = found;
  if (!first) return [];
  const row = (what: string, figure: Figure, atMost: number | null): Row => {
    const desk = median(found.map(figure));
    const aim = atMost === null ? null : ({ of: 'desk', atMost } as const);
    const met = atMost === null ? null : desk <= atMost;
    return { what: `${first.movements} movements: ${what}`, unit: 'ms', bare: null, desk, ratio: null, aim, met };
  };
  return [
    row('the report of all of them, p50', ({ everything }) => everything.p50Ms, null),
    row('the report of all of them, p95', ({ everything }) => everything.p95Ms, 200),
    row('the report of a year, begun within a month, p95', ({ aYear }) => aYear.p95Ms, 200),
  ];
}
