import snmp from 'net-snmp';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import type { Credentials } from '../../probe/secrets.ts';

export const rxPower = '1.3.6.1.4.1.99999.1.1';
export const ontState = '1.3.6.1.4.1.99999.1.2';

/** What the types of net-snmp leave out. */
interface Mib {
  registerProvider(provider: object): void;
  setScalarValue(name: string, value: number | string): void;
  addTableRow(name: string, row: readonly number[]): void;
  setTableSingleCell(name: string, column: number, index: readonly number[], value: number): void;
}
interface Agent {
  getMib(): Mib;
  getAuthorizer(): { addCommunity(community: string): void; addUser(user: object): void };
  close(): void;
}

export interface Equipment {
  readonly port: number;
  /** Errors that port 2 has counted so far. */
  countErrors(errors: number): void;
}

/** Equipment with two ports, light and an ONT, as SNMP shows it: port 1 is up, port 2 has lost its link. */
export async function equipment(
  credentials: Credentials,
  asked: (questions: number) => void = () => undefined,
): Promise<Equipment> {
  const port = await freeUdpPort();
  let questions = 0;
  const options = { port, address: '127.0.0.1', accessControlModelType: snmp.AccessControlModelType.None };
  const agent = snmp.createAgent(options, () => asked((questions += 1))) as Agent;
  onTestFinished(() => agent.close());
  admit(agent, credentials);
  const mib = agent.getMib();
  fill(mib);
  const countErrors = (errors: number): void => mib.setTableSingleCell('ports', 14, [2], errors);
  return { port, countErrors };
}

function admit(agent: Agent, credentials: Credentials): void {
  if (credentials.version === '2c') return agent.getAuthorizer().addCommunity(credentials.community);
  const { user, level, authProtocol = 'sha', privProtocol = 'aes', authKey, privKey } = credentials;
  agent.getAuthorizer().addUser({
    name: user,
    level: snmp.SecurityLevel[level],
    authProtocol: snmp.AuthProtocols[authProtocol],
    authKey,
    privProtocol: snmp.PrivProtocols[privProtocol],
    privKey,
  });
}

function fill(mib: Mib): void {
  const { Integer, TimeTicks, Counter, OctetString } = snmp.ObjectType;
  const scalar = (name: string, oid: string, scalarType: number, value: number | string): void => {
    mib.registerProvider({ name, type: snmp.MibProviderType.Scalar, oid, scalarType, maxAccess: 2 });
    mib.setScalarValue(name, value);
  };
  scalar('upTime', '1.3.6.1.2.1.1.3', TimeTicks, 360_000);
  scalar('rxPower', rxPower, Integer, -2_140);
  scalar('ontState', ontState, OctetString, 'LOS');
  const column = (number: number, name: string, type: number) => ({ number, name, type, maxAccess: 2 });
  mib.registerProvider({
    name: 'ports',
    type: snmp.MibProviderType.Table,
    oid: '1.3.6.1.2.1.2.2.1',
    maxAccess: 0,
    tableColumns: [
      column(1, 'index', Integer),
      column(7, 'admin', Integer),
      column(8, 'oper', Integer),
      column(14, 'errors', Counter),
    ],
    tableIndex: [{ columnName: 'index' }],
  });
  mib.addTableRow('ports', [1, 1, 1, 0]);
  mib.addTableRow('ports', [2, 1, 7, 100]);
}

async function freeUdpPort(): Promise<number> {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  await once(socket, 'close');
  return port;
}
