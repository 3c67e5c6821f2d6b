import type { ImapFlow } from 'imapflow';
import { databaseIsAway } from '../../db/away.ts';
import type { Logger } from '../../runtime/logger.ts';
import { largestMail, type Taken } from '../taking/inbox.ts';
import type { Handed } from '../taking/take-mail.ts';

/** What stands at a mail that the desk has: it stays in the box. */
export const takenMark = 'HelpDeskTaken';
/** Of a mail that is too large, so much is read: its head and, as a rule, its text. */
const readOfLargeBytes = 256 * 1_024;

export interface Look {
  readonly client: ImapFlow;
  readonly take: (handed: Handed) => Promise<Taken>;
  readonly log: Logger;
  /** False once the process leaves. */
  readonly begun: () => boolean;
}

/**
 * Takes what has no mark, the oldest first, and marks what the desk has. A mail that can't be taken stays for the next
 * look and keeps no other from being taken; only while the database is away is there no use in going on.
 */
export async function lookInto(look: Look): Promise<void> {
  const { client, begun } = look;
  const found = await client.search({ unKeyword: takenMark }, { uid: true });
  const senders = new Set<string>();
  for (const uid of found || []) {
    if (!begun()) return;
    await takeOne(look, uid, senders);
  }
}

async function takeOne({ client, take, log }: Look, uid: number, tooMany: Set<string>): Promise<void> {
  const about = await client.fetchOne(String(uid), { size: true, internalDate: true, envelope: true }, { uid: true });
  if (!about) return;
  const sender = about.envelope?.from?.[0]?.address ?? '';
  if (tooMany.has(sender)) return;
  const bytes = about.size ?? 0;
  const part = bytes > largestMail ? { start: 0, maxLength: readOfLargeBytes } : true;
  const got = await client.fetchOne(String(uid), { source: part }, { uid: true });
  if (!got || !got.source) return;
  const receivedAt = new Date(about.internalDate ?? Date.now());
  try {
    const large = bytes > largestMail && { cutFrom: bytes };
    const taken = await take({ source: got.source, envelope: null, receivedAt, ...large });
    if (taken === 'later') tooMany.add(sender);
    else await client.messageFlagsAdd(String(uid), [takenMark], { uid: true });
  } catch (err) {
    if (databaseIsAway(err) || !client.usable) throw err;
    log.error({ err, uid }, 'a mail could not be taken; it stays in the mailbox');
  }
}
