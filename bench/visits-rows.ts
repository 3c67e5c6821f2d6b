import { cpuParts } from './cpu.ts';
import type { VisitsRound } from './measures/visits.ts';
import type { Round } from './rounds.ts';
import { deskRow, type Row } from './row.ts';

type Figure = (round: VisitsRound) => number;

/** What open visits cost; a bare engine knows none. */
export function visitsRows(rounds: readonly Round[]): Row[] {
  const found = rounds.map(({ visits }) => visits).filter((one) => one !== undefined);
  const [first] = found;
  if (!first) return [];
  const row = (what: string, unit: string, figure: Figure) =>
    deskRow(`${first.open} open visits: ${what}`, unit, found.map(figure));
  return [
    row('worker memory per 1,000', 'MiB', ({ memory }) => memory),
    row('CPU for each, asked for and timer set', 'ms', ({ cpu }) => cpuParts.reduce((sum, part) => sum + cpu[part], 0)),
    row('history events of one that waits', '', ({ events }) => events),
    row('workflow tasks of one that waits', '', ({ workflowTasks }) => workflowTasks),
    row('worker and engine, while nothing happens', '% of a core', ({ waiting }) => waiting * 100),
  ];
}
