import { parseArgs } from 'node:util';
import { Obstacle } from '../tools/obstacle.ts';

/** What can be measured, in the order in which a round does it. */
export const measureNames = [
  'openings',
  'memory',
  'idleLag',
  'burst',
  'breachLag',
  'breachBurst',
  'quietLife',
  'overdue',
  'restorations',
  'list',
  'dispatch',
  'visits',
  'stock',
  'localization',
] as const;
export type MeasureName = (typeof measureNames)[number];

/** They take long, and come only where they are named. */
const onlyByName: readonly MeasureName[] = [
  'overdue',
  'restorations',
  'list',
  'dispatch',
  'visits',
  'stock',
  'localization',
];

export interface Options {
  readonly rounds: number;
  /** A round is only begun if it can be expected to end by then, counted from the start of the bench. */
  readonly minutes: number;
  readonly measures: readonly MeasureName[];
  /** How much of everything; `--quick` shows that the bench works, its figures say little. */
  readonly size: Size;
  readonly quick: boolean;
  /** Both workers write CPU profiles, and the report says where their time went. */
  readonly profile: boolean;
  /** Keep the folder with logs and databases: until the next run of the bench or of the tests clears it away. */
  readonly keep: boolean;
}

export interface Size {
  /** Openings by the number of callers that share them; together what a round opens on each side. */
  readonly openings: Readonly<Record<1 | 8 | 32, number>>;
  readonly warmUp: number;
  readonly idleLags: number;
  readonly burst: number;
  readonly overdue: number;
  readonly restorations: number;
  readonly list: { readonly tickets: number; readonly open: number };
  readonly dispatch: { readonly engineers: number; readonly visits: number };
  readonly visits: number;
  /** Lines of the ledger. */
  readonly stock: { readonly movements: number };
  /** Runs one at a time for each figure, and tickets that are opened amid an outage. */
  readonly localization: { readonly runs: number; readonly outage: number };
}

const usual: Size = {
  openings: { 1: 60, 8: 300, 32: 600 },
  warmUp: 40,
  idleLags: 8,
  burst: 1_000,
  overdue: 10_000,
  restorations: 1_000,
  list: { tickets: 1_000_000, open: 20_000 },
  dispatch: { engineers: 500, visits: 5_000 },
  visits: 1_000,
  stock: { movements: 1_000_000 },
  localization: { runs: 40, outage: 200 },
};
const small: Size = {
  openings: { 1: 10, 8: 32, 32: 64 },
  warmUp: 10,
  idleLags: 2,
  burst: 100,
  overdue: 200,
  restorations: 100,
  list: { tickets: 20_000, open: 2_000 },
  dispatch: { engineers: 50, visits: 500 },
  visits: 100,
  stock: { movements: 20_000 },
  localization: { runs: 4, outage: 60 },
};

export const usage = `npm run bench -- [--rounds N] [--minutes N] [--only ${measureNames.join('|')}] … [--quick] [--profile] [--keep]`;

/** @throws Obstacle for what is no option */
export function readOptions(args: readonly string[]): Options {
  const { values } = parsed(args);
  const rounds = whole('rounds', values.rounds ?? (values.quick ? '1' : '5'));
  const minutes = whole('minutes', values.minutes ?? '24');
  const { quick, profile, keep } = values;
  return { rounds, minutes, measures: chosen(values.only), size: quick ? small : usual, quick, profile, keep };
}

function whole(option: string, value: string): number {
  if (/^[1-9]\d{0,2}$/.test(value)) return Number(value);
  throw new Obstacle(`--${option} is a whole number from 1 to 999.\n${usage}`);
}

function parsed(args: readonly string[]) {
  const number = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const only = { type: 'string', multiple: true } as const;
  try {
    const options = { rounds: number, minutes: number, only, quick: flag, profile: flag, keep: flag } as const;
    return parseArgs({ args: [...args], options });
  } catch (error) {
    throw new Obstacle(`${error instanceof Error ? error.message : String(error)}\n${usage}`, { cause: error });
  }
}

function chosen(only: readonly string[] | undefined): readonly MeasureName[] {
  const unknown = only?.find((name) => !measureNames.some((known) => known === name));
  if (unknown !== undefined) throw new Obstacle(`${unknown} is no measure.\n${usage}`);
  return measureNames.filter((name) => only?.includes(name) ?? !onlyByName.includes(name));
}
