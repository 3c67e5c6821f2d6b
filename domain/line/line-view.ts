import type { ElementSeen, LineSeen } from './line.ts';
import { zones } from '../words.ts';

/**
 * A way that traffic goes, from the element nearest the probe outwards. The probe stands beyond the core, so all ways
 * begin there. On each step `customerPort` looks outwards and `networkPort` back.
 */
export interface Route {
  readonly steps: readonly ElementSeen[];
  /** The last step that carries traffic, because it or one behind it answers; −1: none. */
  readonly lastAlive: number;
  /** The first step that is silent, and so are all behind it; −1: none. */
  readonly firstSilent: number;
}

/** A line in the order in which a person would walk it. */
export interface LineView extends LineSeen {
  /** From the core to the customer. */
  readonly home: Route;
  /** From the core to the other end of a private network. */
  readonly otherEnd: Route;
  readonly upstream: Route;
  /** What the network is for: reached through it, not part of the way. */
  readonly services: readonly ElementSeen[];
  /** Something answers the probe over the line, so that it does not stand alone. */
  readonly heard: boolean;
  readonly silenceAround: SilenceAround;
}

/**
 * What it means that an element is silent around the line. `telling`: others answer there, so it is dead. `open`: no
 * other is known to answer. `worthless`: elements that work are silent too; it is the management network that fails.
 */
export type SilenceAround = 'telling' | 'open' | 'worthless';

export function viewOf(line: LineSeen): LineView {
  const services = line.chain.filter(({ zone }) => zone === 'service');
  const beyond = line.chain.filter(({ zone }) => zone === 'upstream');
  const way = line.chain.filter(({ zone }) => zone !== 'service' && zone !== 'upstream');
  const place = placeOfCore(way);
  const core = way.slice(place, place + 1).map((element) => carrying(element, [...way, ...beyond]));
  return {
    ...line,
    home: routeOf([...core, ...way.slice(0, Math.max(place, 0)).toReversed()]),
    otherEnd: routeOf([...core.map(withoutPorts), ...way.slice(place + 1)]),
    upstream: routeOf([...core, ...beyond].map(turned)),
    services,
    heard: line.chain.some(({ alive }) => alive === true),
    silenceAround: silenceAround(line.chain),
  };
}

/** The element furthest from any customer; of several the last, for behind it the chain comes down again. */
function placeOfCore(way: readonly ElementSeen[]): number {
  const depth = ({ zone }: ElementSeen) => (zone === 'unknown' ? -1 : zones.indexOf(zone));
  const deepest = Math.max(...way.map(depth));
  return way.findLastIndex((element) => depth(element) === deepest);
}

/** All ways go through the core: whatever answers on one of them shows that it carries traffic. */
function carrying(core: ElementSeen, through: readonly ElementSeen[]): ElementSeen {
  return through.some(({ alive }) => alive === true) ? { ...core, alive: true } : core;
}

/** A core's two ports look home and upstream: neither looks to the other end. */
function withoutPorts(core: ElementSeen): ElementSeen {
  return { ...core, customerPort: null, networkPort: null };
}

function turned(element: ElementSeen): ElementSeen {
  return { ...element, customerPort: element.networkPort, networkPort: element.customerPort };
}

function routeOf(steps: readonly ElementSeen[]): Route {
  const lastAlive = steps.findLastIndex(({ alive }) => alive === true);
  const firstSilent = steps.findIndex(({ alive }, place) => place > lastAlive && alive === false);
  return { steps, lastAlive, firstSilent };
}

function silenceAround(chain: readonly ElementSeen[]): SilenceAround {
  if (chain.some(({ outOfBand }) => outOfBand === true)) return 'telling';
  return chain.some(({ alive, outOfBand }) => alive === true && outOfBand === false) ? 'worthless' : 'open';
}

/** Two neighbours, the one nearer the probe first. */
export interface Neighbours {
  readonly near: ElementSeen;
  readonly far: ElementSeen;
}

/** Neighbours between which traffic may stop: from the last that carries it to the first that is silent. */
export function doubtfulNeighbours({ steps, lastAlive, firstSilent }: Route): readonly Neighbours[] {
  const first = Math.max(lastAlive, 0);
  const doubtful = steps.slice(first, firstSilent < 0 ? undefined : firstSilent + 1);
  return doubtful.flatMap((near, place) => {
    const far = doubtful[place + 1];
    return far ? [{ near, far }] : [];
  });
}

/** Where traffic stops: the first silent step, the last that carries, and those between of which nothing was heard. */
export interface Break {
  readonly far: ElementSeen;
  readonly near: ElementSeen | null;
  readonly unasked: readonly ElementSeen[];
}

export function breakOf({ steps, lastAlive, firstSilent }: Route): Break | null {
  const far = steps[firstSilent];
  if (!far) return null;
  return { far, near: steps[lastAlive] ?? null, unasked: steps.slice(lastAlive + 1, firstSilent) };
}
