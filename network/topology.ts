// The demo's access network: who hangs on whom, and where each answers. Nothing of it exists outside of one process.

/** What an element says to whoever comes over the line. */
export type Answers = 'greeting' | 'names' | 'telephony' | 'web';

/** Who tells of an element around the line: it itself, the OLT that manages it, or nobody. */
export type ToldBy = 'itself' | 'olt' | 'nobody';

export interface NetworkElement {
  readonly key: string;
  /** Its place among the demo's elements; the ports follow from it. */
  readonly place: number;
  readonly name: string;
  readonly answers: Answers;
  readonly toldBy: ToldBy;
  /** The neighbour on the network's side and its port; null for the one on which the probe's site hangs. */
  readonly hangsOn: { readonly key: string; readonly port: number } | null;
  /** It draws power at the customer's, together with all that bear the same name. */
  readonly premises?: string | undefined;
  /** Its number among the ONTs of the OLT on which it hangs. */
  readonly ont?: number;
}

const at = (key: string, port: number) => ({ key, port });
const itself = { answers: 'greeting', toldBy: 'itself' } as const;
const byOlt = { answers: 'greeting', toldBy: 'olt' } as const;
const byNobody = { answers: 'greeting', toldBy: 'nobody' } as const;
const [bakery, clinic, laboratory, office] = ['the bakery', 'the clinic', 'the laboratory', 'the office'];

/** Port 1 of each looks to the network, those from 2 on to customers. A PON port is shared by all behind its splitter. */
export const demoNetwork = [
  { key: 'cpe-1', place: 1, name: 'CPE пекарни', hangsOn: at('ont-1', 2), premises: bakery, ...itself },
  { key: 'ont-1', place: 2, name: 'ONT пекарни', hangsOn: at('access-7', 2), premises: bakery, ont: 1, ...byOlt },
  { key: 'cpe-2', place: 3, name: 'CPE клиники', hangsOn: at('access-7', 2), premises: clinic, ...itself },
  { key: 'cpe-3', place: 4, name: 'CPE лаборатории', hangsOn: at('aggregation-1', 3), premises: laboratory, ...itself },
  { key: 'cpe-4', place: 5, name: 'Office router', hangsOn: at('access-7', 2), premises: office, ont: 2, ...byOlt },
  { key: 'access-7', place: 6, name: 'OLT М-17', hangsOn: at('aggregation-1', 2), ...itself },
  { key: 'aggregation-1', place: 7, name: 'Агрегация М-1', hangsOn: at('core-2', 2), ...itself },
  { key: 'core-2', place: 8, name: 'Ядро, BRAS 2', hangsOn: null, ...itself },
  { key: 'upstream-1', place: 9, name: 'Стык с вышестоящим оператором', hangsOn: at('core-2', 3), ...byNobody },
  {
    key: 'voice-1',
    place: 10,
    name: 'Телефонная платформа',
    hangsOn: at('core-2', 4),
    ...itself,
    answers: 'telephony',
  },
  { key: 'dns-1', place: 11, name: 'Серверы имён', hangsOn: at('core-2', 5), ...itself, answers: 'names' },
  { key: 'web-1', place: 12, name: 'Сайт для абонентов', hangsOn: at('core-2', 6), ...itself, answers: 'web' },
] as const satisfies readonly NetworkElement[];

export type ElementKey = (typeof demoNetwork)[number]['key'];

const byKey = new Map<string, NetworkElement>(demoNetwork.map((element) => [element.key, element]));

export const elementKeys: readonly ElementKey[] = demoNetwork.map(({ key }) => key);

export function isElementKey(text: string): text is ElementKey {
  return byKey.has(text);
}

export function elementOf(key: string): NetworkElement {
  const element = byKey.get(key);
  if (element === undefined) throw new Error(`the demo's network has no element ${key}`);
  return element;
}

/** The way from the probe to an element: the core first, the element last. */
export function wayTo(key: string): readonly NetworkElement[] {
  const element = elementOf(key);
  return element.hangsOn === null ? [element] : [...wayTo(element.hangsOn.key), element];
}

/** Those that hang on a port of an element, or on any, if none is told. */
export function hangingOn(key: string, port?: number): readonly NetworkElement[] {
  return [...byKey.values()].filter(
    ({ hangsOn }) => hangsOn?.key === key && (port === undefined || hangsOn.port === port),
  );
}

/** What the page of a web server of the demo says. */
export const pageText = 'The demo of a help desk';

/** The line with which an element greets over TCP, without its end. */
export function greetingOf({ key, answers }: Pick<NetworkElement, 'key' | 'answers'>): string {
  return answers === 'telephony' ? `SIP/2.0 ${key}` : `SSH-2.0-${key}`;
}

/** What an SNMP agent of the demo's network tells beside IF-MIB: `.<number of the ONT>` follows. */
export const ontOids = {
  // 32473 is the enterprise of examples (RFC 5612).
  entry: '1.3.6.1.4.1.32473.1.1.1',
  state: '1.3.6.1.4.1.32473.1.1.1.2',
  /** In hundredths of a dBm. */
  rxPower: '1.3.6.1.4.1.32473.1.1.1.3',
} as const;
export const ontStates = { 1: 'up', 2: 'los', 3: 'dyingGasp' } as const;

/** The ifIndex under which an OLT tells of the customer's port of one of its ONTs. */
export const portOfOnt = (ont: number): number => 100 + ont;

/** How many ports in a row the network takes, from the first. */
export const networkPorts = 2 * demoNetwork.length + 1;

export interface Places {
  readonly line: number;
  readonly outOfBand: number;
}

/** Where an element answers on 127.0.0.1, over the line and around it. */
export function placesOf(first: number, key: string): Places {
  const line = first + 2 * (elementOf(key).place - 1);
  return { line, outOfBand: line + 1 };
}

/** Where the network itself is told what to break. */
export const controlPort = (first: number): number => first + networkPorts - 1;
