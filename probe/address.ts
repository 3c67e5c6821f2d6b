import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { codeOf } from './heard.ts';
import { TestFailed } from './kind.ts';

/** An address to speak to: of whatever name, always a plain IP address. */
export interface Target {
  readonly address: string;
  readonly family: 4 | 6;
}

/** Whether an IP address may be tested from this site. */
export type Allowed = (address: string) => boolean;

/**
 * This machine, its own link (where clouds keep their metadata), everybody at once, nobody: what a test asked for from
 * far away must not reach, unless the site lists that range itself. A wider entry, such as all of IPv4, is no such word.
 */
const special = [
  ...['127.0.0.0/8', '0.0.0.0/8', '169.254.0.0/16', '224.0.0.0/4', '240.0.0.0/4'],
  ...['::1/128', '::/128', 'fe80::/10', 'ff00::/8', 'fd00:ec2::254/128'],
].map(rangeOf);

interface Range {
  readonly address: string;
  readonly family: 4 | 6;
  readonly prefix: number;
}

/**
 * May be tested: what lies in one of these ranges (CIDR); without any, everything that is not special.
 * @throws RangeError for what is no range
 */
export function allowing(ranges: readonly string[]): Allowed {
  const given = (ranges.length > 0 ? ranges : ['0.0.0.0/0', '::/0']).map(rangeOf);
  const kept = listOf(special);
  const opened = listOf(given.filter((range) => special.some((one) => liesIn(range, one))));
  const usual = listOf(given.filter((range) => !special.some((one) => liesIn(range, one))));
  return (address) => {
    const family = isIP(address);
    // A zone (`%eth0`) names an interface of this machine.
    if (family === 0 || address.includes('%')) return false;
    return (contains(kept, address) ? opened : usual).check(address, family === 4 ? 'ipv4' : 'ipv6');
  };
}

function contains(list: BlockList, address: string): boolean {
  return list.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6');
}

function rangeOf(text: string): Range {
  const [address = '', bits] = text.trim().split('/', 2);
  const family = isIP(address);
  const most = family === 4 ? 32 : 128;
  const prefix = bits === undefined ? most : Number(bits);
  const whole = bits === undefined || /^\d{1,3}$/.test(bits);
  if ((family !== 4 && family !== 6) || !whole || prefix > most) throw new RangeError(`"${text}" is no range`);
  return { address, family, prefix };
}

function listOf(ranges: readonly Range[]): BlockList {
  const list = new BlockList();
  for (const { address, prefix, family } of ranges) list.addSubnet(address, prefix, family === 4 ? 'ipv4' : 'ipv6');
  return list;
}

function liesIn(inner: Range, outer: Range): boolean {
  return inner.family === outer.family && inner.prefix >= outer.prefix && contains(listOf([outer]), inner.address);
}

/**
 * The address behind a name, looked up this once: whoever speaks to it afterwards cannot be led elsewhere.
 * @throws TestFailed `nameUnknown`, `addressRefused`
 */
export async function resolveAllowed(host: string, allowed: Allowed): Promise<Target> {
  const target = await resolved(host.replace(/^\[|\]$/g, ''));
  if (allowed(target.address)) return target;
  throw new TestFailed('addressRefused', `${target.address} may not be tested from this site`);
}

/** Names that the site's own resolver does not find at once are not found: elements have addresses. */
const lookupMs = 1_000;

async function resolved(host: string): Promise<Target> {
  const family = isIP(host);
  if (family !== 0) return { address: host, family: family as 4 | 6 };
  const late = pause(lookupMs, null, { ref: false });
  const found = await Promise.race([late, lookup(host, { verbatim: true }).catch((error: unknown) => notFound(error))]);
  if (found === null) throw new TestFailed('nameUnknown', `no address is known for ${host}`);
  return { address: found.address, family: found.family as 4 | 6 };
}

function notFound(error: unknown): null {
  if (codeOf(error) === '') throw error;
  return null;
}
