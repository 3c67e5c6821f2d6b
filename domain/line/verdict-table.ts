import type { Finding, Rule } from './finding.ts';
import type { LineView, Route } from './line-view.ts';
import {
  adminDown,
  customerNetwork,
  cutAround,
  forwarding,
  noAnswer,
  nodeDown,
  portDown,
} from './verdict-on-breaks.ts';
import { lastPort, noFaultFound, serviceDown, upstreamSilent } from './verdict-on-ends.ts';
import { customerPower, lossOfSignal, opticalLow } from './verdict-on-ont.ts';
import { degraded, flapping, wasBad } from './verdict-on-quality.ts';
import { notTestable, probeAlone, probeUplink, siteAwayBeforeBreak, siteAwayElsewhere } from './verdict-on-tests.ts';

type RouteRule = (route: Route, view: LineView) => Finding | null;

const home =
  (rule: RouteRule): Rule =>
  (view) =>
    rule(view.home, view);

/** A private network has two customers' ends; what goes for the one goes for the other. */
const otherEnd: Rule = (view) =>
  first(
    [adminDown, customerNetwork, nodeDown, portDown, forwarding, cutAround, noAnswer].map(
      (rule: RouteRule) => () => rule(view.otherEnd, view),
    ),
    view,
  );

/**
 * The decision table: the first row that fits wins. What an element says of itself comes before what its silence
 * suggests, a broken line before a bad one, a bad one before a good one.
 */
const table: readonly Rule[] = [
  notTestable,

  // told by an element that knows
  customerPower,
  lossOfSignal,
  home(adminDown),
  home(customerNetwork),
  home(nodeDown),
  home(portDown),

  // may the tests be believed?
  siteAwayBeforeBreak,
  probeAlone,
  probeUplink,

  // traffic stops, nobody tells why
  flapping,
  opticalLowAtBreak,
  home(forwarding),
  home(cutAround),
  home(noAnswer),
  otherEnd,
  upstreamSilent,
  lastPort,
  serviceDown,

  // traffic flows, but badly
  opticalLow,
  home(degraded),
  (view) => degraded(view.otherEnd),

  // nothing is wrong, as far as can be seen
  siteAwayElsewhere,
  wasBad,
];

/** Where traffic stops at the far end of a fibre, weak light explains it. */
function opticalLowAtBreak(view: LineView): Finding | null {
  return view.home.firstSilent >= 0 ? opticalLow(view) : null;
}

export function findingOn(view: LineView): Finding {
  return first(table, view) ?? noFaultFound(view);
}

function first(rules: readonly Rule[], view: LineView): Finding | null {
  for (const rule of rules) {
    const found = rule(view);
    if (found) return found;
  }
  return null;
}
