import type { ElementProbe, TestedElement } from '../../domain/line/tests.ts';
import type { Zone } from '../../domain/words.ts';
import { ontStateOid, ontStates, rxPowerOid } from './agent.ts';
import { addressOf, ifIndex, managementAddressOf, type Host } from './topology.ts';

// The lab as an operator's inventory describes it.

/** Under this name the probe's site keeps what opens the lab's agents. */
export const credentials = 'lab';

const ping: ElementProbe = { kind: 'icmp' };

/** Asked around the line: whether it is there at all, and what it says of its ports. */
function managedBy(host: Host, settings: Readonly<Record<string, unknown>> = {}): ElementProbe[] {
  const around = { via: 'outOfBand', address: managementAddressOf(host) } as const;
  const ports = { networkPort: ifIndex.network, customerPort: ifIndex.customer };
  return [
    { kind: 'icmp', ...around },
    { kind: 'snmp', ...around, credentials, ...ports, ...settings },
  ];
}

const optics = {
  rxPower: { oid: rxPowerOid, divide: 10 },
  ontState: {
    oid: ontStateOid,
    values: Object.fromEntries(Object.entries(ontStates).map(([state, value]) => [String(value), state])),
  },
};

interface Entered {
  readonly zone: Zone;
  readonly host: Host;
  readonly probes: readonly ElementProbe[];
  readonly id?: string;
  readonly kind?: string;
  readonly owner?: TestedElement['owner'];
}

const element = ({ zone, host, probes, id = host, kind, owner = 'operator' }: Entered): TestedElement => ({
  ...{ id, zone, owner, probes, name: id, kind: kind ?? null },
  address: addressOf(host),
  probeSite: null,
});

/** Nearest the customer first. */
export const chain: readonly TestedElement[] = [
  element({ zone: 'customerLan', host: 'customerLan', probes: [ping], owner: 'customer' }),
  element({ zone: 'cpe', host: 'cpe', kind: 'router', probes: [ping, { kind: 'tcp', port: 80 }], owner: 'customer' }),
  element({ zone: 'demarcation', host: 'demarcation', kind: 'ONT', probes: [ping, ...managedBy('demarcation')] }),
  element({ zone: 'access', host: 'access', kind: 'OLT', probes: [ping, ...managedBy('access', optics)] }),
  element({ zone: 'aggregation', host: 'aggregation', probes: [ping, ...managedBy('aggregation')] }),
  element({
    zone: 'core',
    host: 'core',
    probes: [ping, ...managedBy('core', { networkPort: ifIndex.upstream })],
  }),
  element({ zone: 'upstream', host: 'upstream', probes: [ping], owner: 'supplier' }),
  element({ zone: 'service', host: 'services', id: 'web', probes: [{ kind: 'http' }] }),
  element({ zone: 'service', host: 'services', id: 'names', probes: [{ kind: 'dns', name: 'desk.example' }] }),
  element({ zone: 'service', host: 'services', id: 'telephony', probes: [{ kind: 'tcp', port: 5060 }] }),
];

/** The same line where nothing can be reached around it: most inventories begin like that. */
export const onlyOnTheLine: readonly TestedElement[] = chain.map((one) => ({
  ...one,
  probes: one.probes.filter(({ via }) => via !== 'outOfBand'),
}));

/** An ONT as it comes with GPON: it hangs on its fibre alone, and only the OLT knows how it is. */
export const withoutManagedOnt: readonly TestedElement[] = chain.map((one) =>
  one.id === 'demarcation' ? { ...one, probes: [ping] } : one,
);

/** Pings for two seconds instead of one, so that a round of a loose contact is always in it. */
export const watchedLonger: readonly TestedElement[] = chain.map((one) => ({
  ...one,
  probes: one.probes.map((probe) => (probe.kind === 'icmp' ? { ...probe, count: 40 } : probe)),
}));

/** Only the way to the customer's router, and nothing besides: hosts answer no more than so many packets in a second. */
export const followed: readonly TestedElement[] = chain.flatMap((one) =>
  one.id === 'cpe' ? [{ ...one, probes: [{ kind: 'traceroute' }] }] : [],
);

/** The customer's own router stands right behind the OLT, and nothing of his network is known. */
export const short: readonly TestedElement[] = chain.filter(({ zone }) =>
  ['cpe', 'access', 'aggregation', 'core'].includes(zone),
);
