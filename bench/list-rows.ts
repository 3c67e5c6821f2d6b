import type { ListRound, Took } from './measures/list.ts';
import type { Round } from './rounds.ts';
import { deskRow, type Bound, type Row } from './row.ts';

type Figure = (round: ListRound) => number;

/** What lists and single tickets take at a desk with many tickets; nothing to compare with on the bare side. */
export function listRows(rounds: readonly Round[]): Row[] {
  const found = rounds.map(({ list }) => list).filter((one) => one !== undefined);
  const [first] = found;
  if (!first) return [];
  const crowd = `${first.tickets} tickets, ${first.open} open`;
  const row = (what: string, unit: string, figure: Figure, bound: Bound | null) =>
    deskRow(`${crowd}: ${what}`, unit, found.map(figure), bound);
  const both = (what: string, took: (round: ListRound) => Took, atMost: number): Row[] => [
    row(`${what}, p50`, 'ms', (round) => took(round).p50Ms, null),
    row(`${what}, p95`, 'ms', (round) => took(round).p95Ms, { atMost }),
  ];
  return [
    ...both('a page of the queue', ({ queue }) => queue, 50),
    ...both('a page of one agent’s', ({ mine }) => mine, 50),
    ...both('a page of the overdue', ({ overdue }) => overdue, 50),
    ...both('one ticket', ({ ticket }) => ticket, 30),
    row('reads of the whole table', '', ({ wholeReads }) => wholeReads, { atMost: 0 }),
  ];
}
