import type { Restorations } from './measures/restorations.ts';
import type { Round } from './rounds.ts';
import { deskRow, type Bound, type Row } from './row.ts';

type Figure = (round: Restorations) => number;

/** How soon customers hear of a mass repair; a bare engine tells nobody. */
export function restorationsRows(rounds: readonly Round[]): Row[] {
  const found = rounds.map(({ restorations }) => restorations).filter((one) => one !== undefined);
  const [first] = found;
  if (!first) return [];
  const row = (what: string, figure: Figure, bound: Bound | null) =>
    deskRow(`${first.count} restorations at once: ${what}`, 's', found.map(figure), bound);
  return [
    row('all recorded after', ({ recordedSeconds }) => recordedSeconds, null),
    row('all mails handed over after', ({ toldSeconds }) => toldSeconds, { atMost: 60 }),
    row('the longest that a mail waited', ({ longestWaitSeconds }) => longestWaitSeconds, null),
    row('the most that a later mail was ahead of an earlier one', ({ overtakenBySeconds }) => overtakenBySeconds, null),
  ];
}
