import { eq } from 'drizzle-orm';
import { tellingActivities } from '../../activities/telling.ts';
import { readEntries } from '../../db/protocol.ts';
import { digests, messages } from '../../db/schema.ts';
import type { Entry, EventData } from '../../domain/events.ts';
import { obligations, type Owed } from '../../domain/obligations.ts';
import type { Addressee } from '../../domain/terms.ts';
import { does } from './database-story.ts';
import type { TellingDesk } from './telling-desk.ts';
import { openedOn } from './tickets-on-database.ts';

const lead = { role: 'supervisor' } as const;

/** Many tickets of which somebody of the desk is to be told at once, and what became of it. */
export function burstsOn(desk: () => TellingDesk) {
  const db = () => desk().database.db;

  async function tickets(count: number): Promise<string[]> {
    const opened = await Promise.all(Array.from({ length: count }, () => openedOn(desk().database)));
    return opened.map(({ number }) => number);
  }

  async function escalate(number: string, to: Addressee = lead): Promise<Owed> {
    const texts = { reason: 'клиент звонил трижды' };
    const ticket = await does(desk().database, number, (kept) => ({ type: 'escalate', to, texts: kept }), { texts });
    return obligations(ticket).findLast(({ cause }) => cause === 'escalated')!;
  }

  const deliver = (number: string, owed: Owed) =>
    tellingActivities(desk().telling).deliverMessage({ number, owed, foldedUpTo: 0 });

  /** Somebody is to be told of each ticket, and its workflow has it done. */
  async function escalated(numbers: readonly string[], to: Addressee = lead): Promise<void> {
    for (const number of numbers) await deliver(number, await escalate(number, to));
  }

  const allDigests = () => db().select().from(digests).orderBy(digests.openedAt);

  /** So many tickets; the digest is opened by the sixth. */
  async function burst(count = 8) {
    const numbers = await tickets(count);
    await escalated(numbers);
    const [digest] = await allDigests();
    return { numbers, digested: numbers.slice(5), digestId: digest!.id };
  }

  return {
    ...{ tickets, escalate, deliver, escalated, burst, allDigests },
    send: (digestId: string) => tellingActivities(desk().telling).sendDigest({ digestId }),
    staffed: () => db().select().from(messages).where(eq(messages.audience, 'staff')),
    mailsOf: (subject: string) => desk().smtp.mails.filter((mail) => mail.subject.includes(subject)),
    entriesOf: async <T extends Entry['type']>(number: string, type: T) => {
      const found = (await readEntries(db(), number)).filter((entry) => entry.type === type);
      return found.map(({ data }) => data as EventData[T]);
    },
  };
}
