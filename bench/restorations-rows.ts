import type { Restorations } from './measures/restorations.ts';
import type { Round } from './rounds.ts';
import { median } from './statistics.ts';
import type { Row } from './table.ts';

type Figure = (round: Restorations) => number;

/** How soon customers hear of a mass repair; a bare engine tells nobody. */
export function restorationsRows(rounds: readonly Round[]): Row[] {
  const found = rounds.map(({ restorations }) => restorations).filter((one) => one !== undefined);
  const [first] = found;
  if (!first) return [];
  const row = (what: string, figure: Figure, atMost: number | null): Row => {
    const desk = median(found.map(figure));
    const aim = atMost === null ? null : ({ of: 'desk', atMost } as const);
    const met = atMost === null ? null : desk <= atMost;
    return { what: `${first.count} restorations at once: ${what}`, unit: 's', bare: null, desk, ratio: null, aim, met };
  };
  return [
    row('all recorded after', ({ recordedSeconds }) => recordedSeconds, null),
    row('all mails handed over after', ({ toldSeconds }) => toldSeconds, 60),
    row('the longest that a mail waited', ({ longestWaitSeconds }) => longestWaitSeconds, null),
    row('the most that a later mail was ahead of an earlier one', ({ overtakenBySeconds }) => overtakenBySeconds, null),
  ];
}
