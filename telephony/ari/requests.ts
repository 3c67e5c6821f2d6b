import type { AriConfig } from '../config.ts';
import { ExchangeFailed } from '../exchange.ts';

const answeredWithinMs = 5_000;

export type Query = Readonly<Record<string, string>>;

export interface Requests {
  get(path: string): Promise<unknown>;
  /** False where the line or bridge that it is about is gone. */
  send(method: 'POST' | 'DELETE', path: string, query?: Query): Promise<boolean>;
  /** As `send`, of a phone that is to ring: false where it can't, true also where it rings already. */
  ring(path: string, query: Query): Promise<boolean>;
}

/** Its words for a line that hung up before it heard us: not there, not in the application any more, not able to. */
const gone = new Set([404, 409, 412, 422]);
const ringsAlready = 409;

/** REST requests of ARI. No address or body of one is ever logged: they carry numbers. */
export function ariRequests({ origin, user, secret }: AriConfig): Requests {
  const authorization = authorizationOf(user, secret);
  const ask = async (method: string, path: string, query: Query = {}) => {
    const url = new URL(`/ari${path}`, origin);
    url.search = new URLSearchParams(query).toString();
    const signal = AbortSignal.timeout(answeredWithinMs);
    return fetch(url, { method, headers: { authorization }, signal }).catch((cause: unknown) => {
      throw new ExchangeFailed(`${method} ${placeOf(path)} is not answered`, { cause });
    });
  };
  return {
    get: async (path) => {
      const answer = await ask('GET', path);
      if (!answer.ok) throw new ExchangeFailed(`GET ${placeOf(path)} is refused with ${answer.status}`);
      return answer.json();
    },
    send: async (method, path, query) => {
      const { ok, status, body } = await ask(method, path, query);
      await body?.cancel();
      if (!ok && !gone.has(status)) throw new ExchangeFailed(`${method} ${placeOf(path)} is refused with ${status}`);
      return ok;
    },
    ring: async (path, query) => {
      const { ok, status, body } = await ask('POST', path, query);
      await body?.cancel();
      return ok || status === ringsAlready;
    },
  };
}

export function authorizationOf(user: string, secret: string): string {
  return `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`;
}

function placeOf(path: string): string {
  return path.split('/', 2).join('/');
}
