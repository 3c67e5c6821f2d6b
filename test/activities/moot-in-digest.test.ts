import { beforeEach, expect, it } from 'vitest';
import { tellingActivities } from '../../activities/telling.ts';
import { readEntries, verify } from '../../db/protocol.ts';
import { digests } from '../../db/schema.ts';
import type { MessageCause } from '../../domain/events-of-talk.ts';
import { obligations } from '../../domain/obligations.ts';
import type { Ticket } from '../../domain/ticket.ts';
import { answered, bakeryIsServed, restored, timePasses } from '../support/database-story.ts';
import { whyNoPostgres } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';
import { tellingDesk } from '../support/telling-desk.ts';
import { openedOn } from '../support/tickets-on-database.ts';

describeUnless(whyNoPostgres, 'a reminder that waits in a digest', () => {
  const desk = tellingDesk();
  let asked: Ticket;

  async function tell(ticket: Ticket, wanted: MessageCause): Promise<void> {
    const owed = obligations(ticket).find(({ cause, channel }) => cause === wanted && channel === 'email');
    await tellingActivities(desk().telling).deliverMessage({ number: ticket.number, owed: owed!, foldedUpTo: 0 });
  }

  async function opens(count: number): Promise<void> {
    for (let at = 0; at < count; at++) await tell(await openedOn(desk().database, { speaks: true }), 'opened');
  }

  async function sendDigest(): Promise<void> {
    const [digest] = await allDigests();
    await tellingActivities(desk().telling).sendDigest({ digestId: digest!.id });
  }

  const allDigests = () => desk().database.db.select().from(digests);
  const accepts = () => answered(desk().database, asked.number, asked.contacts[0]!, 'accepted');
  const digestMails = () => desk().smtp.mails.filter(({ subject }) => subject.includes('новости по вашим заявкам'));
  /** What the protocol says of the message that went into the digest. */
  const told = async () => {
    const entries = await readEntries(desk().database.db, asked.number);
    return entries.flatMap(({ type, data }) =>
      'digestId' in data && type !== 'messageQueued' ? [{ type, data }] : [],
    );
  };

  /** The tenth message of a minute was the last that Vera got alone. */
  beforeEach(async () => {
    await bakeryIsServed(desk().database);
    asked = await openedOn(desk().database, { speaks: true });
    await tell(asked, 'opened');
    await tell(await restored(desk().database, asked.number), 'restored');
    await opens(8);
    await tell(await timePasses(desk().database, asked.number, 'PT25H'), 'reminder');
  });

  it('is left out where the answer came meanwhile, and its protocol says why', async () => {
    await opens(1);
    await accepts();
    await sendDigest();
    const [mail] = digestMails();
    expect(mail?.text).not.toContain(asked.number);
    expect(mail?.subject).toContain('(1)');
    expect(await told()).toMatchObject([{ type: 'messageFailed', data: { failure: 'notOwed' } }]);
    expect(await verify(desk().database.db, asked.number)).toMatchObject({ intact: true });
  });

  it('that is all the digest holds leaves nothing to send, whatever attempts there are', async () => {
    await accepts();
    const before = desk().smtp.attempts;
    await sendDigest();
    await sendDigest();
    expect(desk().smtp.attempts).toBe(before);
    expect(await allDigests()).toMatchObject([{ outcome: 'failed', failure: 'notOwed', sendingSince: null }]);
    expect(await told()).toMatchObject([{ type: 'messageFailed', data: { failure: 'notOwed' } }]);
  });

  it('is left out by the next attempt where the mail server has surely not taken the digest', async () => {
    desk().smtp.behave('defers');
    await expect(sendDigest()).rejects.toMatchObject({ type: 'mailDeferred' });
    await accepts();
    desk().smtp.behave('takes');
    await sendDigest();
    expect(digestMails()).toEqual([]);
  });

  it('goes its way with a digest that may have arrived before the answer', async () => {
    desk().smtp.behave('takesThenDrops');
    await expect(sendDigest()).rejects.toMatchObject({ type: 'mailDeferred' });
    await accepts();
    desk().smtp.behave('takes');
    await sendDigest();
    expect(digestMails().at(-1)?.text).toContain(asked.number);
    expect(await told()).toMatchObject([{ type: 'messageSent', data: { possibleDuplicate: true } }]);
  });

  it('goes out where no answer came', async () => {
    await sendDigest();
    expect(digestMails()).toHaveLength(1);
    expect(await told()).toMatchObject([{ type: 'messageSent' }]);
  });
});
