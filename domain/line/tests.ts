import type { Instant } from '../instant.ts';
import type { Bilingual, Party, Severity, Zone } from '../words.ts';

/** How a test is carried out: one file of `probe/kinds/` each. */
export const testKinds = ['icmp', 'tcp', 'http', 'dns', 'snmp', 'traceroute', 'throughput', 'webhook'] as const;
export type TestKind = (typeof testKinds)[number];

/** Over the customer's line, or around it: by a management network that stays up when the line is cut. */
export const testPaths = ['line', 'outOfBand'] as const;
export type TestPath = (typeof testPaths)[number];

/** How one element can be tested: a kind, where it answers, and the settings of that kind. */
export interface ElementProbe {
  readonly kind: TestKind;
  readonly via?: TestPath;
  /** Where it answers, if not at the element's own address. */
  readonly address?: string;
  readonly [setting: string]: unknown;
}

/** An element of a chain, with what is needed to test it and to say what it is. */
export interface TestedElement {
  readonly id: string;
  readonly name: string;
  readonly zone: Zone;
  readonly kind: string | null;
  readonly owner: Party;
  readonly address: string;
  readonly probes: readonly ElementProbe[];
  /** The site whose probe tests it; null for the desk's usual one. */
  readonly probeSite: string | null;
}

/** What must hold for a measure. The value is the limit itself: `{ op: '>=', value: 5 }` is violated from 5 on. */
export interface Threshold {
  readonly metricName: string;
  readonly op: '>' | '>=' | '<' | '<=' | '=' | '!=';
  readonly value: number | string | boolean;
  readonly severity: Exclude<Severity, 'none'>;
}

/** A kind of test with its settings and limits, as data (TMF653: service test specification). */
export interface TestSpecification {
  readonly id: string;
  readonly name: Bilingual;
  readonly kind: TestKind;
  /** For elements of these zones and kinds; none: of all. */
  readonly zones: readonly Zone[];
  readonly elementKinds: readonly string[];
  /** Settings of the kind; those of the element's own probe win. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly timeoutMs: number;
  readonly thresholds: readonly Threshold[];
  /** Part of every localization, or only where somebody asks for it by name. */
  readonly runs: 'always' | 'onDemand';
}

/** One test as a probe is asked for it. It needs neither the database nor the desk to carry it out. */
export interface PlannedTest {
  /** Unique in its order. */
  readonly id: string;
  readonly elementId: string;
  readonly specificationId: string | null;
  readonly kind: TestKind;
  readonly via: TestPath;
  readonly address: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly timeoutMs: number;
}

/** Of an element: `error` says nothing about the line; `blind`, that its site's probe did not answer. */
export const testOutcomes = ['pass', 'fail', 'error', 'blind'] as const;
export type TestOutcome = (typeof testOutcomes)[number];

/** What a probe saw of one test. `error`: the probe itself failed or refused, which says nothing about the line. */
export interface TestResult {
  readonly id: string;
  readonly elementId: string;
  readonly kind: TestKind;
  readonly via: TestPath;
  readonly startedAt: Instant;
  readonly endedAt: Instant;
  readonly outcome: 'done' | 'error';
  /** Why the probe could not: a word such as `addressRefused`, `notInstalled`, `tooLarge`. */
  readonly failure?: string;
  readonly measures: readonly Measured[];
  /** What was heard, bounded to 4,000 characters, without secrets: the evidence. */
  readonly raw: string;
}

export interface Measured {
  readonly metricName: Metric;
  readonly value: number | string | boolean;
  readonly unit: Unit;
}

export const units = ['', '%', 'ms', 's', 'dBm', 'Mbit/s', '1/s'] as const;
export type Unit = (typeof units)[number];

/**
 * What tests measure. Every kind says `reachable`: anything at all was heard from the element, a refusal too.
 * `badRun` counts packets in a row that were lost or came more than 100 ms later than the quickest. `working`: the
 * service behind the port answered as it should. A port's state is `up`, `down` or what IF-MIB calls it.
 */
export const metrics = [
  'reachable',
  'working',
  'loss',
  'rtt',
  'rttMax',
  'badRun',
  'sent',
  'connectTime',
  'responseTime',
  'status',
  'uptime',
  'customerPort.admin',
  'customerPort.oper',
  'customerPort.errors',
  'networkPort.admin',
  'networkPort.oper',
  'networkPort.errors',
  'rxPower',
  'ontState',
  'hops',
  'lastHop',
  'throughput',
] as const;
export type Metric = (typeof metrics)[number] | `webhook.${string}`;

/** A measure beside the limit that it breaks, if any (TMF653: test measure, rule violation). */
export interface Measure extends Measured {
  readonly elementId: string;
  readonly kind: TestKind;
  readonly via: TestPath;
  readonly at: Instant;
  readonly threshold?: Threshold;
  readonly violated: boolean;
}

/** What one site's probe is asked for: a number of tests within a time, in one go. */
export interface ProbeOrder {
  readonly site: string;
  readonly tests: readonly PlannedTest[];
  /** After so many milliseconds what is not done yet is given up: `error`, `tookTooLong`. */
  readonly longestMs: number;
}

export interface ProbeReport {
  readonly site: string;
  /** The site's probe did not take the order in time: nothing is known from there. */
  readonly away: boolean;
  readonly results: readonly TestResult[];
}
