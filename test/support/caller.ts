import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

export interface Answer<T = Record<string, unknown>> {
  readonly status: number;
  readonly body: T;
  readonly headers: Headers;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

export interface Asking {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** The request's idempotency key; a new one unless told. */
  readonly key?: string;
}

/** Somebody who is signed in and speaks to the API as any program does. */
export interface Caller {
  ask<T = Record<string, unknown>>(method: Method, path: string, asking?: Asking): Promise<Answer<T>>;
  /** The same, and loud about every answer that is no 2xx: gives the body. */
  done<T = Record<string, unknown>>(method: Method, path: string, body?: unknown): Promise<T>;
  /** The same under one key, again and again while nobody answers or the answer is 5xx. */
  insist<T = Record<string, unknown>>(method: Method, path: string, body?: unknown, withinMs?: number): Promise<T>;
}

/** Signs in at a running API. */
export async function signIn(url: string, login: string, password: string): Promise<Caller> {
  const signedIn = await request<{ token: string }>(`${url}/api/v1/sessions`, 'POST', { body: { login, password } });
  if (signedIn.status !== 201) throw new Error(`${login} was not signed in: ${JSON.stringify(signedIn.body)}`);
  return callerAt(url, signedIn.body.token);
}

function callerAt(url: string, token: string): Caller {
  const ask: Caller['ask'] = (method, path, { headers, ...asking } = {}) =>
    request(`${url}/api/v1${path}`, method, { ...asking, headers: { authorization: `Bearer ${token}`, ...headers } });
  const insist: Caller['insist'] = async <T>(method: Method, path: string, body?: unknown, withinMs = 60_000) => {
    const key = randomUUID();
    const until = performance.now() + withinMs;
    for (;;) {
      const answer = await ask<T>(method, path, { body, key }).catch((error: unknown) => unanswered<T>(error));
      if (answer.status < 500) return good(method, path, answer);
      if (performance.now() > until) throw new Error(`${method} ${path}: still ${JSON.stringify(answer.body)}`);
      await pause(200);
    }
  };
  return {
    ask,
    insist,
    done: async <T>(method: Method, path: string, body?: unknown) =>
      good(method, path, await ask<T>(method, path, { body })),
  };
}

function unanswered<T>(error: unknown): Answer<T> {
  return { status: 599, body: String(error) as T, headers: new Headers() };
}

function good<T>(method: Method, path: string, { status, body }: Answer<T>): T {
  if (status >= 200 && status < 300) return body;
  throw new Error(`${method} ${path}: ${status} ${JSON.stringify(body)}`);
}

async function request<T>(url: string, method: Method, { body, headers, key }: Asking): Promise<Answer<T>> {
  const json = body === undefined ? {} : { 'content-type': 'application/json' };
  const keyed = method === 'GET' ? {} : { 'idempotency-key': key ?? randomUUID() };
  const answer = await fetch(url, {
    method,
    headers: { accept: 'application/json', ...json, ...keyed, ...headers },
    signal: AbortSignal.timeout(20_000),
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: (text === '' ? null : JSON.parse(text)) as T };
}
