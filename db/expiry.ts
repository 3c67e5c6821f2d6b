import { lt, sql } from 'drizzle-orm';
import { forgetOldChanges } from './changes.ts';
import type { Db } from './client.ts';
import { forgetOldReports } from './delivery-reports.ts';
import { purgeUnusedTexts } from './private-texts.ts';
import { forgetOldCounts } from './request-counts.ts';
import { forgetOldKeys } from './request-keys.ts';
import { sessions } from './schema.ts';
import { forgetOldFailures } from './sign-in-failures.ts';
import { forgetOldCalls } from './telephony/live-calls.ts';
import { forgetOldTestMails } from './test-mails.ts';

/** Deletes what no longer has any effect: keys of requests, sessions, wrong passwords, texts of refused requests, calls that are logged, tests of templates, reports of what nobody sent, changes that the live stream told. Any number may do it at once. */
export async function forgetWhatExpired(db: Db): Promise<void> {
  await forgetOldKeys(db);
  await forgetOldFailures(db);
  await forgetOldCounts(db);
  await purgeUnusedTexts(db);
  await forgetOldCalls(db);
  await forgetOldTestMails(db);
  await forgetOldReports(db);
  await forgetOldChanges(db);
  await db.delete(sessions).where(lt(sessions.expiresAt, sql`now()`));
}
