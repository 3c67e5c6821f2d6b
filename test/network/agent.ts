import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../support/eventually.ts';
import type { Namespaces } from './namespaces.ts';
import { ifIndex, type Host } from './topology.ts';

// A real snmpd tells of a host's real ports. What no virtual cable has is read from files that the lab writes: light,
// the subscriber's ONT, and errors counted by a card.

/** Opens the agents of the lab, for reading. */
export const community = 'lab';

// 32473 is the enterprise that documents may use.
const optics = '1.3.6.1.4.1.32473.1';
export const ontStateOid = `${optics}.1.0`;
export const rxPowerOid = `${optics}.2.0`;
export const ontStates = { up: 1, los: 2, dyingGasp: 3 } as const;
/** What the OLT receives of a healthy ONT, in tenths of a dBm. */
export const usualLight = -193;
export type OntState = keyof typeof ontStates;

const ifInErrors = '1.3.6.1.2.1.2.2.1.14';
// Two at least: what snmpd has just read it gives again for half a minute, until it has read something else.
const counting = ['network', 'customer'] as const;

// nsCacheStatus of ifTable, and the value that empties it.
const ifTableMemory = '1.3.6.1.4.1.8072.1.5.3.1.3.1.3.6.1.2.1.2.2';
const empty = '3';

// Asked by snmpd for one value: the file of that name holds an integer, or how much a counter grows in a second.
const reader = `[ "$1" = -g ] && [ -f "$0.d/$2" ] || exit 0
value=$(cat "$0.d/$2")
case $2 in
.${ifInErrors}.*) up=$(cut -d' ' -f1 /proc/uptime | tr -d .); printf '%s\\ncounter\\n%s\\n' "$2" $((up * value / 100)) ;;
*) printf '%s\\ninteger\\n%s\\n' "$2" "$value" ;;
esac
`;

export interface Agent {
  /** In tenths of a dBm, as equipment gives it. */
  tellLight(tenths: number): void;
  tellOnt(state: OntState): void;
  /** Errors per second at the port towards the customer. */
  tellErrors(perSecond: number): void;
}

/** Starts snmpd in a host and waits for its first answer. It ends with its namespace. */
export async function startAgent(namespaces: Namespaces, host: Host, folder: string): Promise<Agent> {
  const home = join(folder, host);
  const told = join(home, 'reader.sh.d');
  mkdirSync(told, { recursive: true });
  const tell = (oid: string, value: number) => writeFileSync(join(told, `.${oid}`), String(value));
  if (host === 'access') tell(ontStateOid, ontStates.up);
  if (host === 'access') tell(rxPowerOid, usualLight);
  for (const port of counting) tell(`${ifInErrors}.${ifIndex[port]}`, 0);
  configure(home);
  run(namespaces.named(host), home);
  await eventually(() => forgetsPorts(namespaces, host).then(() => true), { withinMs: 10_000 });
  return {
    tellLight: (tenths) => tell(rxPowerOid, tenths),
    tellOnt: (state) => tell(ontStateOid, ontStates[state]),
    tellErrors: (perSecond) => tell(`${ifInErrors}.${ifIndex.customer}`, perSecond),
  };
}

function configure(home: string): void {
  writeFileSync(join(home, 'reader.sh'), reader);
  const lines = [
    `rocommunity ${community}`,
    'rwcommunity tune 127.0.0.1',
    `pass .${optics} /bin/sh ${join(home, 'reader.sh')}`,
    ...counting.map((port) => `pass -p 10 .${ifInErrors}.${ifIndex[port]} /bin/sh ${join(home, 'reader.sh')}`),
  ];
  writeFileSync(join(home, 'snmpd.conf'), lines.join('\n'));
}

function run(namespace: string, home: string): void {
  const options = ['-f', '-LF', 'w', join(home, 'log'), '-C', '-c', join(home, 'snmpd.conf'), '-p', join(home, 'pid')];
  spawn('ip', ['netns', 'exec', namespace, 'snmpd', ...options, 'udp:161'], {
    cwd: home,
    stdio: 'ignore',
    env: { ...process.env, MIBS: '', SNMP_PERSISTENT_DIR: home },
  });
}

/** snmpd remembers its ports for three seconds: makes it look again. */
export async function forgetsPorts(namespaces: Namespaces, host: Host): Promise<void> {
  const asked = ['-v2c', '-c', 'tune', '-t', '0.5', '-r', '0', '127.0.0.1', ifTableMemory, 'i', empty];
  await namespaces.run(host, ['snmpset', ...asked]);
}
