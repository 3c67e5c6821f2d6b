import { beforeEach, expect, it } from 'vitest';
import { connectMailer } from '../../activities/smtp.ts';
import { tellingActivities, type Telling } from '../../activities/telling.ts';
import { appendTo, lockTicket } from '../../db/append.ts';
import { messages } from '../../db/schema.ts';
import { ticketOf } from '../../db/telling.ts';
import { theDesk } from '../../domain/actor.ts';
import type { MessageCause } from '../../domain/events-of-talk.ts';
import { obligations, type Owed } from '../../domain/obligations.ts';
import { bakeryIsServed, promised } from '../support/database-story.ts';
import { whyNoPostgres } from '../support/database.ts';
import { soon } from '../support/eventually.ts';
import { describeUnless } from '../support/provided.ts';
import { asTheDesk } from '../support/smtp.ts';
import { tellingDesk } from '../support/telling-desk.ts';
import { openedOn } from '../support/tickets-on-database.ts';

// Each message is tried again in its own rhythm: after an outage "the time is extended" might come before "we have it".
describeUnless(whyNoPostgres, 'two mails about one ticket to one customer', () => {
  const desk = tellingDesk();
  let number: string;
  let [opened, promise]: Owed[] = [];
  beforeEach(async () => {
    await bakeryIsServed(desk().database);
    number = (await openedOn(desk().database, { speaks: true })).number;
    await promised(desk().database, number, 'PT1H');
    [opened, promise] = [await owed('opened'), await owed('etaPromised')];
  });

  const ticket = () => ticketOf(desk().database.db, number);
  const owed = async (wanted: MessageCause) => obligations(await ticket()).find(({ cause }) => cause === wanted)!;
  const deliver = (what: Owed | undefined, telling: Telling = desk().telling) =>
    tellingActivities(telling).deliverMessage({ number, owed: what!, foldedUpTo: 0 });
  const behind = { type: 'behindEarlier', nonRetryable: false };
  const came = () => desk().smtp.mails.map(({ subject }) => /принята|назван срок/.exec(subject)?.[0]);
  const rows = () => desk().database.db.select().from(messages).orderBy(messages.queuedAt);

  it('come in the order in which they are owed, whichever is tried first when the mail server is back', async () => {
    desk().smtp.behave('defers');
    await expect(deliver(opened)).rejects.toMatchObject({ type: 'mailDeferred' });
    await expect(deliver(promise)).rejects.toMatchObject(behind);
    desk().smtp.behave('takes');
    await expect(deliver(promise)).rejects.toMatchObject(behind);
    await deliver(opened);
    await deliver(promise);
    expect(came()).toEqual(['принята', 'назван срок']);
  });

  it('are stored at once: the later one waits as a message that was never begun', async () => {
    await expect(deliver(promise)).rejects.toMatchObject(behind);
    await expect(deliver(promise)).rejects.toMatchObject(behind);
    expect(await rows()).toMatchObject([{ cause: 'etaPromised', outcome: 'queued', sendingSince: null }]);
    await deliver(opened);
    await deliver(promise);
    expect(desk().smtp.mails.map(({ header }) => header('x-possible-duplicate'))).toEqual([null, null]);
  });

  it('keep their order while another worker still has the first one in its hands', async () => {
    desk().smtp.behave('waits');
    const first = deliver(opened, desk().anotherWorker());
    await soon(() => expect(desk().smtp.attempts).toBe(1));
    await expect(deliver(promise)).rejects.toMatchObject(behind);
    desk().smtp.behave('takes');
    await first;
    await deliver(promise);
    expect(came()).toEqual(['принята', 'назван срок']);
  });

  it('keep it when an attempt was killed with the first one under way, which then goes out once more', async () => {
    desk().smtp.behave('takesThenDrops');
    await expect(deliver(opened)).rejects.toMatchObject({ type: 'mailDeferred' });
    desk().smtp.behave('takes');
    await expect(deliver(promise)).rejects.toMatchObject(behind);
    await deliver(opened);
    await deliver(promise);
    expect(came()).toEqual(['принята', 'принята', 'назван срок']);
  });

  it('do not wait for each other where the first one was refused for good', async () => {
    desk().smtp.behave('refuses');
    await deliver(opened);
    desk().smtp.behave('takes');
    await deliver(promise);
    expect(came()).toEqual(['назван срок']);
  });

  it('do not wait for each other where the first one is put off until the morning', async () => {
    await desk().database.db.transaction(async (tx) => {
      const data = { key: opened!.key, until: '2120-01-01T07:00:00.000Z' };
      await appendTo(tx, await lockTicket(tx, number), [{ type: 'messageDeferred', by: theDesk, data }]);
    });
    await deliver(promise);
    expect(came()).toEqual(['назван срок']);
  });

  it('both wait where nobody takes mails, and neither counts as begun', async () => {
    const nobody = connectMailer('smtp://127.0.0.1:9', asTheDesk);
    const away = { ...desk().telling, mailer: nobody };
    await expect(deliver(opened, away)).rejects.toMatchObject({ type: 'mailDeferred' });
    await expect(deliver(promise, away)).rejects.toMatchObject(behind);
    nobody.close();
    expect((await rows()).map(({ sendingSince }) => sendingSince)).toEqual([null, null]);
  });
});
