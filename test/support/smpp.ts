import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'smpp';
import { numberIn, PDU, statusNamed, textIn, type Session } from '../../activities/carriers/smpp-package.ts';
import { textOf } from '../../mail/sms/segments.ts';
import { eventually } from './eventually.ts';

export interface CaughtText {
  readonly from: string;
  readonly to: string;
  readonly text: string;
  /** How many submissions it came in. */
  readonly parts: number;
  /** The identifier that the last of them was given. */
  readonly reference: string;
  /** By which the telephone joins its parts; null where there is one. */
  readonly whole: number | null;
}

/**
 * `takes`: keeps the text and says so. `throttles`, `refuses`, `tires`: ESME_RTHROTTLED, ESME_RINVDSTADR, and the first
 * only from the second part on. `hangs`: keeps the text and does not answer its last part. `drips`: answers by a byte now
 * and then, for ever. `drops`: ends the connection instead of an answer. `takesThenDrops`: keeps the text, then ends the
 * connection without having said so. `shutsOut`: takes nobody's sign-in, from the next connection on.
 */
export type SmppBehaviour =
  'takes' | 'throttles' | 'refuses' | 'tires' | 'hangs' | 'drips' | 'drops' | 'takesThenDrops' | 'shutsOut';

export interface TestSmpp {
  readonly url: string;
  readonly port: number;
  /** Whole texts in the order in which they came; only those that were taken. */
  readonly texts: readonly CaughtText[];
  /** Connections that have been let in. */
  readonly binds: number;
  /** Connections that have not been let in. */
  readonly turnedAway: number;
  /** Submissions, taken or not. */
  readonly attempts: number;
  /** Most submissions that waited for their answer at once. */
  readonly mostAtOnce: number;
  behave(behaviour: SmppBehaviour): void;
  waitFor(fits: (text: CaughtText) => boolean, withinMs?: number): Promise<CaughtText>;
  /** Brings something to whoever is bound, and gives the status it is answered with. */
  brings(fields: Fields): Promise<number>;
  /** Asks whoever is bound whether they are there; the status of the answer. */
  enquires(): Promise<number>;
  /** Says something that is no SMPP to everybody. */
  scrambles(): void;
  /** Ends every connection. */
  drop(): void;
  close(): Promise<void>;
}

type Fields = ConstructorParameters<typeof PDU>[1];

export interface Tls {
  readonly key: string;
  readonly cert: string;
}

