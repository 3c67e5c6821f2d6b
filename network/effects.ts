import type { Fault, Faults } from './faults.ts';
import { elementOf, hangingOn, portOfOnt, wayTo, type NetworkElement } from './topology.ts';

/** What faults do to the network: who is heard, and what ports and ONTs say. Pure; times are milliseconds. */
export interface Now {
  readonly faults: Faults;
  readonly at: number;
}

export interface Heard {
  /** How much later than usual. */
  readonly delayMs: number;
  /** The service on top fails. */
  readonly broken: boolean;
}

/** What is heard from an element over the line; null where it is silent. */
export function heardOnLine(key: string, now: Now): Heard | null {
  const way = wayTo(key);
  if (way.some((element) => isDead(element, now) || !isLinked(element, now))) return null;
  const late = way.filter((element) => faultOf(element, now)?.kind === 'degrade').length;
  return { delayMs: late * lateMs, broken: faultOf(elementOf(key), now)?.kind === 'break' };
}

const lateMs = 180;

/** Whether an agent of its own is there to be heard around the line. */
export function isHeardOutOfBand(key: string, now: Now): boolean {
  const element = elementOf(key);
  return element.toldBy === 'itself' && !isDead(element, now);
}

export interface PortTold {
  readonly index: number;
  readonly name: string;
  readonly admin: 'up' | 'down';
  readonly oper: 'up' | 'down' | 'unknown';
  /** Counted since the last restart. */
  readonly errors: number;
}

/** What an element's agent says of its ports; an OLT also of the ports of its ONTs. */
export function portsTold(key: string, now: Now): readonly PortTold[] {
  const children = hangingOn(key);
  const ports = [...new Set(children.map(({ hangsOn }) => hangsOn?.port ?? 0))].toSorted((a, b) => a - b);
  return [
    networkPort(elementOf(key), now),
    ...ports.map((port) => customerPort(port, hangingOn(key, port), now)),
    ...managedOnts(key)
      .filter((ont) => hangingOn(ont.key).length > 0)
      .map((ont) => portOfManaged(ont, now)),
  ];
}

function networkPort(element: NetworkElement, now: Now): PortTold {
  const { hangsOn } = element;
  const isUp = isLinked(element, now) && (hangsOn === null || !isDead(elementOf(hangsOn.key), now));
  const errors = errorsOf([element], now);
  return { index: 1, name: `to ${hangsOn?.key ?? 'the probe'}`, admin: 'up', oper: isUp ? 'up' : 'down', errors };
}

function customerPort(index: number, behind: readonly NetworkElement[], now: Now): PortTold {
  const admin = isSetDown(behind, now) ? 'down' : 'up';
  const isUp = behind.some((element) => isLinked(element, now) && !isDead(element, now));
  const name = `to ${behind.map(({ key }) => key).join(', ')}`;
  return { index, name, admin, oper: isUp ? 'up' : 'down', errors: errorsOf(behind, now) };
}

function portOfManaged({ key, ont }: Ont, now: Now): PortTold {
  const port = customerPort(portOfOnt(ont), hangingOn(key), now);
  return ontTold(elementOf(key), now).state === 'up' ? port : { ...port, oper: 'unknown' };
}

export interface OntTold {
  readonly ont: number;
  readonly state: 'up' | 'los' | 'dyingGasp';
  /** dBm. */
  readonly rxPower: number;
}

/** What an OLT says of its ONTs. */
export function ontsTold(key: string, now: Now): readonly OntTold[] {
  return managedOnts(key).map((element) => ontTold(element, now));
}

type Ont = NetworkElement & { readonly ont: number };

function managedOnts(key: string): readonly Ont[] {
  return hangingOn(key).flatMap((element) => (element.ont === undefined ? [] : [{ ...element, ont: element.ont }]));
}

// Where there is no light to measure, equipment says what no receiver can see.
const [goodLight, weakLight, noLight] = [-19.2, -29.4, -99];

function ontTold(element: NetworkElement, now: Now): OntTold {
  const ont = element.ont ?? 0;
  if (isWithoutPower(element, now)) return { ont, state: 'dyingGasp', rxPower: noLight };
  if (isDead(element, now) || !isLinked(element, now)) return { ont, state: 'los', rxPower: noLight };
  return { ont, state: 'up', rxPower: faultOf(element, now)?.kind === 'degrade' ? weakLight : goodLight };
}

function faultOf({ key }: NetworkElement, { faults }: Now): Fault | undefined {
  return faults.get(key);
}

function isDead(element: NetworkElement, now: Now): boolean {
  return faultOf(element, now)?.kind === 'kill' || isWithoutPower(element, now);
}

// Who pulls the plug at a customer's pulls it for everything there.
function isWithoutPower({ premises }: NetworkElement, { faults }: Now): boolean {
  const off = [...faults].filter(([, { kind }]) => kind === 'power-off');
  return premises !== undefined && off.some(([key]) => elementOf(key).premises === premises);
}

/** Whether the link between an element and its neighbour on the network's side carries anything. */
function isLinked(element: NetworkElement, now: Now): boolean {
  const { hangsOn } = element;
  if (hangsOn !== null && isSetDown(hangingOn(hangsOn.key, hangsOn.port), now)) return false;
  const fault = faultOf(element, now)?.kind;
  if (hangsOn === null && fault === 'admin-down') return false;
  return fault !== 'cut' && !(fault === 'flap' && isDownInFlap(element, now));
}

function isSetDown(behindOnePort: readonly NetworkElement[], now: Now): boolean {
  return behindOnePort.some((element) => faultOf(element, now)?.kind === 'admin-down');
}

/** So long down, then so long up: longer than a run of tests, so that two of them see different things. */
export const flapMs = 15_000;

function isDownInFlap(element: NetworkElement, now: Now): boolean {
  const since = faultOf(element, now)?.since ?? now.at;
  return Math.floor((now.at - since) / flapMs) % 2 === 0;
}

const errorsPerSecond = 7;

function errorsOf(behind: readonly NetworkElement[], now: Now): number {
  const degraded = behind.map((element) => faultOf(element, now)).filter((fault) => fault?.kind === 'degrade');
  return degraded.reduce(
    (sum, fault) => sum + Math.floor(((now.at - (fault?.since ?? now.at)) / 1_000) * errorsPerSecond),
    0,
  );
}
