import { beginSendingTestMail, settleTestMail, testMailNotSent, type TestMail } from '../db/test-mails.ts';
import { readUser } from '../db/users.ts';
import { messageIdOf } from '../mail/message-id.ts';
import { mailDeferred } from './sending-deferred.ts';
import type { Posted } from './smtp.ts';
import type { Telling } from './telling.ts';

export interface SendingTestMail {
  readonly testMailId: string;
}

/**
 * Sends a template to whoever tries it, to nobody else. Safe to run twice: one that has an outcome is not sent again,
 * one that an attempt left without a word goes out once more under the same Message-ID, marked as a possible duplicate.
 */
export async function sendTestMail(telling: Telling, { testMailId }: SendingTestMail): Promise<void> {
  const { db } = telling.database;
  const mail = await beginSendingTestMail(db, testMailId);
  if (mail === null) return;
  const posted = await post(telling, mail);
  if (posted.outcome === 'sent') return settleTestMail(db, mail.id, 'sent');
  if (posted.outcome === 'refused') return settleTestMail(db, mail.id, posted);
  if (!posted.mayHaveArrived && !mail.possibleDuplicate) await testMailNotSent(db, mail.id);
  throw mailDeferred(posted.failure);
}

async function post({ database, mailer }: Telling, mail: TestMail): Promise<Posted> {
  const user = await readUser(database.db, mail.userId);
  // The person has no address any more.
  if (!user?.email) return { outcome: 'refused', failure: 'noAddress' };
  const { id, language, subject, text, html, possibleDuplicate } = mail;
  const messageId = messageIdOf('test', id, mailer.from);
  return mailer.send({
    messageId,
    to: user.email,
    ...{ language, subject, text, html },
    possibleDuplicate,
    about: null,
  });
}
