import { dispatchRows } from './dispatch-rows.ts';
import { listRows } from './list-rows.ts';
import { localizationRows } from './localization-rows.ts';
import { restorationsRows } from './restorations-rows.ts';
import type { Round } from './rounds.ts';
import { stockRows } from './stock-rows.ts';
import { visitsRows } from './visits-rows.ts';
import type { BurstRound } from './measures/burst.ts';
import type { Overdue } from './measures/overdue.ts';
import type { IdleLagRound } from './measures/idle-lag.ts';
import { callerCounts } from './measures/openings.ts';
import { sideNames, type SideName } from './side.ts';
import { deskRow, isMet, type Aim, type Row } from './row.ts';
import { median, spreadOf } from './statistics.ts';

/** The rounds as a table: one row per figure, with its aim where it has one. */
export function tableOf(rounds: readonly Round[]): Row[] {
  return [
    ...openings(rounds),
    ...lags(rounds, 'an ETA', ({ idleLag }) => idleLag),
    ...bursts(rounds, 'ETAs', ({ burst }) => burst),
    ...lags(rounds, 'a contract’s clock', ({ breachLag }) => breachLag),
    ...bursts(rounds, 'clocks', ({ breachBurst }) => breachBurst),
    ...quietLife(rounds),
    ...overdue(rounds),
    ...restorationsRows(rounds),
    ...listRows(rounds),
    ...dispatchRows(rounds),
    ...visitsRows(rounds),
    ...stockRows(rounds),
    ...localizationRows(rounds),
    ...memory(rounds),
  ];
}

type Both = Readonly<Record<SideName, number>>;
type Figure = (round: Round) => Both | undefined;

function compared(rounds: readonly Round[], what: string, unit: string, figure: Figure, aim: Aim | null = null): Row[] {
  const pairs = rounds.map(figure).filter((pair) => pair !== undefined);
  if (pairs.length === 0) return [];
  const [bare, desk] = sideNames.map((side) => median(pairs.map((pair) => pair[side])));
  const ratio = spreadOf(pairs.map((pair) => pair.desk / pair.bare));
  const row = { what, unit, bare: bare ?? null, desk: desk ?? Number.NaN, ratio, aim };
  return [{ ...row, met: aim && isMet(aim, row.ratio.median) }];
}

function openings(rounds: readonly Round[]): Row[] {
  return callerCounts.flatMap((callers) => {
    const crowd = `${callers} caller${callers === 1 ? '' : 's'}`;
    const of = (figure: 'perSecond' | 'p50Ms' | 'p99Ms') => (round: Round) => bothOf(round.openings?.[callers], figure);
    const aim: Aim | null = callers === 32 ? { of: 'ratio', atLeast: 0.5 } : null;
    return [
      ...compared(rounds, `openings, ${crowd}`, '1/s', of('perSecond'), aim),
      ...compared(rounds, `opening p50, ${crowd}`, 'ms', of('p50Ms')),
      ...compared(rounds, `opening p99, ${crowd}`, 'ms', of('p99Ms')),
      ...compared(rounds, `CPU per opening, ${crowd}`, 'ms', ({ openings: round }) => cpuOf(round?.[callers])),
    ];
  });
}

type Found<Measure> = (round: Round) => Measure | undefined;

function lags(rounds: readonly Round[], whose: string, found: Found<IdleLagRound>): Row[] {
  const of = (figure: (lags: readonly number[]) => number): Figure => {
    return (round) => bothSides(found(round), (lag) => figure(lag));
  };
  const aim: Aim = { of: 'ratio', atMost: 1.5 };
  return [
    ...compared(rounds, `lag of ${whose} from due to recorded, idle, p50`, 'ms', of(median), aim),
    ...compared(
      rounds,
      `lag of ${whose}, idle, longest`,
      'ms',
      of((lag) => Math.max(...lag)),
    ),
  ];
}

function bursts(rounds: readonly Round[], whose: string, found: Found<BurstRound>): Row[] {
  const count = rounds.map((round) => found(round)?.desk.count).find((one) => one !== undefined) ?? 0;
  const of = (figure: 'firstMs' | 'p50Ms' | 'lastMs') => (round: Round) => bothOf(found(round), figure);
  const due = `${count} ${whose} due at one instant`;
  return [
    ...compared(rounds, `${due}, the last recorded`, 'ms', of('lastMs'), { of: 'ratio', atMost: 1.5 }),
    ...compared(rounds, `${due}, p50`, 'ms', of('p50Ms')),
    ...compared(rounds, `${due}, the first`, 'ms', of('firstMs')),
    ...compared(rounds, `${due}, CPU each`, 'ms', (round) => cpuOf(found(round))),
  ];
}

function bothSides<Measure>(pair: Readonly<Record<SideName, Measure>> | undefined, figure: (one: Measure) => number) {
  return pair && { bare: figure(pair.bare), desk: figure(pair.desk) };
}

function memory(rounds: readonly Round[]): Row[] {
  return compared(rounds, 'worker memory per 1,000 open tickets', 'MiB', (round) => round.memory);
}

function quietLife(rounds: readonly Round[]): Row[] {
  const lives = rounds.map((round) => round.quietLife).filter((life) => life !== undefined);
  if (lives.length === 0) return [];
  return [
    deskRow(
      'history events of a quiet life',
      '',
      lives.map(({ events }) => events),
      { atMost: 70 },
    ),
    deskRow(
      'workflow tasks of a quiet life',
      '',
      lives.map(({ workflowTasks }) => workflowTasks),
      { atMost: 16 },
    ),
  ];
}

function overdue(rounds: readonly Round[]): Row[] {
  const found = rounds.map((round) => round.overdue).filter((one) => one !== undefined);
  const count = found[0]?.count ?? 0;
  const own = (what: string, figure: (one: Overdue) => number) =>
    deskRow(`${count} overdue at the start of a worker, ${what}`, 's', found.map(figure));
  if (found.length === 0) return [];
  return [
    own('all recorded', ({ seconds }) => seconds),
    own('half of P1', ({ firstPriority }) => firstPriority.p50Seconds),
    own('half of P4', ({ lastPriority }) => lastPriority.p50Seconds),
  ];
}

function bothOf<Name extends string>(
  pair: Readonly<Record<SideName, Readonly<Record<Name, number>>>> | undefined,
  figure: Name,
): Both | undefined {
  return pair && { bare: pair.bare[figure], desk: pair.desk[figure] };
}

type Costly = { readonly cpu: Readonly<Record<string, number>> };

function cpuOf(pair: Readonly<Record<SideName, Costly>> | undefined): Both | undefined {
  return pair && { bare: sum(pair.bare.cpu), desk: sum(pair.desk.cpu) };
}

function sum(cpu: Readonly<Record<string, number>>): number {
  return Object.values(cpu).reduce((total, ms) => total + ms, 0);
}
