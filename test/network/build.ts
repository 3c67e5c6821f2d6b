import type { Namespaces } from './namespaces.ts';
import { addressOf, beyond, cables, hosts, ifIndex, linksOf, managed, managementAddressOf } from './topology.ts';
import type { Cable, Host, Link, Port } from './topology.ts';

// Hosts forward, and know every address by the cable that it lies behind. A cable without carrier takes its routes
// out of use; `unreachable` stands behind them, or packets would wander between neighbours until they die.

const forwarding = [
  'echo 1 > /proc/sys/net/ipv4/ip_forward',
  'echo 1 > /proc/sys/net/ipv4/conf/all/ignore_routes_with_linkdown',
  'echo 1 > /proc/sys/net/ipv4/conf/default/ignore_routes_with_linkdown',
].join(' && ');

const management = 'management';

/** The bridge that is a cable, and the plug of one of its ends. */
export const bridgeOf = (cable: Cable): string => `c${cables.indexOf(cable)}`;
export const plugOf = (cable: Cable, host: Host): string => `${bridgeOf(cable)}-${host}`;
export const managementPlugOf = (host: Host): string => `m-${host}`;

export const setPlugs = (namespaces: Namespaces, plugs: readonly string[], state: 'up' | 'down'): Promise<void> =>
  namespaces.configure(
    'plant',
    plugs.map((plug) => `link set ${plug} ${state}`),
  );

/** The ground with all cables in it, before there is anything to plug in. */
export async function layCables(namespaces: Namespaces): Promise<void> {
  await namespaces.add('plant');
  const bridges = [...cables.map(bridgeOf), management];
  await namespaces.configure(
    'plant',
    bridges.flatMap((bridge) => [`link add name ${bridge} type bridge`, `link set ${bridge} up`]),
  );
}

/** A host with its ports plugged in and its routes; its programs are started by others. */
export async function putHost(namespaces: Namespaces, host: Host): Promise<void> {
  await namespaces.add(host);
  await namespaces.run(host, ['sh', '-c', forwarding]);
  const plugs = plugsOf(host);
  const ground = namespaces.named('plant');
  await namespaces.configure(host, [
    'link set lo up',
    `addr add ${addressOf(host)}/32 dev lo`,
    `route add unreachable 10.255.0.0/24 metric 9999`,
    ...plugs.flatMap(({ port, plug, address }) => [
      `link add index ${ifIndex[port]} name ${port} address ${cardOf(host, port)} type veth peer name ${plug} netns ${ground}`,
      `addr add ${address} dev ${port}`,
      `link set ${port} up`,
    ]),
  ]);
  await namespaces.configure(
    'plant',
    plugs.map(({ plug, bridge }) => `link set ${plug} master ${bridge} up`),
  );
  await namespaces.configure(
    host,
    linksOf(host).flatMap((link) => routesThrough(host, link)),
  );
}

// The same after a host was taken away and put back, as a card keeps its address: neighbours remember it for a minute.
const cardOf = (host: Host, port: Port): string => `02:00:00:00:${two(hosts.indexOf(host))}:${two(ifIndex[port])}`;
const two = (number: number): string => number.toString(16).padStart(2, '0');

/** What a port needs again after it was set down. */
export const routesThrough = (host: Host, { neighbour, other, port }: Link): string[] =>
  beyond(host, neighbour).map((to) => `route replace ${addressOf(to)} via ${other} dev ${port} src ${addressOf(host)}`);

function plugsOf(host: Host) {
  const onLine = linksOf(host).map(({ cable, port, own }) => ({
    port,
    plug: plugOf(cable, host),
    bridge: bridgeOf(cable),
    address: `${own}/30`,
  }));
  if (!managed.includes(host)) return onLine;
  const around = { port: management, plug: managementPlugOf(host), bridge: management } as const;
  return [...onLine, { ...around, address: `${managementAddressOf(host)}/24` }];
}
