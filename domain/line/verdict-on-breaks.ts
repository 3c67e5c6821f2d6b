import { atElement, isAtPremises, onSegment, partyAt, sureness, type Finding } from './finding.ts';
import type { ElementSeen } from './line.ts';
import type { Confidence } from '../words.ts';
import { breakOf, doubtfulNeighbours, type LineView, type Neighbours, type Route } from './line-view.ts';
import {
  adviceOnConfiguration,
  adviceOnCustomerLan,
  adviceOnElement,
  adviceOnSegment,
  adviceToTellApart,
  askForPower,
} from './verdict-advice.ts';
import { findingWords } from './verdict-words.ts';

/** Rows about a line on which traffic stops somewhere. They hold for every way from the core outwards. */

/** Somebody switched a port off: the one that leads out, or the outer one that leads back. */
export function adminDown(route: Route): Finding | null {
  for (const segment of doubtfulNeighbours(route)) {
    const { near, far } = segment;
    const holder = near.customerPort?.admin === 'down' ? near : far.networkPort?.admin === 'down' ? far : null;
    if (!holder) continue;
    const text = findingWords.adminDown(holder, holder === near ? far : near);
    const [party, next] = [partyAt(holder), adviceOnConfiguration(holder)];
    return onSegment(segment, { code: 'adminDown', confidence: 'high', party, text, next });
  }
  return null;
}

/** The line is good right up to what is the customer's: to their network, or their own device behind our point. */
export function customerNetwork(route: Route): Finding | null {
  const { near, far, unasked } = breakOf(route) ?? {};
  if (!near || !far || unasked?.length !== 0) return null;
  if (!isAtPremises(near) || partyAt(far) !== 'customer') return null;
  const confidence = near.customerPort?.oper === 'down' ? 'high' : 'medium';
  const text = findingWords.customerLan(near, far);
  const between = { near, far };
  return atElement(far, {
    code: 'customerLan',
    between,
    party: 'customer',
    confidence,
    text,
    next: adviceOnCustomerLan,
  });
}

/** Silent around the line as well, while that silence means something. */
export function nodeDown(route: Route, view: LineView): Finding | null {
  const { steps, lastAlive, firstSilent } = route;
  const place = steps.findIndex((step, at) => at > lastAlive && step.outOfBand === false);
  const dead = steps[place];
  if (!dead || (firstSilent >= 0 && place > firstSilent) || !isTelling(route, place, view)) return null;
  const confidence = surenessOfDeath(route, place, view);
  const text = dead.alive === null ? findingWords.nodeDownAround(dead) : findingWords.nodeDown(dead);
  return atElement(dead, { code: 'nodeDown', confidence, text, next: adviceOnElement(dead, partyAt(dead)) });
}

/** Where no element is known to answer around the line, only what is silent behind a living one counts as dead. */
function isTelling({ lastAlive, firstSilent }: Route, place: number, { silenceAround }: LineView): boolean {
  if (silenceAround === 'telling') return true;
  return silenceAround === 'open' && place === firstSilent && lastAlive >= 0;
}

function surenessOfDeath({ lastAlive, firstSilent }: Route, place: number, view: LineView): Confidence {
  const isNext = place === lastAlive + 1 && place === firstSilent;
  if (view.silenceAround === 'telling') return isNext ? 'high' : 'medium';
  return isNext ? 'medium' : 'low';
}

/** A port without connection: the one that leads out, or the outer one that leads back. */
export function portDown(route: Route): Finding | null {
  const segment = doubtfulNeighbours(route).find(
    ({ near, far }) => near.customerPort?.oper === 'down' || far.networkPort?.oper === 'down',
  );
  if (!segment) return null;
  const found = onSegment(segment, { code: 'linkDown', ...whatPortsTell(segment), next: [] });
  const ask = found.confidence !== 'high' && isAtPremises(segment.far) ? [askForPower] : [];
  return { ...found, next: [...ask, ...adviceOnSegment(segment, found.party)] };
}

/** A port cannot tell a cut from a dead neighbour, and then its zone counts; if both have power, it is the way between. */
function whatPortsTell(segment: Neighbours): Pick<Finding, 'confidence' | 'text'> & Partial<Finding> {
  const { near, far } = segment;
  const farTells = far.networkPort?.oper === 'down';
  const nearTells = near.customerPort?.oper === 'down';
  if ((nearTells || hasPower(near)) && (farTells || hasPower(far)))
    return { confidence: 'high', text: findingWords.cut(segment) };
  const place = { zone: far.zone, party: partyIfCertain(far) };
  if (nearTells) return { ...place, confidence: 'medium', text: findingWords.portDown(near, far) };
  return { ...place, confidence: 'low', text: findingWords.portDown(far, near) };
}

const hasPower = ({ alive, outOfBand }: ElementSeen): boolean => alive === true || outOfBand === true;

/** It answers around the line, and its link is up: it has power and cable, and yet nothing passes. */
export function forwarding(route: Route): Finding | null {
  const broken = breakOf(route);
  const segment = poweredSegment(route);
  if (!broken || !segment || !isConnected(segment)) return null;
  const text = findingWords.forwarding(segment);
  const next = adviceOnElement(segment.far, partyAt(segment.far));
  return atElement(segment.far, { code: 'forwarding', between: segment, confidence: sureness(broken), text, next });
}

/** It answers around the line only, and no port is known. */
export function cutAround(route: Route): Finding | null {
  const broken = breakOf(route);
  const segment = poweredSegment(route);
  if (!broken || !segment) return null;
  const text = findingWords.cutAround(segment);
  const found = onSegment(segment, { code: 'linkDown', confidence: sureness(broken), text, next: [] });
  return { ...found, next: adviceOnSegment(segment, found.party) };
}

function poweredSegment(route: Route): Neighbours | null {
  const { near, far } = breakOf(route) ?? {};
  return near && far?.outOfBand === true ? { near, far } : null;
}

function isConnected({ near, far }: Neighbours): boolean {
  return near.customerPort?.oper === 'up' || far.networkPort?.oper === 'up';
}

/** Silence and nothing besides: a cut and a dead device look the same. */
export function noAnswer(route: Route): Finding | null {
  const broken = breakOf(route);
  if (!broken) return null;
  const { near, far } = broken;
  const text = near ? findingWords.noAnswer(near, far) : findingWords.noAnswerFirst(far);
  const next = [...(isAtPremises(far) ? [askForPower] : []), adviceToTellApart(near, far)];
  const between = near && { near, far };
  const [confidence, party] = [sureness(broken), partyIfCertain(far)];
  return atElement(far, { code: 'noAnswer', between, party, confidence, text, next });
}

/** A way that may be ours leads there: while that is not known to be well, the customer is not to blame. */
function partyIfCertain(far: ElementSeen): Finding['party'] {
  const party = partyAt(far);
  return party === 'customer' ? null : party;
}
