import { request as plainRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as tlsRequest } from 'node:https';

export interface Posting {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Milliseconds for all of it, the answer included. */
  readonly withinMs: number;
  /** How much of an answer is read; more is cut off. */
  readonly answerBytes: number;
  /** Where the name leads, where that is known already, and how connections are kept. */
  readonly connection?: Pick<RequestOptions, 'lookup' | 'agent'>;
}

export type Reply =
  | { readonly kind: 'answered'; readonly status: number; readonly body: string }
  /** The request cannot have been read: nobody was reached. `failure` is a code without an address. */
  | { readonly kind: 'unreached'; readonly failure: string }
  | { readonly kind: 'unanswered'; readonly failure: string };

/** Posts a body. Redirects are answers like others: nobody is followed to where they do not know whom they send. */
export async function post(posting: Posting): Promise<Reply> {
  const met: Meeting = { reached: false, signal: AbortSignal.timeout(posting.withinMs) };
  try {
    const response = await exchange(posting, met);
    return { kind: 'answered', status: response.statusCode ?? 0, body: await read(response, posting.answerBytes) };
  } catch (error) {
    return { kind: met.reached ? 'unanswered' : 'unreached', failure: met.signal.aborted ? 'timeout' : codeOf(error) };
  }
}

interface Meeting {
  reached: boolean;
  readonly signal: AbortSignal;
}

async function exchange(posting: Posting, met: Meeting): Promise<IncomingMessage> {
  const { url, headers, body, connection } = posting;
  const request = url.protocol === 'https:' ? tlsRequest : plainRequest;
  return new Promise((resolve, reject) => {
    const asked = request(url, {
      ...{ method: 'POST', ...connection, signal: met.signal },
      headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
    });
    asked.once('socket', (socket) => {
      met.reached = asked.reusedSocket;
      socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => void (met.reached = true));
    });
    asked.once('error', reject);
    asked.once('response', resolve);
    asked.end(body);
  });
}

/** As much as is wanted; an answer that goes on for ever is not waited for. */
async function read(response: IncomingMessage, mostBytes: number): Promise<string> {
  if (mostBytes === 0) {
    response.destroy();
    return '';
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response) {
    chunks.push(chunk as Buffer);
    bytes += (chunk as Buffer).length;
    if (bytes >= mostBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, mostBytes).toString('utf8');
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) throw error;
  return 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
}
