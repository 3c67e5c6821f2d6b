import { Agent as PlainAgent } from 'node:http';
import { Agent as TlsAgent } from 'node:https';
import { signed } from '../../mail/signature.ts';
import type { Carried, Carrier, Parcel } from './carrier.ts';
import { post, type Reply } from './http-post.ts';

export interface GatewayParts {
  readonly url: string;
  /** Certificates (PEM) that vouch for it; null: those that Node trusts. */
  readonly ca: string | null;
  /** Signs what is posted, and the reports that come back. */
  readonly secret: string;
  /** Where the gateway reports to. */
  readonly callback: string;
  readonly withinMs?: number;
}

const usualMs = 20_000;
const answerBytes = 64 * 1024;
const connections = { keepAlive: true, maxSockets: 10 } as const;

/**
 * Texts by a gateway over HTTP: a signed POST for each. The gateway knows a text by its id and sends it once, however
 * often it is asked; so an attempt whose answer is lost is repeated without a mark.
 */
export function connectGateway({ url: given, ca, secret, callback, withinMs = usualMs }: GatewayParts): Carrier {
  const url = new URL(given);
  const vouched = ca === null ? connections : { ...connections, ca };
  const agent = url.protocol === 'https:' ? new TlsAgent(vouched) : new PlainAgent(connections);
  return {
    send: async ({ id, to, text, language }: Parcel) => {
      const body = JSON.stringify({ id, to, text, language, callback });
      const headers = { ...signed([secret], body, new Date().toISOString()), 'idempotency-key': id };
      return carriedBy(await post({ url, headers, body, withinMs, answerBytes, connection: { agent } }));
    },
    close: async () => agent.destroy(),
  };
}

/** Too early, too much, or it took too long over there: later. */
const passing = new Set([408, 425, 429]);

function carriedBy(reply: Reply): Carried {
  if (reply.kind !== 'answered') return { outcome: 'deferred', failure: reply.failure, mayHaveArrived: false };
  const { status, body } = reply;
  const failure = `http${status}`;
  if (status >= 200 && status < 300) return sent(body);
  if (status >= 400 && status < 500 && !passing.has(status)) return { outcome: 'refused', failure };
  return { outcome: 'deferred', failure, mayHaveArrived: false };
}

/** Without a reference it was taken all the same; no report will be matched to it. */
function sent(body: string): Carried {
  const reference = referenceIn(body);
  return reference === null ? { outcome: 'sent' } : { outcome: 'sent', reference };
}

function referenceIn(body: string): string | null {
  try {
    const { reference } = JSON.parse(body) as { readonly reference?: unknown };
    return typeof reference === 'string' && reference !== '' ? reference.slice(0, 200) : null;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return null;
    throw error;
  }
}
