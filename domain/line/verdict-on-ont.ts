import { atElement, isAtPremises, onSegment, type Finding } from './finding.ts';
import type { ElementSeen } from './line.ts';
import type { LineView, Route } from './line-view.ts';
import { adviceOnElement, adviceOnPower, adviceOnSegment } from './verdict-advice.ts';
import { findingWords } from './verdict-words.ts';

/** Rows about what the optical access knows of the subscriber's end. It counts unless traffic stops before it. */

/** With its last breath the ONT told that its power was gone. */
export function customerPower({ home }: LineView): Finding | null {
  const told = toldOf(home, 'dyingGasp');
  if (!told) return null;
  const text = findingWords.customerPower(told.near, told.far);
  const place = { zone: 'demarcation', party: 'customer' } as const;
  const known = { code: 'customerPower', ...place, confidence: 'high', text, next: adviceOnPower } as const;
  return atElement(told.far ?? told.near, known);
}

/** The light is gone, and the ONT had not told of its power: a fibre. */
export function lossOfSignal({ home }: LineView): Finding | null {
  const told = toldOf(home, 'los');
  if (!told) return null;
  const text = findingWords.lossOfSignal(told.near, told.far);
  return onFibre(told, { code: 'linkDown', text });
}

/** The fibre's two ends, the inner one first; the outer one is not in every chain. */
interface Fibre {
  readonly near: ElementSeen;
  readonly far: ElementSeen | null;
}

function onFibre({ near, far }: Fibre, told: Pick<Finding, 'code' | 'text'>): Finding {
  const known = { ...told, zone: 'access', confidence: 'high', next: [] } as const;
  const found = far ? onSegment({ near, far }, known) : atElement(near, known);
  const next = found.between ? adviceOnSegment(found.between, found.party) : adviceOnElement(near, found.party);
  return { ...found, next };
}

function toldOf({ steps, lastAlive, firstSilent }: Route, state: ElementSeen['ontState']): Fibre | null {
  const teller = steps.findIndex(({ ontState }) => ontState === state);
  if (teller < 0) return null;
  const inner = innerEnd(steps, teller);
  const near = steps[inner];
  const isCutBefore = firstSilent >= 0 && firstSilent <= inner;
  return near && lastAlive <= inner && !isCutBefore ? { near, far: steps[inner + 1] ?? null } : null;
}

/** An OLT tells of the ONT behind it; what stands at the customer's is the ONT itself. */
function innerEnd(steps: readonly ElementSeen[], teller: number): number {
  const step = steps[teller];
  return step && isAtPremises(step) ? Math.max(teller - 1, 0) : teller;
}

/** dBm. Below it the optics of GPON lose their margin. */
const weakestLight = -27;

/** The light is too weak, on a line that works or stops just there. */
export function opticalLow({ home: { steps, firstSilent } }: LineView): Finding | null {
  const teller = steps.findIndex(({ rxPower }) => rxPower !== null && rxPower < weakestLight);
  const power = steps[teller]?.rxPower;
  if (typeof power !== 'number') return null;
  const inner = innerEnd(steps, teller);
  const near = steps[inner];
  if (!near || (firstSilent >= 0 && firstSilent !== inner + 1)) return null;
  const fibre = { near, far: steps[inner + 1] ?? null };
  return onFibre(fibre, { code: 'opticalLow', text: findingWords.opticalLow(fibre.near, fibre.far, power) });
}
