import { and, asc, eq } from 'drizzle-orm';
import type { WorksNotice } from '../../domain/scheduled-works.ts';
import type { Language } from '../../domain/words.ts';
import type { Reader } from '../client.ts';
import { runsThrough, type ScheduledWorks } from '../reference/scheduled-works.ts';
import { customers, services, sites, worksNotices } from '../schema.ts';
import { begun, settled, type MailOutcome } from '../sending.ts';

/** One notice of scheduled works to one customer. */
export interface NoticeKey {
  readonly worksId: string;
  readonly customerId: string;
  readonly cause: WorksNotice;
}

export type NoticeRow = typeof worksNotices.$inferSelect;

/** What is still to be sent about scheduled works. */
export async function queuedNotices(reader: Reader, worksId: string): Promise<NoticeKey[]> {
  const { customerId, cause, outcome } = worksNotices;
  return reader
    .select({ worksId: worksNotices.worksId, customerId, cause })
    .from(worksNotices)
    .where(and(eq(worksNotices.worksId, worksId), eq(outcome, 'queued')))
    .orderBy(asc(customerId), asc(cause));
}

/** As `beginSending` of a message: null where the notice is not owed any more. */
export async function beginNotice(reader: Reader, key: NoticeKey): Promise<NoticeRow | null> {
  const [row] = await reader.update(worksNotices).set(begun(worksNotices)).where(stillQueued(key)).returning();
  return row ?? null;
}

/** The mail server did not take it, for sure: the next attempt is no duplicate. */
export async function noticeNotSent(reader: Reader, key: NoticeKey): Promise<void> {
  await reader.update(worksNotices).set({ sendingSince: null }).where(stillQueued(key));
}

/** Keeps the outcome, unless another attempt has kept one before, or the works were called off meanwhile. */
export async function settleNotice(reader: Reader, key: NoticeKey, outcome: MailOutcome): Promise<void> {
  await reader.update(worksNotices).set(settled(outcome)).where(stillQueued(key));
}

/** A customer of works, and the services of theirs that are touched. */
export interface TouchedCustomer {
  readonly name: string;
  readonly email: string | null;
  readonly language: Language;
  readonly services: readonly { readonly name: string; readonly timeZone: string | null }[];
}

export async function touchedCustomer(reader: Reader, works: ScheduledWorks, id: string): Promise<TouchedCustomer> {
  const [[customer], touched] = await Promise.all([
    reader.select().from(customers).where(eq(customers.id, id)),
    reader
      .select({ name: services.name, timeZone: sites.timeZone })
      .from(services)
      .innerJoin(sites, eq(sites.id, services.siteId))
      .where(and(eq(services.customerId, id), runsThrough(reader, works)))
      .orderBy(asc(services.name), asc(services.id)),
  ]);
  if (!customer) throw new Error(`no customer ${id}`);
  const { name, language, emails } = customer;
  return { name, language, email: emails[0] ?? null, services: touched };
}

function stillQueued({ worksId, customerId, cause }: NoticeKey) {
  return and(
    eq(worksNotices.worksId, worksId),
    eq(worksNotices.customerId, customerId),
    eq(worksNotices.cause, cause),
    eq(worksNotices.outcome, 'queued'),
  );
}
