import { atElement, isAtPremises, partyAt, unplaced, type Finding } from './finding.ts';
import { type ElementSeen } from './line.ts';
import { confidences, type Confidence } from '../words.ts';
import { breakOf, type LineView, type Route } from './line-view.ts';
import {
  adviceOnConfiguration,
  adviceOnCustomerLan,
  adviceOnElement,
  adviceOnGoodLine,
  adviceOnService,
  adviceOnSupplier,
  askForPower,
} from './verdict-advice.ts';
import { adminDown, nodeDown, noAnswer, portDown } from './verdict-on-breaks.ts';
import { degraded } from './verdict-on-quality.ts';
import { findingWords } from './verdict-words.ts';

/** Rows about both ends of a line that is not broken in between. */

/** The chain's last element says that nothing is plugged in behind it, or that somebody switched that port off. */
export function lastPort({ home: { steps, firstSilent } }: LineView): Finding | null {
  const last = steps.at(-1);
  if (!last?.customerPort || firstSilent >= 0) return null;
  if (last.customerPort.admin === 'down') return lastPortOff(last);
  if (last.customerPort.oper !== 'down') return null;
  return isAtPremises(last) ? lanUnplugged(last) : lastMileDown(last);
}

function lastPortOff(last: ElementSeen): Finding {
  const next = adviceOnConfiguration(last);
  return atElement(last, { code: 'adminDown', confidence: 'high', text: findingWords.lastPortOff(last), next });
}

function lanUnplugged(last: ElementSeen): Finding {
  const place = { zone: 'customerLan', party: 'customer' } as const;
  const confidence = last.alive === true ? 'high' : 'medium';
  const text = findingWords.customerPort(last);
  return atElement(last, { code: 'customerLan', ...place, confidence, text, next: adviceOnCustomerLan });
}

function lastMileDown(last: ElementSeen): Finding {
  const next = [askForPower, ...adviceOnElement(last, partyAt(last))];
  const text = findingWords.lastPortDown(last);
  return atElement(last, { code: 'linkDown', zone: 'access', confidence: 'medium', text, next });
}

/** The supplier's side of the core is silent: without better knowledge, their link. Cut or without power, it is theirs. */
export function upstreamSilent(view: LineView): Finding | null {
  const route = view.upstream;
  const told = adminDown(route) ?? nodeDown(route, view);
  if (told) return told;
  const [port, link] = [portDown(route), linkToUpstream(route)];
  return port && link ? { ...port, confidence: surer(port, link) } : (port ?? link);
}

/** A port that shows what silence suggests makes it no less sure. */
function surer(one: Finding, other: Finding): Confidence {
  return confidences[Math.max(...[one, other].map(({ confidence }) => confidences.indexOf(confidence)))] ?? 'low';
}

function linkToUpstream(route: Route): Finding | null {
  const { near, far, unasked } = breakOf(route) ?? {};
  if (!near || !far) return noAnswer(route);
  const confidence = unasked?.length === 0 ? 'high' : 'medium';
  const [party, text] = [partyAt(far), findingWords.upstreamSilent(near, far)];
  return atElement(far, {
    code: 'linkDown',
    between: { near, far },
    party,
    confidence,
    text,
    next: [adviceOnSupplier],
  });
}

/** The network carries data, and what it leads to does not work. A bad core would explain that as well. */
export function serviceDown({ home, services, heard }: LineView): Finding | null {
  const broken = services.find(({ alive, working }) => alive === false || working === false);
  if (!broken || !heard || degraded(home)?.element === home.steps[0]) return null;
  const party = partyAt(broken);
  const next = party === 'operator' ? [adviceOnService(broken)] : adviceOnElement(broken, party);
  return atElement(broken, {
    code: 'serviceDown',
    confidence: surenessOf(home),
    text: findingWords.serviceDown(broken),
    next,
  });
}

/** All that was tested is well. Only when nothing was left out is that sure. */
export function noFaultFound({ home, otherEnd, upstream, services }: LineView): Finding {
  const isWhole = [home, otherEnd, upstream].every(({ steps, lastAlive }) => lastAlive === steps.length - 1);
  const areWell = services.every(({ alive, working }) => alive === true || working === true);
  const confidence = isWhole && areWell ? 'high' : surenessOf(home) === 'high' ? 'medium' : 'low';
  return unplaced({ code: 'noFaultFound', confidence, text: findingWords.noFaultFound, next: adviceOnGoodLine });
}

function surenessOf({ steps, lastAlive }: Route): Confidence {
  if (lastAlive < 0) return 'low';
  return lastAlive === steps.length - 1 ? 'high' : 'medium';
}
