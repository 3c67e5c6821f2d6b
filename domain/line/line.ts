import type { Party, Zone } from '../words.ts';

/** One element of the service's chain, as the tests saw it. Null: nothing is known, because nothing could be asked. */
export interface ElementSeen {
  readonly id: string;
  readonly name: string;
  readonly zone: Zone;
  readonly owner: Party;
  readonly kind: string | null;
  /** Something was heard from it over the line. */
  readonly alive: boolean | null;
  /** Something was heard from it around the line. */
  readonly outOfBand: boolean | null;
  /** Percent of packets lost; milliseconds of the quickest; packets in a row lost or late. */
  readonly loss: number | null;
  readonly rtt: number | null;
  readonly badRun: number | null;
  /** What it says of its own ports. */
  readonly customerPort: PortSeen | null;
  readonly networkPort: PortSeen | null;
  /** What an OLT says of the subscriber's ONT, and the light that it receives (dBm). */
  readonly ontState: 'up' | 'los' | 'dyingGasp' | null;
  readonly rxPower: number | null;
  /** The service on top answers as it should: web, names, telephony. */
  readonly working: boolean | null;
  /** The site from which it should have been tested, if its probe did not answer. */
  readonly blindFrom: string | null;
}

export interface PortSeen {
  readonly admin: 'up' | 'down' | null;
  readonly oper: 'up' | 'down' | null;
  /** Errors per second. */
  readonly errors: number | null;
}

/** All that a verdict is made from. */
export interface LineSeen {
  /** Nearest the customer first. */
  readonly chain: readonly ElementSeen[];
  /** Planned works under way now. */
  readonly works: readonly { readonly elementId: string; readonly title: string }[];
  /** How many other services were found to fail at an element lately; elements where none did are left out. */
  readonly others: readonly { readonly elementId: string; readonly failing: number }[];
  /** What earlier runs of this episode said, the latest last: a line that is well now and was bad before flaps. */
  readonly earlier: readonly VerdictCode[];
}

export const verdictCodes = [
  /** The chain names no element, or none that can be tested. */
  'notTestable',
  /** The probe's site did not answer, or nothing at all answers it: it stands alone. */
  'probeBlind',
  /** The probe's own link to the network is cut. */
  'probeUplink',
  'plannedWork',
  /** A dead element; a cut between two; neither can be told. */
  'nodeDown',
  'linkDown',
  'noAnswer',
  /** A port set down by somebody: configuration, ours. */
  'adminDown',
  'customerPower',
  /** The line is good up to the customer's own network. */
  'customerLan',
  /** Port up, element up, nothing passes. */
  'forwarding',
  'opticalLow',
  'degraded',
  'intermittent',
  'serviceDown',
  'noFaultFound',
] as const;
export type VerdictCode = (typeof verdictCodes)[number];
