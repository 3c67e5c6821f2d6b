import { createHmac, timingSafeEqual } from 'node:crypto';
import { msOf, type Instant } from '../domain/instant.ts';

/**
 * How the desk signs what it posts, and how what is posted to it has to be signed: `HelpDesk-Timestamp` is the second
 * of sending since 1970, `HelpDesk-Signature` is `v1=` and the hexadecimal HMAC-SHA256 of the timestamp, a full stop and
 * the body as it is sent. While a secret is being changed there are two, with a comma.
 */
export const timestampHeader = 'helpdesk-timestamp';
export const signatureHeader = 'helpdesk-signature';

/** Clocks of two machines, and the way between them: what is older may be somebody else's repetition. */
const longestAgeMs = 5 * 60_000;

type Body = string | Buffer;

/** The headers of a body that is posted now, signed by each of the secrets. */
export function signed(secrets: readonly string[], body: Body, now: Instant): Record<string, string> {
  const timestamp = String(Math.floor(msOf(now) / 1_000));
  const signatures = secrets.map((secret) => `v1=${signatureOf(secret, timestamp, body).toString('hex')}`);
  return { [timestampHeader]: timestamp, [signatureHeader]: signatures.join(', ') };
}

export interface Received {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Body;
  readonly now: Instant;
}

/** Whether a body was signed with the secret, and not long ago. The comparison takes as long for any signature. */
export function isSigned(secret: string, { headers, body, now }: Received): boolean {
  const [timestamp, signatures] = [headers[timestampHeader], headers[signatureHeader]];
  if (typeof timestamp !== 'string' || typeof signatures !== 'string' || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(msOf(now) - Number(timestamp) * 1_000) > longestAgeMs) return false;
  const expected = signatureOf(secret, timestamp, body);
  return signatures.split(',').some((one) => {
    const given = Buffer.from(/^v1=([0-9a-f]{64})$/.exec(one.trim())?.[1] ?? '', 'hex');
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}

function signatureOf(secret: string, timestamp: string, body: Body): Buffer {
  return createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest();
}
