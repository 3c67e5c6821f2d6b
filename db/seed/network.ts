import type { elements, services } from '../schema.ts';
import { bakery, clinic, office } from './customers.ts';
import { demoId, demoServiceId } from './ids.ts';
import { networkName, networkProbes } from './network-probes.ts';

type Element = typeof elements.$inferInsert;
type Service = typeof services.$inferInsert;

const names = [{ kind: 'dns' as const, name: 'access.demo.example' }];
const web = [{ kind: 'http' as const }];
const ssh = [{ kind: 'tcp' as const, port: 22 }];
const bgp = [{ kind: 'tcp' as const, port: 179 }];
const sip = [{ kind: 'tcp' as const, port: 5060 }];

const element = (place: number, element: Omit<Element, 'id' | 'name'>): Element => ({
  id: demoId('element', place),
  name: networkName(place),
  ...element,
});
const site = (place: number) => ({ siteId: demoId('site', place) });
const ours = { owner: 'operator' } as const;

/** Addresses of documentation (RFC 5737): nothing answers there. */
export const demoElements: Element[] = [
  element(1, {
    zone: 'cpe',
    kind: 'router',
    ...site(1),
    address: '192.0.2.11',
    probes: ssh,
    ...ours,
    covered: true,
  }),
  element(2, {
    zone: 'demarcation',
    kind: 'ont',
    ...site(1),
    address: '192.0.2.12',
    probes: ssh,
    ...ours,
    covered: true,
  }),
  element(3, {
    zone: 'cpe',
    kind: 'router',
    ...site(2),
    address: '192.0.2.21',
    probes: ssh,
    ...ours,
    covered: true,
  }),
  element(4, {
    zone: 'cpe',
    kind: 'router',
    ...site(3),
    address: '192.0.2.22',
    probes: ssh,
    ...ours,
    covered: true,
  }),
  element(5, {
    zone: 'cpe',
    kind: 'router',
    ...site(4),
    address: '192.0.2.31',
    probes: ssh,
    owner: 'customer',
    covered: false,
  }),
  element(6, {
    zone: 'access',
    kind: 'olt',
    ...site(5),
    address: '198.51.100.17',
    probes: ssh,
    ...ours,
  }),
  element(7, {
    zone: 'aggregation',
    kind: 'switch',
    ...site(5),
    address: '198.51.100.1',
    probes: ssh,
    ...ours,
  }),
  element(8, { zone: 'core', kind: 'router', address: '198.51.100.2', probes: bgp, ...ours }),
  element(9, {
    zone: 'upstream',
    kind: 'peering',
    address: '203.0.113.1',
    probes: bgp,
    owner: 'supplier',
  }),
  element(10, {
    zone: 'service',
    kind: 'softswitch',
    address: '203.0.113.50',
    probes: sip,
    ...ours,
  }),
  element(11, { zone: 'service', kind: 'dns', address: '203.0.113.53', probes: names, ...ours }),
  element(12, { zone: 'service', kind: 'web', address: '203.0.113.80', probes: web, ...ours }),
];

/** The same elements where the demo's network answers for them, from that port of this machine on. */
export function elementsOnNetwork(firstPort: number): Element[] {
  const address = '127.0.0.1';
  return demoElements.map((row, index) => ({ ...row, address, probes: networkProbes(index + 1, firstPort) }));
}

const chain = (...places: number[]) => places.map((place) => demoId('element', place));

const service = (
  place: number,
  contract: number,
  at: number,
  service: Pick<Service, 'customerId' | 'name' | 'kind' | 'chain'>,
): Service => ({
  id: demoServiceId(place),
  contractId: demoId('contract', contract),
  ...site(at),
  ...service,
});

export const demoServices: Service[] = [
  service(1, 1, 1, {
    customerId: bakery,
    name: 'Интернет 100 Мбит/с, Лесная',
    kind: 'internet',
    chain: chain(1, 2, 6, 7, 8, 9, 11, 12),
  }),
  service(2, 1, 1, { customerId: bakery, name: 'Телефония, 4 линии', kind: 'voice', chain: chain(1, 2, 6, 7, 8, 10) }),
  service(3, 2, 2, {
    customerId: clinic,
    name: 'Интернет 500 Мбит/с, Садовая',
    kind: 'internet',
    chain: chain(3, 6, 7, 8, 9, 11, 12),
  }),
  service(4, 2, 3, { customerId: clinic, name: 'VPN Садовая — лаборатория', kind: 'vpn', chain: chain(4, 7, 8, 3) }),
  service(5, 3, 4, {
    customerId: office,
    name: 'Internet 50 Mbit/s, Tverskaya',
    kind: 'internet',
    chain: chain(5, 6, 7, 8, 9, 11, 12),
  }),
];
