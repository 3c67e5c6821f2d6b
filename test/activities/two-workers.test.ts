import { beforeEach, expect, it } from 'vitest';
import { tellingActivities, type Telling } from '../../activities/telling.ts';
import { readEntries, verify } from '../../db/protocol.ts';
import { messages } from '../../db/schema.ts';
import type { Ticket } from '../../domain/ticket.ts';
import { burstsOn } from '../support/bursts.ts';
import { sergei } from '../support/cast.ts';
import { bakeryIsServed } from '../support/database-story.ts';
import { whyNoPostgres } from '../support/database.ts';
import { soon } from '../support/eventually.ts';
import { describeUnless } from '../support/provided.ts';
import type { CaughtMail } from '../support/smtp.ts';
import { tellingDesk } from '../support/telling-desk.ts';
import { openedOn } from '../support/tickets-on-database.ts';

// A worker that stood still for longer than its activity may take wakes up beside the one that was asked after it.
describeUnless(whyNoPostgres, 'a message in the hands of two workers', () => {
  const desk = tellingDesk();
  let [one, other]: Telling[] = [];
  let ticket: Ticket;
  beforeEach(async () => {
    [one, other] = [desk().telling, desk().anotherWorker()];
    await bakeryIsServed(desk().database);
    ticket = await openedOn(desk().database, { speaks: true });
  });

  const deliver = (telling: Telling | undefined) => {
    const { number, foldedUpTo, owed } = ticket;
    return tellingActivities(telling!).deliverMessage({ number, owed: owed[0]!, foldedUpTo });
  };
  const told = async () => {
    const entries = await readEntries(desk().database.db, ticket.number);
    return entries.filter(({ type }) => type.startsWith('message')).map(({ type, data }) => ({ type, ...data }));
  };

  /** The first as it is; whatever came after it bears its id and the mark. */
  function onlyMarkedRepeats([first, ...again]: readonly CaughtMail[]): void {
    expect(first?.header('x-possible-duplicate')).toBeNull();
    for (const { messageId, header } of again) {
      expect([messageId, header('x-possible-duplicate')]).toEqual([first?.messageId, 'yes']);
    }
  }

  it('is made once and told once, and goes out a second time only with its mark', async () => {
    await Promise.all([one, other, one, other].map(deliver));
    const [queued, sent, ...more] = await told();
    expect([queued?.type, sent?.type, more]).toEqual(['messageQueued', 'messageSent', []]);
    onlyMarkedRepeats(desk().smtp.mails.toSorted(unmarkedFirst));
    expect(await verify(desk().database.db, ticket.number)).toMatchObject({ intact: true });
  });

  it('goes out twice where the first stood still with it, and the protocol says so, whichever is heard first', async () => {
    desk().smtp.behave('waits');
    const first = deliver(one);
    await soon(() => expect(desk().smtp.attempts).toBe(1));
    const second = deliver(other);
    await soon(() => expect(desk().smtp.attempts).toBe(2));
    desk().smtp.behave('takes');
    await Promise.all([first, second]);
    expect(desk().smtp.mails).toHaveLength(2);
    onlyMarkedRepeats(desk().smtp.mails.toSorted(unmarkedFirst));
    expect(await told()).toMatchObject([{ type: 'messageQueued' }, { type: 'messageSent', possibleDuplicate: true }]);
    expect(await desk().database.db.select().from(messages)).toMatchObject([
      { outcome: 'sent', possibleDuplicate: true, sendingSince: null },
    ]);
  });

  it('is not sent by the one that comes when the other is done', async () => {
    await deliver(one);
    await deliver(other);
    expect(desk().smtp.attempts).toBe(1);
    expect(await told()).toHaveLength(2);
  });

  it('that is a digest tells each protocol once, and is marked where it went out twice', async () => {
    await desk().employs(sergei.id, 'supervisor', { email: 'lead@helpdesk.example' });
    const { burst, mailsOf, entriesOf } = burstsOn(desk);
    const { digested, digestId } = await burst();
    desk().smtp.behave('waits');
    const before = desk().smtp.attempts;
    const attempts = [one, other].map((telling) => tellingActivities(telling!).sendDigest({ digestId }));
    await soon(() => expect(desk().smtp.attempts).toBe(before + 2));
    desk().smtp.behave('takes');
    await Promise.all(attempts);
    expect(mailsOf('Сводка')).toHaveLength(2);
    onlyMarkedRepeats(mailsOf('Сводка').toSorted(unmarkedFirst));
    for (const number of digested) {
      expect(await entriesOf(number, 'messageSent')).toMatchObject([{ digestId, possibleDuplicate: true }]);
    }
  });
});

function unmarkedFirst(a: CaughtMail, b: CaughtMail): number {
  return Number(a.header('x-possible-duplicate') !== null) - Number(b.header('x-possible-duplicate') !== null);
}
