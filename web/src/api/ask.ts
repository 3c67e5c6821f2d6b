import { i18n } from '../words/i18n.ts';
import { ApiRefusal, type Problem } from './problem.ts';
import { learnTime } from './server-time.ts';

export interface Asking {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: object;
  readonly signal?: AbortSignal;
}

/**
 * Asks the API, in the reader's language. The cookie says who asks.
 * @throws ApiRefusal, whose message is a sentence for the reader
 */
export async function ask<Answer>(path: string, { method = 'GET', query, body, signal }: Asking = {}): Promise<Answer> {
  const response = await fetched(`/api/v1${path}${queryOf(query)}`, {
    method,
    headers: { 'accept-language': i18n.language, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  });
  learnTime(response.headers.get('date'));
  if (!response.ok) throw await refusalOf(response);
  return (response.status === 204 ? undefined : await response.json()) as Answer;
}

function queryOf(query: Asking['query'] = {}): string {
  const given = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}

async function fetched(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiRefusal({ status: 0, code: 'unreachable', detail: i18n.t('shell.unreachable') });
  }
}

async function refusalOf(response: Response): Promise<ApiRefusal> {
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json') ?? false;
  if (isProblem) return new ApiRefusal((await response.json()) as Problem);
  return new ApiRefusal({ status: response.status, code: 'unreachable', detail: i18n.t('shell.unreachable') });
}
