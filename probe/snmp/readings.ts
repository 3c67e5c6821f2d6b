import type { Metric } from '../../domain/line/tests.ts';
import type { SnmpSettings } from '../kinds/snmp.ts';
import type { Values } from './session.ts';

const upTime = '1.3.6.1.2.1.1.3.0';
const ifAdminStatus = '1.3.6.1.2.1.2.2.1.7';
const ifOperStatus = '1.3.6.1.2.1.2.2.1.8';
const ifInErrors = '1.3.6.1.2.1.2.2.1.14';

/** As IF-MIB numbers them, from 1. */
const adminWords = ['up', 'down', 'testing'];
const operWords = ['up', 'down', 'testing', 'unknown', 'dormant', 'notPresent', 'lowerLayerDown'];

const ports = ['customerPort', 'networkPort'] as const;
type Port = (typeof ports)[number];

/** Everything that is asked for, in one question. */
export function oidsOf(wanted: SnmpSettings): string[] {
  const ofPorts = ports.flatMap((port) => {
    const index = wanted[port];
    if (index === undefined) return [];
    const counted = wanted.errorsOverMs > 0 ? [ifInErrors] : [];
    return [ifAdminStatus, ifOperStatus, ...counted].map((column) => `${column}.${index}`);
  });
  const ofLight = [wanted.rxPower?.oid, wanted.ontState?.oid].filter((oid) => oid !== undefined);
  return [upTime, ...ofPorts, ...ofLight];
}

type Seen = { readonly [M in Metric]?: string | number | undefined };

/** What the values say; what is not there, or cannot be, is left out. */
export function seenIn(wanted: SnmpSettings, values: Values): Seen {
  const ticks = numberAt(values, upTime);
  const { rxPower, ontState } = wanted;
  return {
    uptime: ticks === undefined ? undefined : ticks / 100,
    ...Object.fromEntries(ports.flatMap((port) => portIn(port, wanted[port], values))),
    rxPower: rxPower && lightOf(numberAt(values, rxPower.oid), rxPower.divide),
    ontState: ontState && ontState.values[String(values.get(ontState.oid))],
  };
}

function portIn(port: Port, index: number | undefined, values: Values): [Metric, string | undefined][] {
  if (index === undefined) return [];
  return [
    [`${port}.admin`, adminWords[(numberAt(values, `${ifAdminStatus}.${index}`) ?? 0) - 1]],
    [`${port}.oper`, operWords[(numberAt(values, `${ifOperStatus}.${index}`) ?? 0) - 1]],
  ];
}

/** Equipment says "no light" by a number that no receiver can see. */
function lightOf(value: number | undefined, divide: number): number | undefined {
  const dBm = value === undefined ? Number.NaN : value / divide;
  return dBm >= -60 && dBm <= 20 ? dBm : undefined;
}

export type Counters = { readonly [P in Port]?: number };

/** How many errors each port has counted since it began. */
export function errorsOf(wanted: SnmpSettings, values: Values): Counters {
  const counted = ports.flatMap((port) => {
    const value = numberAt(values, `${ifInErrors}.${wanted[port]}`);
    return value === undefined ? [] : [[port, value]];
  });
  return Object.fromEntries(counted) as Counters;
}

/** Errors per second between two readings; none where a counter began anew in between. */
export function errorRate(before: Counters, after: Counters, seconds: number): Seen {
  const rates = ports.flatMap((port) => {
    const more = (after[port] ?? Number.NaN) - (before[port] ?? Number.NaN);
    return more >= 0 ? [[`${port}.errors`, more / seconds]] : [];
  });
  return Object.fromEntries(rates) as Seen;
}

/** Some equipment writes its numbers as text. */
function numberAt(values: Values, oid: string): number | undefined {
  const value = values.get(oid);
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}