/** A message centre on loopback, by the package's own server side, that fails on demand. Close it in `afterAll`. */
export async function startSmpp({ tls = {}, port: wanted = 0 }: { tls?: Tls | object; port?: number } = {}) {
  const state: State = {
    behaviour: 'takes',
    texts: [],
    parts: new Map(),
    sessions: new Set(),
    binds: 0,
    turnedAway: 0,
    attempts: 0,
  };
  const counts = { atOnce: 0, mostAtOnce: 0 };
  const server = createServer(tls, (session) => serve(state, counts, session));
  server.listen(wanted, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const drop = () => state.sessions.forEach((session) => session.destroy());
  const smpp: TestSmpp = {
    url: `smpp://desk:sesame@127.0.0.1:${port}`,
    port,
    texts: state.texts,
    get binds() {
      return state.binds;
    },
    get turnedAway() {
      return state.turnedAway;
    },
    get attempts() {
      return state.attempts;
    },
    get mostAtOnce() {
      return counts.mostAtOnce;
    },
    behave: (behaviour) => void (state.behaviour = behaviour),
    waitFor: (fits, withinMs = 10_000) => eventually(() => state.texts.find(fits), { withinMs }),
    brings: (fields) => tell(state, new PDU('deliver_sm', fields)),
    enquires: () => tell(state, new PDU('enquire_link')),
    scrambles: () => state.sessions.forEach(({ socket }) => void socket.write(Buffer.alloc(64, 0x7f))),
    drop,
    close: async () => {
      server.close();
      drop();
      await once(server, 'close');
    },
  };
  return smpp;
}

interface State {
  behaviour: SmppBehaviour;
  readonly texts: CaughtText[];
  readonly parts: Map<string, PDU[]>;
  readonly sessions: Set<Session>;
  binds: number;
  turnedAway: number;
  attempts: number;
}

interface Counts {
  atOnce: number;
  mostAtOnce: number;
}

function serve(state: State, counts: Counts, session: Session): void {
  session.on('error', () => session.destroy());
  session.on('bind_transceiver', (pdu: PDU) => {
    const letIn = state.behaviour !== 'shutsOut' && textIn(pdu, 'password') === 'sesame';
    session.send(pdu.response({ command_status: letIn ? 0 : statusNamed('ESME_RINVPASWD') }));
    if (!letIn) return void (state.turnedAway += 1);
    state.binds += 1;
    state.sessions.add(session);
    session.on('close', () => state.sessions.delete(session));
  });
  session.on('enquire_link', (pdu: PDU) => {
    if (state.behaviour !== 'drips' && state.behaviour !== 'hangs') session.send(pdu.response());
  });
  session.on('unbind', (pdu: PDU) => {
    session.send(pdu.response());
    session.close();
  });
  session.on('submit_sm', (pdu: PDU) => {
    counts.atOnce += 1;
    counts.mostAtOnce = Math.max(counts.mostAtOnce, counts.atOnce);
    // The answer comes a turn later, so that several may wait for theirs.
    setTimeout(() => {
      counts.atOnce -= 1;
      submitted(state, session, pdu);
    }, 5);
  });
}

const taking: ReadonlySet<SmppBehaviour> = new Set(['takes', 'takesThenDrops', 'hangs']);

function submitted(state: State, session: Session, pdu: PDU): void {
  const { behaviour } = state;
  state.attempts += 1;
  const takes = taking.has(behaviour) || (behaviour === 'tires' && partOf(pdu) === 1);
  const reference = `ref_${state.attempts}`;
  if (takes) keep(state, pdu, reference);
  if (behaviour === 'hangs' && isLast(pdu)) return;
  if (behaviour === 'drops' || behaviour === 'takesThenDrops') return session.destroy();
  if (behaviour === 'drips') return drip(session);
  const refusal = behaviour === 'refuses' ? 'ESME_RINVDSTADR' : 'ESME_RTHROTTLED';
  session.send(pdu.response(takes ? { message_id: reference } : { command_status: statusNamed(refusal) }));
}

/** The beginning of an answer, a byte at a time, whose end never comes. */
function drip(session: Session): void {
  const bytes = [0, 0, 0, 64, 0x80, 0, 0, 4, 0, 0, 0, 0];
  const dripping = setInterval(() => {
    const byte = bytes.shift();
    if (byte === undefined || !session.socket.writable) return clearInterval(dripping);
    session.socket.write(Buffer.from([byte]));
  }, 20);
}

function keep(state: State, pdu: PDU, reference: string): void {
  const body = bodyOf(pdu);
  const parts = headerOf(pdu);
  if (parts === null) return void state.texts.push(caught(pdu, { bodies: [body], reference, whole: null }));
  const key = `${textIn(pdu, 'destination_addr')} ${parts.whole}`;
  const known = state.parts.get(key) ?? [];
  known[parts.part - 1] = pdu;
  state.parts.set(key, known);
  if (known.filter(Boolean).length < parts.parts) return;
  state.parts.delete(key);
  state.texts.push(caught(pdu, { bodies: known.map(bodyOf), reference, whole: parts.whole }));
}

function caught(
  pdu: PDU,
  { bodies, reference, whole }: { bodies: readonly Buffer[]; reference: string; whole: number | null },
): CaughtText {
  const coding = numberIn(pdu, 'data_coding') === 8 ? 'ucs2' : 'gsm';
  return {
    from: textIn(pdu, 'source_addr') ?? '',
    to: textIn(pdu, 'destination_addr') ?? '',
    text: textOf({ coding, parts: bodies }),
    parts: bodies.length,
    ...{ reference, whole },
  };
}

function messageOf(pdu: PDU): Buffer {
  const [short, payload] = [pdu['short_message'], pdu['message_payload']];
  return Buffer.isBuffer(payload) ? payload : Buffer.isBuffer(short) ? short : Buffer.alloc(0);
}

const headerBytes = 6;

function headerOf(pdu: PDU) {
  if ((numberIn(pdu, 'esm_class') & 0x40) === 0) return null;
  const [, , , whole = 0, parts = 0, part = 0] = messageOf(pdu);
  return { whole, parts, part };
}

function partOf(pdu: PDU): number {
  return headerOf(pdu)?.part ?? 1;
}

function isLast(pdu: PDU): boolean {
  const header = headerOf(pdu);
  return header === null || header.part === header.parts;
}

function bodyOf(pdu: PDU): Buffer {
  return messageOf(pdu).subarray(headerOf(pdu) === null ? 0 : headerBytes);
}

async function tell(state: State, pdu: PDU): Promise<number> {
  const session = await eventually(() => [...state.sessions][0], { withinMs: 5_000 });
  return new Promise((resolve) => {
    session.send(pdu, ({ command_status }) => resolve(command_status));
  });
}
