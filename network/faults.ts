import { demoNetwork, elementKeys, elementOf, isElementKey, type ElementKey } from './topology.ts';

/** What can be done to an element. */
export const faultKinds = ['cut', 'kill', 'admin-down', 'degrade', 'flap', 'power-off', 'break'] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface Fault {
  readonly kind: FaultKind;
  /** Milliseconds of the epoch. */
  readonly since: number;
}

/** One fault at most for each element. */
export type Faults = ReadonlyMap<string, Fault>;

export function isFaultKind(text: string): text is FaultKind {
  return faultKinds.some((kind) => kind === text);
}

/** Those to which it can happen. */
export function possibleFor(kind: FaultKind): readonly ElementKey[] {
  if (kind === 'power-off') return elementKeys.filter((key) => elementOf(key).premises !== undefined);
  if (kind === 'break') return demoNetwork.flatMap(({ key, answers }) => (answers === 'greeting' ? [] : [key]));
  return elementKeys;
}

/** Reads faults from outside; an element or a fault that this network does not know is left out. */
export function faultsIn(list: Readonly<Record<string, unknown>>): Faults {
  const known = Object.entries(list).flatMap(([key, fault]): [string, Fault][] =>
    isElementKey(key) && isFault(fault) ? [[key, fault]] : [],
  );
  return new Map(known);
}

function isFault(value: unknown): value is Fault {
  if (typeof value !== 'object' || value === null || !('kind' in value) || !('since' in value)) return false;
  return typeof value.kind === 'string' && isFaultKind(value.kind) && typeof value.since === 'number';
}
