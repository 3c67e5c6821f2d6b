import type { DispatchRound } from './measures/dispatch.ts';
import type { Round } from './rounds.ts';
import { deskRow, type Bound, type Row } from './row.ts';

type Figure = (round: DispatchRound) => number;

/** What it takes to choose an engineer; nothing to compare with on the bare side. */
export function dispatchRows(rounds: readonly Round[]): Row[] {
  const found = rounds.map(({ dispatch }) => dispatch).filter((one) => one !== undefined);
  const [first] = found;
  if (!first) return [];
  const fleet = `${first.engineers} engineers, ${first.visits} booked visits`;
  const row = (what: string, figure: Figure, bound: Bound | null) =>
    deskRow(`${fleet}: ${what}`, 'ms', found.map(figure), bound);
  return [
    row('who goes, read and ranked, p50', ({ decision }) => decision.p50Ms, null),
    row('who goes, read and ranked, p95', ({ decision }) => decision.p95Ms, { atMost: 50 }),
    row('the ranking alone, p50', ({ ranking }) => ranking.p50Ms, null),
    row('the ranking alone, p95', ({ ranking }) => ranking.p95Ms, { atMost: 50 }),
    row('the ranking where planned visits make room, p95', ({ displacing }) => displacing.p95Ms, { atMost: 50 }),
  ];
}
