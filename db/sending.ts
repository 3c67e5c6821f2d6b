import { sql, type AnyColumn, type SQL } from 'drizzle-orm';
import type { Instant } from '../domain/instant.ts';

/** What is kept of the conversation with a mail server, alike for a message and for a digest of many. */
interface SendingColumns {
  readonly sendingSince: AnyColumn;
  readonly possibleDuplicate: AnyColumn;
}

/**
 * The conversation begins. An earlier attempt that began and left no word may have got through, so from then on the
 * mail is a possible duplicate.
 */
export function begun({ sendingSince, possibleDuplicate }: SendingColumns) {
  return {
    possibleDuplicate: sql<boolean>`${possibleDuplicate} or ${sendingSince} is not null`,
    sendingSince: sql`clock_timestamp()`,
  };
}

/** What becomes of a mail in the end, by the word of its mail server. */
export type MailOutcome = 'sent' | { readonly failure: string };

/** The outcome of a mail that no ticket's protocol tells of: its instant is the database's. */
export function settled(outcome: MailOutcome) {
  return outcome === 'sent' ? sent(sql`clock_timestamp()`) : failed(outcome.failure);
}

/** The mail server took it. */
export function sent(at: Instant | SQL) {
  return { outcome: 'sent' as const, sentAt: typeof at === 'string' ? new Date(at) : at, sendingSince: null };
}

/** It never will, and why. */
export function failed(failure: string) {
  return { outcome: 'failed' as const, failure, sendingSince: null };
}
