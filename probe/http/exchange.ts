import { request as overHttp, type ClientRequest, type IncomingMessage } from 'node:http';
import { request as overTls } from 'node:https';
import { isIP } from 'node:net';
import type { Target } from '../address.ts';
import { codeOf, heardOf } from '../heard.ts';

export interface Question {
  /** The connection goes there and nowhere else, whatever the host is called. */
  readonly target: Target;
  readonly port: number;
  /** Null without TLS. */
  readonly tls: { readonly verify: boolean } | null;
  /** As it stands in `Host` and in TLS; null for the address itself. */
  readonly host: string | null;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: string;
  /** For everything together, the body too. */
  readonly timeoutMs: number;
  /** Takes the body piece by piece, and says when it has had enough. */
  readonly take: (piece: Buffer) => 'more' | 'enough';
}

/** `answered`: somebody was there, but it was no HTTP. */
export type Answer =
  | {
      readonly heard: 'status';
      readonly status: number;
      readonly head: string;
      readonly ended: Ended;
      readonly ms: number;
    }
  | { readonly heard: 'answered' | 'silent'; readonly word: string };

/** Of the body: it came to its end, it was enough, it broke off, or time did. */
export type Ended = 'whole' | 'enough' | 'cut' | 'late';

/** Asks once. No redirect is followed, nothing is unpacked, and the connection is closed in any case. */
export function exchange(question: Question, signal: AbortSignal): Promise<Answer> {
  const startedAt = performance.now();
  const request = begin(question, signal);
  const seen: Progress = { connected: false, response: null, ms: 0 };
  return new Promise((resolve, reject) => {
    const end = (ended: Ended, error?: unknown) => {
      clearTimeout(timer);
      request.destroy();
      if (seen.response) return resolve(answerOf(seen.response, seen.ms, ended));
      const heard = seen.connected ? 'answered' : heardOf(error);
      if (heard === 'ours') return reject(error);
      resolve({ heard, word: codeOf(error) });
    };
    const timer = setTimeout(() => end('late', timedOut()), question.timeoutMs);
    request.on('socket', (socket) => socket.once('connect', () => (seen.connected = true)));
    request.on('error', (error) => end('cut', error));
    request.on('response', (response) => {
      Object.assign(seen, { response, ms: performance.now() - startedAt });
      response.on('data', (piece: Buffer) => question.take(piece) === 'enough' && end('enough'));
      response.on('end', () => end('whole'));
      response.on('error', () => end('cut'));
    });
    request.end(question.body);
  });
}

interface Progress {
  connected: boolean;
  response: IncomingMessage | null;
  ms: number;
}

const timedOut = () => Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' });

function begin(question: Question, signal: AbortSignal): ClientRequest {
  const { target, port, tls, host, method, path, headers } = question;
  const common = { host: target.address, port, method, path, agent: false, signal } as const;
  const named = { ...headers, ...(host !== null && { host }) };
  if (tls === null) return overHttp({ ...common, headers: named });
  return overTls({ ...common, headers: named, rejectUnauthorized: tls.verify, ...servername(host) });
}

/** TLS knows names only; an address is compared with the certificate without one. */
function servername(host: string | null): { servername?: string } {
  const name = host?.replace(/:\d+$/, '') ?? '';
  return name === '' || name.startsWith('[') || isIP(name) !== 0 ? {} : { servername: name };
}

function answerOf(response: IncomingMessage, ms: number, ended: Ended): Answer {
  const status = response.statusCode ?? 0;
  const lines = Object.entries(response.headers).map(([name, value]) => `${name}: ${String(value)}`);
  return { heard: 'status', status, head: [`HTTP ${status}`, ...lines].join('\n'), ended, ms };
}

/** Keeps what comes, up to so many bytes. */
export function keeping(most: number) {
  const pieces: Buffer[] = [];
  let length = 0;
  return {
    take: (piece: Buffer): 'more' | 'enough' => {
      pieces.push(piece.subarray(0, most - length));
      length = Math.min(most, length + piece.length);
      return length < most ? 'more' : 'enough';
    },
    text: () => Buffer.concat(pieces).toString('utf8'),
  };
}
