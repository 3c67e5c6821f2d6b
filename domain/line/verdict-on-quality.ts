import { atElement, onSegment, unplaced, type Finding } from './finding.ts';
import type { ElementSeen, VerdictCode } from './line.ts';
import type { Bilingual, Confidence } from '../words.ts';
import type { LineView, Route } from './line-view.ts';
import { adviceOnElement, adviceOnSegment, observe } from './verdict-advice.ts';
import { findingWords, signWords } from './verdict-words.ts';

/** Rows about a line that carries traffic, but not well. */

/** From here on a line counts as bad: percent lost, milliseconds more than the step before, errors per second. */
const limits = { loss: 5, delay: 50, errors: 1, badRun: 8 } as const;

/** Milliseconds. How far a healthy core may be from its probe: there is no step before it to compare with. */
const furthestCore = 150;

/** Packets were lost or late in a row, and others came through: the connection broke off and returned. */
export function flapping({ home: { steps, lastAlive } }: LineView): Finding | null {
  const living = steps.slice(0, lastAlive + 1);
  const place = carried(living, 'badRun').findIndex((inRow) => inRow !== null && inRow >= limits.badRun);
  const [far, near] = [living[place], living[place - 1]];
  if (!far) return null;
  const known = { code: 'intermittent', confidence: 'low', text: findingWords.flapping(far), next: observe } as const;
  return near ? onSegment({ near, far }, known) : atElement(far, known);
}

/** The first step from which on the line is worse. */
export function degraded({ steps }: Route): Finding | null {
  const figures = figuresOf(steps);
  const place = figures.findIndex((one) => signsOf(one).length > 0);
  const [far, near, seen] = [steps[place], steps[place - 1], figures[place]];
  if (!far || !seen) return null;
  const signs = signsOf(seen);
  const text = findingWords.degraded(far, signs);
  const confidence = surenessOf(seen, signs.length, steps.slice(place));
  const known = { code: 'degraded', confidence, text, next: [] } as const;
  const found = near ? onSegment({ near, far }, known) : atElement(far, known);
  const next = found.between ? adviceOnSegment(found.between, found.party) : adviceOnElement(far, found.party);
  return { ...found, next };
}

/** How a step does: percent lost, milliseconds more than before it where that is too much, errors per second. */
interface Figures {
  readonly loss: number;
  readonly rtt: number;
  readonly delay: number;
  /** On the segment that leads to it, at whichever end they are counted. */
  readonly errors: number;
  /** The step before it has no figures: what is seen here may have begun there. */
  readonly mayBeEarlier: boolean;
}

function figuresOf(steps: readonly ElementSeen[]): readonly Figures[] {
  const [losses, rtts] = [carried(steps, 'loss'), carried(steps, 'rtt')];
  return steps.map((step, at) => {
    const before = steps[at - 1];
    return {
      ...{ loss: losses[at] ?? 0, rtt: rtts[at] ?? 0, delay: delayAt(rtts, at) },
      errors: Math.max(before?.customerPort?.errors ?? 0, step.networkPort?.errors ?? 0),
      mayBeEarlier: before !== undefined && before.loss === null && before.rtt === null,
    };
  });
}

/** Each step's own figure, bettered by those behind it: what got through to them, got through to it. */
function carried(steps: readonly ElementSeen[], what: 'loss' | 'rtt' | 'badRun'): readonly (number | null)[] {
  let best = Infinity;
  const fromBehind = steps.toReversed().map((step) => {
    best = Math.min(best, step[what] ?? Infinity);
    return step[what] === null ? null : best;
  });
  return fromBehind.toReversed();
}

function delayAt(rtts: readonly (number | null)[], at: number): number {
  const before = rtts.slice(0, at).findLast((rtt) => rtt !== null);
  const delay = (rtts[at] ?? 0) - (before ?? 0);
  return delay >= (typeof before === 'number' ? limits.delay : furthestCore) ? delay : 0;
}

function signsOf({ loss, delay, errors }: Figures): readonly Bilingual[] {
  return [
    ...(loss >= limits.loss ? [signWords.loss(loss)] : []),
    ...(delay > 0 ? [signWords.delay(delay)] : []),
    ...(errors > limits.errors ? [signWords.errors(errors)] : []),
  ];
}

/** Two signs, or two steps that show one, are no whim of a device. */
function surenessOf(seen: Figures, signs: number, onwards: readonly ElementSeen[]): Confidence {
  if (seen.mayBeEarlier && seen.errors <= limits.errors) return 'low';
  const slow = seen.delay > 0 ? seen.rtt : Infinity;
  const showing = onwards.filter(({ loss, rtt }) => (loss ?? 0) >= limits.loss || (rtt ?? 0) >= slow);
  return showing.length > 1 || signs > 1 ? 'high' : 'medium';
}

const faults: readonly VerdictCode[] = [
  ...(['nodeDown', 'linkDown', 'noAnswer', 'adminDown', 'customerLan'] as const),
  ...(['forwarding', 'opticalLow', 'degraded', 'intermittent', 'serviceDown'] as const),
];

/** Good now, bad in an earlier run. Power that returned and works that ended explain themselves. */
export function wasBad({ earlier, home: { steps, lastAlive } }: LineView): Finding | null {
  if (lastAlive < steps.length - 1 || !earlier.some((code) => faults.includes(code))) return null;
  return unplaced({ code: 'intermittent', confidence: 'low', text: findingWords.wasBad, next: observe });
}
