import snmp from 'net-snmp';
import type { Target } from '../address.ts';
import type { Credentials } from '../secrets.ts';
import { openSocket, type SnmpSocket } from './socket.ts';

export type Values = ReadonlyMap<string, string | number>;

/**
 * What came of one question. `closedPort`: the system answered that nobody listens. `refusal`: SNMP, but no values.
 * A word that is not `values` says why, and never holds what was sent: errors of the library do.
 */
export type Reading =
  | { readonly heard: 'values'; readonly values: Values }
  | { readonly heard: 'silence' | 'closedPort' | 'nonsense' | 'credentials' | 'refusal'; readonly word: string };

export interface Session {
  /** Never rejects; ends when the time of the whole session is over. What an element does not know is not among them. */
  read(oids: readonly string[]): Promise<Reading>;
  close(): void;
}

export interface Where {
  readonly target: Target;
  readonly port: number;
  readonly credentials: Credentials;
  /** For all questions together. */
  readonly timeoutMs: number;
}

/** A lost datagram is asked for again twice. */
const tries = 3;

/** Opens nothing but a socket: SNMP greets nobody. */
export async function openSession(where: Where, signal: AbortSignal): Promise<Session> {
  const socket = await openSocket(where.target, where.port);
  const session = sessionOn(socket, where);
  const end = early();
  const timer = setTimeout(() => end.with(unheard(socket, where)), where.timeoutMs);
  const stop = () => end.with({ heard: 'silence', word: 'not waited for' });
  signal.addEventListener('abort', stop, { once: true });
  socket.whenOver((how) => end.with(how === 'refused' ? closed : nonsense));
  return {
    read: (oids) => Promise.race([ask(session, oids, () => unheard(socket, where)), end.reading]),
    close: () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      session.close();
    },
  };
}

const closed: Reading = { heard: 'closedPort', word: 'nobody listens at this port' };
const nonsense: Reading = { heard: 'nonsense', word: 'answered what is no SNMP' };

/** What ends every question of the session, the one under way and those to come. */
function early() {
  let end = (_reading: Reading) => {};
  const reading = new Promise<Reading>((resolve) => (end = resolve));
  return { reading, with: (last: Reading) => end(last) };
}

function sessionOn(socket: SnmpSocket, { target, port, credentials, timeoutMs }: Where): snmp.Session {
  const options = {
    port,
    transport: target.family === 4 ? ('udp4' as const) : ('udp6' as const),
    timeout: Math.ceil(timeoutMs / tries),
    retries: tries - 1,
    dgramModule: { createSocket: () => socket },
  };
  if (credentials.version === '2c')
    return snmp.createSession(target.address, credentials.community, { ...options, version: snmp.Version2c });
  return snmp.createV3Session(target.address, userOf(credentials), options);
}

function userOf(user: Extract<Credentials, { version: '3' }>): snmp.User {
  const { level, authProtocol, authKey, privProtocol, privKey } = user;
  return {
    name: user.user,
    level: snmp.SecurityLevel[level],
    ...(authProtocol && authKey && { authProtocol: snmp.AuthProtocols[authProtocol], authKey }),
    ...(privProtocol && privKey && { privProtocol: snmp.PrivProtocols[privProtocol], privKey }),
  };
}

function ask(session: snmp.Session, oids: readonly string[], unheard: () => Reading): Promise<Reading> {
  return new Promise((resolve) => {
    session.get([...oids], (error, varbinds) => {
      if (error) return resolve(readingOf(error) ?? unheard());
      resolve({ heard: 'values', values: valuesOf(varbinds ?? []) });
    });
  });
}

function valuesOf(varbinds: readonly snmp.Varbind[]): Values {
  const known = varbinds.filter((one) => !snmp.isVarbindError(one));
  return new Map(known.map(({ oid, value }) => [oid, typeof value === 'number' ? value : String(value)]));
}

const wrongWords = new Set<number>([snmp.ResponseInvalidCode.EAuthFailure, snmp.ResponseInvalidCode.ECouldNotDecrypt]);

/** Null where nothing came that could be one: the time was up. */
function readingOf(error: Error): Reading | null {
  if (error instanceof snmp.RequestFailedError)
    return { heard: 'refusal', word: `answered ${snmp.ErrorStatus[error.status] ?? error.status}` };
  if (error instanceof snmp.ResponseInvalidError) {
    if (wrongWords.has(error.code)) return { heard: 'credentials', word: 'did not take the credentials' };
    return { heard: 'nonsense', word: `answered what does not fit: ${snmp.ResponseInvalidCode[error.code]}` };
  }
  return null;
}

/** Whoever speaks v3 introduces itself to everybody; if nothing follows, it does not take what it was shown. */
function unheard(socket: SnmpSocket, { credentials, timeoutMs }: Where): Reading {
  const within = `within ${timeoutMs} ms`;
  if (socket.heard() === 0) return { heard: 'silence', word: `no answer ${within}, or it expects other credentials` };
  if (credentials.version === '3') return { heard: 'credentials', word: `introduced itself, and no more ${within}` };
  return { heard: 'nonsense', word: `${socket.heard()} datagrams that are no answer ${within}` };
}
