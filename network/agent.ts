import { createSocket, type RemoteInfo } from 'node:dgram';
import { EventEmitter, once } from 'node:events';
import snmp from 'net-snmp';
import type { OntTold, PortTold } from './effects.ts';
import { ontOids, ontStates } from './topology.ts';

/** What an agent tells, read anew for every question. */
export interface Told {
  readonly name: string;
  readonly ports: () => readonly PortTold[];
  readonly onts: () => readonly OntTold[];
  /** A dead element says nothing. */
  readonly isHeard: () => boolean;
}

export interface RunningAgent {
  close(): Promise<void>;
}

/** An SNMP agent (v2c) on 127.0.0.1 for those who know the community. @throws Error if the port is taken */
export async function tellOutOfBand(told: Told, port: number, community: string): Promise<RunningAgent> {
  const door = doorOf(() => fill(agent, told), told.isHeard);
  // Of questions that it cannot answer (a wrong community, garbage) it says nothing, as real ones do.
  const agent = snmp.createAgent(
    { port, address: '127.0.0.1', dgramModule: { createSocket: () => door } },
    () => undefined,
  );
  agent.getAuthorizer().addCommunity(community);
  register(agent, told);
  await door.isOpen;
  return { close: async () => new Promise((resolve) => door.close(resolve)) };
}

/** The socket of an agent, which lets a question in only after what it asks about was brought up to date. */
function doorOf(beforeEach: () => void, isOpenNow: () => boolean) {
  const socket = createSocket('udp4');
  const door = new EventEmitter();
  socket.on('error', (error) => door.emit('error', error));
  socket.on('message', (message: Buffer, from: RemoteInfo) => {
    if (!isOpenNow()) return;
    beforeEach();
    door.emit('message', message, from);
  });
  return Object.assign(door, {
    isOpen: once(socket, 'listening'),
    bind: (port: number, address: string) => socket.bind(port, address),
    send: socket.send.bind(socket),
    close: (closed?: () => void) => socket.close(closed),
  });
}

type Agent = ReturnType<typeof snmp.createAgent>;

const startedAt = Date.now();
const { Scalar, Table } = snmp.MibProviderType;
const { Integer, OctetString, TimeTicks, Counter } = snmp.ObjectType;
const readOnly = snmp.MaxAccess['read-only'];

const scalars = [
  { name: 'sysUpTime', type: Scalar, oid: '1.3.6.1.2.1.1.3', scalarType: TimeTicks, maxAccess: readOnly },
  { name: 'sysName', type: Scalar, oid: '1.3.6.1.2.1.1.5', scalarType: OctetString, maxAccess: readOnly },
];

const column = (number: number, name: string, type: number) => ({ number, name, type, maxAccess: readOnly });

/** IF-MIB as far as it is asked for, and the light of ONTs. */
const tables = [
  {
    ...{ name: 'ifTable', type: Table, oid: '1.3.6.1.2.1.2.2.1', maxAccess: snmp.MaxAccess['not-accessible'] },
    tableIndex: [{ columnName: 'ifIndex' }],
    tableColumns: [
      column(1, 'ifIndex', Integer),
      column(2, 'ifDescr', OctetString),
      column(7, 'ifAdminStatus', Integer),
      column(8, 'ifOperStatus', Integer),
      column(14, 'ifInErrors', Counter),
    ],
  },
  {
    ...{ name: 'ontTable', type: Table, oid: ontOids.entry, maxAccess: snmp.MaxAccess['not-accessible'] },
    tableIndex: [{ columnName: 'ontIndex' }],
    tableColumns: [column(1, 'ontIndex', Integer), column(2, 'ontState', Integer), column(3, 'ontRxPower', Integer)],
  },
];

const statuses = { up: 1, down: 2, unknown: 4 } as const;

function portRow({ index, name, admin, oper, errors }: PortTold): readonly (number | string)[] {
  return [index, name, statuses[admin], statuses[oper], errors];
}

function ontRow({ ont, state, rxPower }: OntTold): readonly number[] {
  const code = Object.entries(ontStates).find(([, word]) => word === state)?.[0];
  return [ont, Number(code), Math.round(rxPower * 100)];
}

function register(agent: Agent, { name, ports, onts }: Told): void {
  agent.registerProviders([...scalars, ...tables.map((table) => structuredClone(table))]);
  agent.getMib().setScalarValue('sysName', name);
  agent.getMib().setScalarValue('sysUpTime', 0);
  for (const port of ports()) agent.getMib().addTableRow('ifTable', portRow(port));
  for (const ont of onts()) agent.getMib().addTableRow('ontTable', ontRow(ont));
}

function fill(agent: Agent, { ports, onts }: Told): void {
  const mib = agent.getMib();
  mib.setScalarValue('sysUpTime', Math.floor((Date.now() - startedAt) / 10));
  for (const port of ports()) setRow(mib, 'ifTable', portRow(port));
  for (const ont of onts()) setRow(mib, 'ontTable', ontRow(ont));
}

function setRow(mib: ReturnType<Agent['getMib']>, table: string, row: readonly (number | string)[]): void {
  const columns = tables.find(({ name }) => name === table)?.tableColumns ?? [];
  for (const [place, { number }] of columns.entries()) mib.setTableSingleCell(table, number, [row[0]], row[place]);
}
