import { median, type Spread } from './statistics.ts';

export interface Row {
  readonly what: string;
  readonly unit: string;
  /** Medians over the rounds; null where there is nothing to compare with. */
  readonly bare: number | null;
  readonly desk: number;
  /** The desk's figure divided by that of the bare engine, round by round. */
  readonly ratio: Spread | null;
  readonly aim: Aim | null;
  readonly met: boolean | null;
}

/** At least or at most so much, of the median ratio or of the desk's median itself. */
export interface Aim {
  readonly of: 'ratio' | 'desk';
  readonly atLeast?: number;
  readonly atMost?: number;
}

export type Bound = Omit<Aim, 'of'>;

/** A figure of the desk alone, the median over the rounds; nothing to compare with on the bare side. */
export function deskRow(what: string, unit: string, values: readonly number[], bound: Bound | null = null): Row {
  const desk = median(values);
  const aim: Aim | null = bound && { of: 'desk', ...bound };
  return { what, unit, bare: null, desk, ratio: null, aim, met: aim && isMet(aim, desk) };
}

export function isMet({ atLeast = -Infinity, atMost = Infinity }: Aim, value: number): boolean {
  return value >= atLeast && value <= atMost;
}
