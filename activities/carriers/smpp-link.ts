import { EventEmitter, once } from 'node:events';
import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { connect as connectTls } from 'node:tls';
import type { Logger } from '../../runtime/logger.ts';
import { accepted, nameOfStatus, PDU, Session, statusNamed } from './smpp-package.ts';

export interface SmppServer {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  /** Certificates (PEM) that vouch for it; null: those that Node trusts. */
  readonly ca: string | null;
  readonly systemId: string;
  readonly password: string;
}

/** Milliseconds. */
export interface SmppTiming {
  /** For a connection, and for the answer to everything that is said. */
  readonly answerWithin: number;
  /** How long a text waits for a connection. */
  readonly boundWithin: number;
  /** How often the other side is asked whether it is there. */
  readonly enquireEvery: number;
  /** Between a connection's end and the next try; doubled by each that fails. */
  readonly retryAfter: number;
  readonly retryAfterAtMost: number;
}

export interface SmppLink {
  /** A session that is bound, now or within the time; null where none came. */
  session(): Promise<Session | null>;
  /** Says goodbye and ends the connection; it is not made again. */
  close(): Promise<void>;
}

export interface LinkParts {
  readonly server: SmppServer;
  readonly timing: SmppTiming;
  readonly log: Logger;
  /** What came in, to be answered with the status that this gives. */
  readonly received: (pdu: PDU) => Promise<number>;
}

/** Keeps a connection to a message centre, bound both to send and to receive, and makes it anew whenever it ends. */
export function keepBound(parts: LinkParts): SmppLink {
  const state: State = { bound: null, leaving: new AbortController(), changes: new EventEmitter() };
  // Every text that waits for a connection listens.
  state.changes.setMaxListeners(0);
  const kept = keep(parts, state);
  return {
    session: async () => state.bound ?? nextSession(state, parts.timing.boundWithin),
    close: async () => {
      state.leaving.abort();
      if (state.bound) await ask(state.bound, new PDU('unbind'), goodbyeWithinMs);
      state.bound?.destroy();
      await kept;
    },
  };
}

const goodbyeWithinMs = 1_000;

interface State {
  bound: Session | null;
  readonly leaving: AbortController;
  /** Says `bound` with each session that is. */
  readonly changes: EventEmitter;
}

async function nextSession({ changes, leaving }: State, withinMs: number): Promise<Session | null> {
  const signal = AbortSignal.any([AbortSignal.timeout(withinMs), leaving.signal]);
  try {
    const [session] = (await once(changes, 'bound', { signal })) as [Session];
    return session;
  } catch (error) {
    if (signal.aborted) return null;
    throw error;
  }
}

async function keep(parts: LinkParts, state: State): Promise<void> {
  const { signal } = state.leaving;
  const { timing, log } = parts;
  let waitMs = timing.retryAfter;
  while (!signal.aborted) {
    try {
      const session = await bind(parts, signal);
      waitMs = timing.retryAfter;
      log.info('bound to the message centre');
      await stayBound(session, state, timing);
      if (!signal.aborted) log.warn('the connection to the message centre ended');
    } catch (err) {
      if (!signal.aborted) log.warn({ err, retryInMs: waitMs }, 'no connection to the message centre');
    }
    await pauseUntilLeaving(waitMs, signal);
    waitMs = Math.min(waitMs * 2, timing.retryAfterAtMost);
  }
}

async function pauseUntilLeaving(ms: number, leaving: AbortSignal): Promise<void> {
  await pause(ms, undefined, { signal: leaving }).catch((error: unknown) => {
    if (!leaving.aborted) throw error;
  });
}

async function stayBound(session: Session, state: State, { enquireEvery, answerWithin }: SmppTiming): Promise<void> {
  const enquiring = setInterval(() => void enquire(session, answerWithin), enquireEvery);
  state.bound = session;
  state.changes.emit('bound', session);
  try {
    if (!session.socket.destroyed) await once(session, 'close');
  } finally {
    clearInterval(enquiring);
    state.bound = null;
  }
}

/** A connection on which nobody answers is as good as ended, though nothing says so. */
async function enquire(session: Session, withinMs: number): Promise<void> {
  if ((await ask(session, new PDU('enquire_link'), withinMs)).kind !== 'answered') session.destroy();
}

/** @throws Error where the server is not reached or does not let us in */
async function bind({ server, timing, received }: LinkParts, leaving: AbortSignal): Promise<Session> {
  const signal = AbortSignal.any([AbortSignal.timeout(timing.answerWithin), leaving]);
  const socket = open(server);
  const session = new Session({ socket });
  session.setMaxListeners(0);
  // What cannot be read ends the connection; whoever waits for an answer hears of that by its end.
  session.on('error', () => session.destroy());
  answerTo(session, received);
  try {
    await once(socket, server.tls ? 'secureConnect' : 'connect', { signal });
    await introduce(session, server, timing.answerWithin);
    return session;
  } catch (error) {
    session.destroy();
    throw error;
  }
}

function open({ host, port, tls, ca }: SmppServer): Socket {
  if (!tls) return connectPlain({ host, port });
  // An address is no server name (RFC 6066, 3); the certificate is checked for it all the same.
  return connectTls({ host, port, ...(isIP(host) === 0 && { servername: host }), ...(ca !== null && { ca }) });
}

const version34 = 0x34;

async function introduce(session: Session, { systemId, password }: SmppServer, withinMs: number): Promise<void> {
  const fields = { system_id: systemId, password, interface_version: version34 };
  const answer = await ask(session, new PDU('bind_transceiver', fields), withinMs);
  if (answer.kind !== 'answered') throw new Error('the message centre did not answer our sign-in');
  const { command_status: status } = answer.pdu;
  if (status !== accepted) throw new Error(`the message centre does not let us in: ${nameOfStatus(status)}`);
}

/** What the other side asks of us. */
function answerTo(session: Session, received: LinkParts['received']): void {
  const reply = (pdu: PDU, status: number) => session.send(pdu.response({ command_status: status }));
  session.on('deliver_sm', (pdu: PDU) => {
    void received(pdu).then(
      (status) => reply(pdu, status),
      // It keeps the report and brings it again.
      () => reply(pdu, statusNamed('ESME_RX_T_APPN')),
    );
  });
  session.on('enquire_link', (pdu: PDU) => reply(pdu, accepted));
  session.on('unbind', (pdu: PDU) => {
    reply(pdu, accepted);
    session.close();
  });
}

/** `unsent`: it did not leave. `unanswered`: nobody knows what became of it. */
export type Answer = { readonly kind: 'answered'; readonly pdu: PDU } | { readonly kind: 'unsent' | 'unanswered' };

/** Says something and waits for the answer, at most until the connection ends. */
export async function ask(session: Session, pdu: PDU, withinMs: number): Promise<Answer> {
  return new Promise((resolve) => {
    const settle = (answer: Answer) => {
      clearTimeout(timer);
      session.off('close', ended);
      resolve(answer);
    };
    const ended = () => settle({ kind: 'unanswered' });
    const timer = setTimeout(ended, withinMs);
    session.once('close', ended);
    if (!session.send(pdu, (answer) => settle({ kind: 'answered', pdu: answer }))) settle({ kind: 'unsent' });
  });
}
