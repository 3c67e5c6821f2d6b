import type { Measured } from '../../domain/line/tests.ts';
import { measured } from '../measured.ts';

/** How packets are sent to an address. */
export interface Echoing {
  readonly count: number;
  readonly periodMs: number;
  readonly waitMs: number;
}

export interface Echoes {
  /** For each packet, in order, the milliseconds until its answer; null for one that got none. Absent: none was sent. */
  readonly trips?: readonly (number | null)[];
  /** What the program said of this address. */
  readonly heard: string;
}

/** So much later than the quickest, and a packet is as good as lost: a link that comes and goes holds packets back. */
const lateMs = 100;

export function echoMeasures(trips: readonly (number | null)[]): Measured[] {
  const answered = trips.filter((trip) => trip !== null);
  const sent = trips.length;
  const quickest = answered.length > 0 ? Math.min(...answered) : undefined;
  return measured({
    reachable: answered.length > 0,
    loss: (100 * (sent - answered.length)) / sent,
    rtt: quickest,
    rttMax: answered.length > 0 ? Math.max(...answered) : undefined,
    badRun: longestRun(trips.map((trip) => trip === null || trip > (quickest ?? 0) + lateMs)),
    sent,
  });
}

function longestRun(bad: readonly boolean[]): number {
  let run = 0;
  return bad.reduce((longest, isBad) => {
    run = isBad ? run + 1 : 0;
    return Math.max(longest, run);
  }, 0);
}
