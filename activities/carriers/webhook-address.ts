import { lookup, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { promisify } from 'node:util';

/** Where a customer's program answers: one address, whatever its name leads to a moment later. */
export interface Pinned {
  readonly url: URL;
  readonly lookup: LookupFunction;
}

/** `failure` is a code without an address. `passing`: the name may lead somewhere later. */
export interface Unfit {
  readonly failure: string;
  readonly passing: boolean;
}

/** Names to addresses; as `dns.lookup` with `all`. */
export type Resolve = (host: string) => Promise<readonly LookupAddress[]>;

const lookupAll = promisify(lookup);
export const resolveByDns: Resolve = async (host) => lookupAll(host, { all: true });

export interface Allowed {
  /** This machine and its networks too, and http: for whoever runs the desk and the program on one. */
  readonly privateAddresses: boolean;
  readonly resolve: Resolve;
}

/** The address that a POST to this URL may go to. A name of which one address is private is refused for all. */
export async function pin(given: string, { privateAddresses, resolve }: Allowed): Promise<Pinned | Unfit> {
  const url = URL.canParse(given) ? new URL(given) : null;
  const schemes = privateAddresses ? ['https:', 'http:'] : ['https:'];
  if (url === null || !schemes.includes(url.protocol) || url.username !== '' || url.password !== '') {
    return { failure: 'badAddress', passing: false };
  }
  const addresses = await resolved(url.hostname.replace(/^\[|\]$/g, ''), resolve);
  if ('failure' in addresses) return addresses;
  if (!privateAddresses && !addresses.every(({ address }) => isPublic(address))) {
    return { failure: 'privateAddress', passing: false };
  }
  return { url, lookup: answering(addresses[0]) };
}

type Addresses = readonly [LookupAddress, ...LookupAddress[]];

async function resolved(host: string, resolve: Resolve): Promise<Addresses | Unfit> {
  try {
    const [first, ...others] = await resolve(host);
    return first === undefined ? { failure: 'ENOTFOUND', passing: true } : [first, ...others];
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    return { failure: String(error.code), passing: true };
  }
}

function answering({ address, family }: LookupAddress): LookupFunction {
  return (_host, { all }, done) => (all ? done(null, [{ address, family }]) : done(null, address, family));
}

/** What leads to this machine, to its neighbours, or to nobody (the special-purpose registries of IANA, RFC 6890). */
const notPublic = new BlockList();
const specialV4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
  ...['192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24'],
  ...['203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
];
/** Inside of what is public: Teredo and its like, examples, and 6to4, which carries any address of IPv4. */
const specialV6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];
for (const range of specialV4) notPublic.addSubnet(...partsOf(range), 'ipv4');
for (const range of specialV6) notPublic.addSubnet(...partsOf(range), 'ipv6');

const publicV6 = new BlockList();
publicV6.addSubnet('2000::', 3, 'ipv6');

function partsOf(range: string): [network: string, prefix: number] {
  const [network = '', prefix] = range.split('/');
  return [network, Number(prefix)];
}

/** Of IPv6 only what is given to the world: so neither `::1`, nor an IPv4 address in it, nor a link's own. */
export function isPublic(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !notPublic.check(address, 'ipv4');
  return family === 6 && publicV6.check(address, 'ipv6') && !notPublic.check(address, 'ipv6');
}
