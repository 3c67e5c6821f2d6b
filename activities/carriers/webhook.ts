import type { Instant } from '../../domain/instant.ts';
import type { MessageCause } from '../../domain/events-of-talk.ts';
import type { Status } from '../../domain/status.ts';
import { signed } from '../../mail/signature.ts';
import { webhookSecret, type WebhookOwner } from '../../mail/webhook-secret.ts';
import type { Carried, Carrier, Parcel } from './carrier.ts';
import { post, type Reply } from './http-post.ts';
import { pin, resolveByDns, type Allowed } from './webhook-address.ts';

/** What a program is told of a message beside its text. */
export interface Circumstances {
  readonly owner: WebhookOwner;
  readonly ticket: string;
  readonly cause: MessageCause;
  readonly status: Status;
  readonly at: Instant;
  readonly eta: Instant | null;
  /** The protocol's head when the text was stored, with the whole hash. */
  readonly receipt: string | null;
}

export interface WebhookParts extends Partial<Allowed> {
  /** Of a message by its id; null where it is about no customer's ticket. */
  readonly circumstancesOf: (id: string) => Promise<Circumstances | null>;
  readonly secret: string;
  /** Signs besides, while the secret is being changed. */
  readonly previousSecret: string | null;
  readonly withinMs?: number;
}

const usualMs = 10_000;

/**
 * Messages to a program of the customer's: a signed POST for each. It knows a repetition by the id; one that may have
 * arrived is marked all the same, because nobody knows what is done with the id over there.
 */
export function connectWebhooks(parts: WebhookParts): Carrier {
  const { circumstancesOf, secret, previousSecret, withinMs = usualMs } = parts;
  const allowed = { privateAddresses: false, resolve: resolveByDns, ...parts };
  return {
    send: async (parcel) => {
      const circumstances = await circumstancesOf(parcel.id);
      if (circumstances === null) return { outcome: 'refused', failure: 'noCustomer' };
      const pinned = await pin(parcel.to, allowed);
      if ('failure' in pinned) return unfit(pinned);
      const body = bodyOf(parcel, circumstances);
      const secrets = [secret, previousSecret].flatMap((one) =>
        one === null ? [] : webhookSecret(one, circumstances.owner),
      );
      const headers = signed(secrets, body, new Date().toISOString());
      const { url, lookup } = pinned;
      // A connection of its own each time: one that is kept leads to the address of another time.
      return carriedBy(
        await post({ url, headers, body, withinMs, answerBytes: 0, connection: { lookup, agent: false } }),
      );
    },
    close: async () => {},
  };
}

function bodyOf({ id, language, text }: Parcel, told: Circumstances): string {
  const { ticket, cause, status, at, eta, receipt } = told;
  const known = { ...(eta !== null && { eta }), ...(receipt !== null && { receipt }) };
  return JSON.stringify({ id, ticket, cause, status, language, text, at, ...known });
}

function unfit({ failure, passing }: { readonly failure: string; readonly passing: boolean }): Carried {
  return passing ? { outcome: 'deferred', failure, mayHaveArrived: false } : { outcome: 'refused', failure };
}

const gone = 410;

function carriedBy(reply: Reply): Carried {
  if (reply.kind !== 'answered') {
    return { outcome: 'deferred', failure: reply.failure, mayHaveArrived: reply.kind === 'unanswered' };
  }
  const { status } = reply;
  if (status >= 200 && status < 300) return { outcome: 'sent', delivered: true };
  const failure = `http${status}`;
  return status === gone ? { outcome: 'refused', failure } : { outcome: 'deferred', failure, mayHaveArrived: false };
}
