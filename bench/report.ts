import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cpuParts, type Cpu } from './cpu.ts';
import type { Machine } from './machine.ts';
import type { Options } from './options.ts';
import type { Round } from './rounds.ts';
import { sideNames } from './side.ts';
import { median } from './statistics.ts';
import type { Aim, Row } from './row.ts';

export interface Results {
  readonly measuredAt: string;
  readonly tookSeconds: number;
  readonly machine: Machine;
  /** Load of the machine (1 minute) before the bench began. */
  readonly loadBefore: number;
  readonly options: Options;
  readonly table: readonly Row[];
  readonly rounds: readonly Round[];
  /** Why fewer rounds were played than asked for. */
  readonly cutShort: string | null;
}

const folder = join(import.meta.dirname, 'results');

/** Writes the results beside those of before and answers the path without its ending. */
export function writeResults(results: Results, more: string): string {
  mkdirSync(folder, { recursive: true });
  const { commit, changed } = results.machine;
  const mark = [
    commit,
    ...(changed && commit !== 'uncommitted' ? ['changed'] : []),
    ...(results.options.quick ? ['quick'] : []),
  ];
  const path = join(folder, `${results.measuredAt.slice(0, 10)}-${mark.join('-')}`);
  writeFileSync(`${path}.json`, `${JSON.stringify(results, null, 2)}\n`);
  writeFileSync(`${path}.md`, markdownOf(results, more));
  return path;
}

export function markdownOf(results: Results, more: string): string {
  const { machine, loadBefore, table, measuredAt, tookSeconds, rounds, cutShort, options } = results;
  const versions = Object.entries(machine.versions).map(([name, version]) => `${name} ${version}`);
  return [
    `# Bench of ${measuredAt.slice(0, 16).replace('T', ' ')} UTC, ${machine.commit}${machine.changed ? ' with changes' : ''}`,
    '',
    `${machine.cores} cores (${machine.cpu}), ${machine.memoryGiB} GiB, ${machine.system}; ${versions.join(', ')}.`,
    `${rounds.length} rounds in ${Math.round(tookSeconds / 60)} minutes. Load ${loadBefore.toFixed(1)} before; during the rounds ` +
      `others used ${rounds.map(({ othersShare }) => `${Math.round(othersShare * 100)} %`).join(', ')} of the machine.`,
    ...(options.quick ? ['', '**A quick run: these figures only show that the bench works.**'] : []),
    ...(cutShort === null ? [] : ['', `**${cutShort}**`]),
    '',
    'Medians over the rounds; the ratio is desk to bare, round by round: median (lowest to highest).',
    '',
    ...markdownTable(table),
    '',
    ...whereTheTimeGoes(rounds),
    ...quietKinds(rounds),
    ...(more === '' ? [] : [more, '']),
  ].join('\n');
}

function markdownTable(table: readonly Row[]): string[] {
  return lines(['', 'bare', 'desk', 'ratio', 'aim', ''], table.map(cellsOf));
}

/** The table as a person reads it in a terminal. */
export function textOf(table: readonly Row[]): string {
  const rows = [['', 'bare', 'desk', 'desk to bare', 'aim', ''], ...table.map(cellsOf)];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function cellsOf({ what, unit, bare, desk, ratio, aim, met }: Row): string[] {
  const amount = (value: number | null) => (value === null ? '' : `${figure(value)}${unit && ` ${unit}`}`);
  const ratios = ratio === null ? '' : `${figure(ratio.median)} (${figure(ratio.min)} to ${figure(ratio.max)})`;
  return [
    what,
    amount(bare),
    amount(desk),
    ratios,
    aim === null ? '' : aimWords(aim),
    met === null ? '' : met ? 'met' : 'MISSED',
  ];
}

function aimWords({ of, atLeast, atMost }: Aim): string {
  const bound = atLeast === undefined ? `≤ ${atMost}` : `≥ ${atLeast}`;
  return of === 'ratio' ? `ratio ${bound}` : bound;
}

function figure(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

function lines(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

/** CPU milliseconds by process: on few cores that is what decides how fast things go. */
function whereTheTimeGoes(rounds: readonly Round[]): string[] {
  const costs: [string, Record<'bare' | 'desk', Cpu>[]][] = [
    ['an opening at 32 callers', rounds.flatMap(({ openings }) => (openings ? [cpus(openings[32])] : []))],
    ['a promise that runs out among many', rounds.flatMap(({ burst }) => (burst ? [cpus(burst)] : []))],
  ];
  const rows = costs.flatMap(([what, pairs]) =>
    pairs.length === 0
      ? []
      : sideNames.map((side) => [
          `${what}, ${side}`,
          ...cpuParts.map((part) => figure(median(pairs.map((pair) => pair[side][part])))),
        ]),
  );
  if (rows.length === 0) return [];
  return ['CPU milliseconds by process (medians):', '', ...lines(['', ...cpuParts], rows), ''];
}

function cpus(pair: Readonly<Record<'bare' | 'desk', { readonly cpu: Cpu }>>): Record<'bare' | 'desk', Cpu> {
  return { bare: pair.bare.cpu, desk: pair.desk.cpu };
}

function quietKinds(rounds: readonly Round[]): string[] {
  const life = rounds.map(({ quietLife }) => quietLife).find((one) => one !== undefined);
  if (life === undefined) return [];
  const kinds = Object.entries(life.kinds).toSorted(([, a], [, b]) => b - a);
  return [`A quiet life in the history: ${kinds.map(([kind, count]) => `${count} ${kind}`).join(', ')}.`, ''];
}
