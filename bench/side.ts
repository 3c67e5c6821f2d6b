import type { Instant } from '../domain/instant.ts';

/**
 * One of the two that are compared: the desk, and the bare engine which does the least that could be called the same.
 * Measures are written against this alone, so that both are treated alike.
 */
export interface Side {
  readonly name: SideName;
  /** Opens one ticket (a row and a started workflow), and answers what it is known by. */
  open(): Promise<string>;
  /** A promise for that instant: the workflow's timer is set, or on its way. */
  promise(name: string, at: Instant): Promise<void>;
  /** What time made of the promises for that instant: for each name how late it was recorded (ms), every time it was. */
  recorded(names: readonly string[], at: Instant): Promise<ReadonlyMap<string, readonly number[]>>;
  /** Whether nothing more is owed for these. */
  atRest(names: readonly string[]): Promise<boolean>;
  /** A fresh worker process with empty caches, in place of the one before. */
  restartWorker(): Promise<void>;
  workerPid(): number;
}

export const sideNames = ['bare', 'desk'] as const;
export type SideName = (typeof sideNames)[number];
export type Sides = Readonly<Record<SideName, Side>>;
