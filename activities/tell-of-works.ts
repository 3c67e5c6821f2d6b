import { readWorks, type ScheduledWorks } from '../db/reference/scheduled-works.ts';
import {
  beginNotice,
  noticeNotSent,
  queuedNotices,
  settleNotice,
  touchedCustomer,
  type NoticeKey,
  type NoticeRow,
} from '../db/works/notices.ts';
import { oweNotices } from '../db/works/owe-notices.ts';
import { instantOf } from '../domain/instant.ts';
import { knownTimeZone } from '../mail/instants.ts';
import { messageIdOf } from '../mail/message-id.ts';
import { worksMail } from '../mail/works-mails.ts';
import { mailDeferred } from './sending-deferred.ts';
import type { Letter } from './smtp.ts';
import type { Telling } from './telling.ts';

export interface TellingOfWorks {
  readonly worksId: string;
}

/** Then it lets tickets' mails have their turn. The mail that is begun by then still ends within what the activity has. */
const usualPatienceMs = 10_000;

/**
 * Tells customers what scheduled works still owe them, one mail after another so that tickets' mails keep their turn;
 * `left` when the time was not enough. Safe to run twice: each customer has one row for each notice, what has an
 * outcome is not sent again, and what an attempt left without a word goes out once more under the same Message-ID,
 * marked as a possible duplicate.
 */
export async function tellOfWorks(
  telling: Telling,
  { worksId }: TellingOfWorks,
  patienceMs = usualPatienceMs,
): Promise<{ readonly left: boolean }> {
  const { db } = telling.database;
  const until = Date.now() + patienceMs;
  await db.transaction((tx) => oweNotices(tx, worksId));
  const works = await readWorks(db, worksId);
  if (!works) throw new Error(`no works ${worksId}`);
  let deferred: string | null = null;
  for (const key of await queuedNotices(db, worksId)) {
    if (Date.now() >= until) return { left: true };
    deferred = (await post(telling, works, key)) ?? deferred;
  }
  if (deferred !== null) throw mailDeferred(deferred);
  return { left: false };
}

/** The failure, where the mail server does not want this mail now but answers: others may have more luck. */
async function post(telling: Telling, works: ScheduledWorks, key: NoticeKey): Promise<string | null> {
  const { db } = telling.database;
  const notice = await beginNotice(db, key);
  if (notice === null) return null;
  const letter = await letterOf(telling, works, notice);
  if (letter === null) return (await settleNotice(db, key, { failure: 'noAddress' }), null);
  const posted = await telling.mailer.send(letter);
  if (posted.outcome === 'sent') return (await settleNotice(db, key, 'sent'), null);
  if (posted.outcome === 'refused') return (await settleNotice(db, key, posted), null);
  if (!posted.mayHaveArrived && !notice.possibleDuplicate) await noticeNotSent(db, key);
  if (!posted.failure.startsWith('smtp')) throw mailDeferred(posted.failure);
  return posted.failure;
}

/** Null where the address, or the last service on the works, is gone meanwhile. */
async function letterOf(
  { database, mailer, deskPhone }: Telling,
  works: ScheduledWorks,
  { worksId, customerId, cause, possibleDuplicate }: NoticeRow,
): Promise<Letter | null> {
  const { name: customerName, email: to, language, services } = await touchedCustomer(database.db, works, customerId);
  if (to === null || services.length === 0) return null;
  const messageId = messageIdOf('works', `${worksId}:${customerId}:${cause}`, mailer.from);
  const touched = services.map(({ name, timeZone }) => ({ name, timeZone: knownTimeZone(timeZone) }));
  const { window } = works;
  const now = instantOf(Date.now());
  const mail = worksMail({ notice: cause, customerName, language, window, now, services: touched, deskPhone });
  return { messageId, to, language, possibleDuplicate, about: null, ...mail };
}
