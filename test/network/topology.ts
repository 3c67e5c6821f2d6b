// The lab's plan: one customer's line as an operator would build it, the probe's site, what else hangs on the core.

/** A place in a chain of cables, one network namespace each. */
export const hosts = [
  'probe',
  'core',
  'aggregation',
  'access',
  'demarcation',
  'cpe',
  'customerLan',
  'upstream',
  'services',
] as const;
export type Host = (typeof hosts)[number];

/** The number that IF-MIB knows a port by (ifIndex), the same in every host. */
export const ifIndex = { network: 10, customer: 20, management: 30, probes: 40, upstream: 50, services: 60 } as const;
export type Port = keyof typeof ifIndex;

/** Two ends, that on the probe's side first. */
export interface Cable {
  readonly ends: readonly [End, End];
}

export interface End {
  readonly host: Host;
  readonly port: Port;
}

const cable = (near: Host, port: Port, far: Host): Cable => ({
  ends: [
    { host: near, port },
    { host: far, port: 'network' },
  ],
});

/** Each is a bridge in the namespace `plant`: that is how it can be cut while both of its ends stay switched on. */
export const cables: readonly Cable[] = [
  cable('core', 'probes', 'probe'),
  cable('core', 'customer', 'aggregation'),
  cable('aggregation', 'customer', 'access'),
  cable('access', 'customer', 'demarcation'),
  cable('demarcation', 'customer', 'cpe'),
  cable('cpe', 'customer', 'customerLan'),
  cable('core', 'upstream', 'upstream'),
  cable('core', 'services', 'services'),
];

/** Who can also be reached around the line: the operator's own, and the probe. */
export const managed: readonly Host[] = ['probe', 'core', 'aggregation', 'access', 'demarcation'];

/** Who tells of its ports by SNMP. */
export const agents: readonly Host[] = ['core', 'aggregation', 'access', 'demarcation'];

/** A host's address on the line. It belongs to no port, so that it outlives any of them. */
export const addressOf = (host: Host): string => `10.255.0.${hosts.indexOf(host) + 1}`;
export const managementAddressOf = (host: Host): string => `10.250.0.${hosts.indexOf(host) + 1}`;

/** The cable between two neighbours, whichever is named first. */
export function cableBetween(one: Host, other: Host): Cable {
  const found = cables.find(({ ends }) => ends.some(({ host }) => host === one) && ends.some((e) => e.host === other));
  if (found === undefined) throw new Error(`the lab has no cable between ${one} and ${other}`);
  return found;
}

export interface Link {
  readonly cable: Cable;
  readonly port: Port;
  readonly neighbour: Host;
  /** Addresses of this end and of the other one. */
  readonly own: string;
  readonly other: string;
}

/** The cables of a host, as it sees them. */
export function linksOf(host: Host): Link[] {
  return cables.flatMap((one, index) => {
    const side = one.ends.findIndex((end) => end.host === host);
    const [here, there] = [one.ends[side], one.ends[1 - side]];
    if (here === undefined || there === undefined) return [];
    const address = (end: number) => `10.64.${index}.${end + 1}`;
    return [{ cable: one, port: here.port, neighbour: there.host, own: address(side), other: address(1 - side) }];
  });
}

/** Everybody who is reached through a neighbour, the neighbour among them. */
export function beyond(from: Host, neighbour: Host): Host[] {
  const further = linksOf(neighbour).filter((link) => link.neighbour !== from);
  return [neighbour, ...further.flatMap((link) => beyond(neighbour, link.neighbour))];
}
