import type { ElementSeen, LineSeen, PortSeen } from './line.ts';
import type { Measure, Metric, TestedElement, TestPath } from './tests.ts';

/** A chain with all that is known of it once its tests are done. */
export interface TestedLine extends Omit<LineSeen, 'chain'> {
  /** Nearest the customer first. */
  readonly chain: readonly TestedElement[];
  readonly measures: readonly Measure[];
  /** Elements whose site's probe did not answer, and that site. */
  readonly blind: readonly { readonly elementId: string; readonly site: string }[];
}

/** The line as its tests saw it. What no test measured stays null: not known, which is neither good nor bad. */
export function seeLine({ chain, measures, blind, works, others, earlier }: TestedLine): LineSeen {
  const seen = chain.map((element) => {
    const own = measures.filter(({ elementId }) => elementId === element.id);
    const away = blind.find(({ elementId }) => elementId === element.id);
    return elementSeen(element, own, away?.site ?? null);
  });
  return { chain: seen, works, others, earlier };
}

function elementSeen(element: TestedElement, own: readonly Measure[], blindFrom: string | null): ElementSeen {
  const { id, name, zone, owner, kind } = element;
  return {
    ...{ id, name, zone, owner, kind, blindFrom },
    alive: isHeard(own, 'line'),
    outOfBand: isHeard(own, 'outOfBand'),
    ...qualityOf(own),
    customerPort: portOf(own, 'customerPort'),
    networkPort: portOf(own, 'networkPort'),
    ontState: wordOf(own, 'ontState', { up: 'up', los: 'los', dyingGasp: 'dyingGasp' }),
    rxPower: numberOf(own, 'rxPower'),
    working: isWorking(own),
  };
}

function isHeard(own: readonly Measure[], path: TestPath): boolean | null {
  const reached = own.filter(({ metricName, via }) => metricName === 'reachable' && via === path);
  return reached.length === 0 ? null : reached.some(({ value }) => value === true);
}

/**
 * Of several tests the best counts: what one got through, the line carries. A kind of test that heard nothing tells
 * nothing of quality, because many an element answers no ping while it works. The time of a connection is no round
 * trip: it is one sample, and on a busy probe mostly the probe's own.
 */
function qualityOf(own: readonly Measure[]): Pick<ElementSeen, 'loss' | 'rtt' | 'badRun'> {
  const overLine = own.filter(({ via }) => via === 'line');
  const heard = overLine.filter(({ kind }) =>
    isHeard(
      overLine.filter((one) => one.kind === kind),
      'line',
    ),
  );
  const least = (metric: Metric) => {
    const values = numbersOf(heard, metric);
    return values.length > 0 ? Math.min(...values) : null;
  };
  return { loss: least('loss'), rtt: least('rtt'), badRun: least('badRun') };
}

const operStates = { up: 'up', down: 'down', lowerLayerDown: 'down', notPresent: 'down' } as const;
const adminStates = { up: 'up', down: 'down' } as const;

function portOf(own: readonly Measure[], port: 'customerPort' | 'networkPort'): PortSeen | null {
  const admin = wordOf(own, `${port}.admin`, adminStates);
  const oper = wordOf(own, `${port}.oper`, operStates);
  const errors = numberOf(own, `${port}.errors`);
  return admin === null && oper === null && errors === null ? null : { admin, oper, errors };
}

/** One service that fails is a failure, whatever else the element serves. */
function isWorking(own: readonly Measure[]): boolean | null {
  const working = own.filter(({ metricName, via }) => metricName === 'working' && via === 'line');
  return working.length === 0 ? null : working.every(({ value }) => value === true);
}

/** What an element says of itself is asked around the line where it can be: that way stays open in a fault. */
function lastSaid(own: readonly Measure[], metric: Metric): Measure | undefined {
  const said = own.filter(({ metricName }) => metricName === metric);
  return said.findLast(({ via }) => via === 'outOfBand') ?? said.at(-1);
}

function wordOf<Word extends string>(
  own: readonly Measure[],
  metric: Metric,
  words: Readonly<Record<string, Word>>,
): Word | null {
  const value = lastSaid(own, metric)?.value;
  return typeof value === 'string' && Object.hasOwn(words, value) ? (words[value] ?? null) : null;
}

function numberOf(own: readonly Measure[], metric: Metric): number | null {
  const value = lastSaid(own, metric)?.value;
  return typeof value === 'number' ? value : null;
}

function numbersOf(own: readonly Measure[], metric: Metric): number[] {
  return own.flatMap(({ metricName, value }) => (metricName === metric && typeof value === 'number' ? [value] : []));
}
