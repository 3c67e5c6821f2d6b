import { beforeEach, expect, it } from 'vitest';
import { connectMailer } from '../../activities/smtp.ts';
import { tellingActivities, type Telling } from '../../activities/telling.ts';
import { readEntries } from '../../db/protocol.ts';
import { messages } from '../../db/schema.ts';
import { obligations, type Owed } from '../../domain/obligations.ts';
import type { Ticket } from '../../domain/ticket.ts';
import { burstsOn } from '../support/bursts.ts';
import { amira, sergei } from '../support/cast.ts';
import { bakeryIsServed, does } from '../support/database-story.ts';
import { whyNoPostgres } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';
import { startSlowSmtp } from '../support/slow-smtp.ts';
import { asTheDesk } from '../support/smtp.ts';
import { tellingDesk } from '../support/telling-desk.ts';
import { openedOn } from '../support/tickets-on-database.ts';

const [vera, lead, colleague] = ['vera@bakery.example', 'lead@helpdesk.example', 'colleague@helpdesk.example'];

describeUnless(whyNoPostgres, 'a mail server that would rather not', () => {
  const desk = tellingDesk();
  let ticket: Ticket;
  let opened: Owed;
  beforeEach(async () => {
    await bakeryIsServed(desk().database);
    ticket = await openedOn(desk().database, { speaks: true });
    [opened] = ticket.owed as [Owed];
  });

  const deliver = (owed: Owed, telling: Telling = desk().telling) =>
    tellingActivities(telling).deliverMessage({ number: ticket.number, owed, foldedUpTo: ticket.foldedUpTo });
  const told = async () => {
    const entries = await readEntries(desk().database.db, ticket.number);
    return entries.filter(({ type }) => type.startsWith('message')).map(({ type, data }) => ({ type, ...data }));
  };
  const rows = () => desk().database.db.select().from(messages);

  it('that greylists gets the mail again: nothing was handed over, so it is no duplicate', async () => {
    desk().smtp.greylisted.add(vera);
    for (let at = 0; at < 3; at++) {
      await expect(deliver(opened)).rejects.toMatchObject({ type: 'mailDeferred', nonRetryable: false });
      expect(await rows()).toMatchObject([{ outcome: 'queued', sendingSince: null, possibleDuplicate: false }]);
    }
    expect(desk().smtp.attempts).toBe(0);
    desk().smtp.greylisted.delete(vera);
    await deliver(opened);
    expect(desk().smtp.mails.map(({ header }) => header('x-possible-duplicate'))).toEqual([null]);
    const [queued, sent, ...more] = await told();
    expect([queued, sent, more]).toMatchObject([{ type: 'messageQueued' }, { type: 'messageSent' }, []]);
    expect(sent).not.toHaveProperty('possibleDuplicate');
  });

  it.each([
    ['one', lead, colleague],
    ['the other', colleague, lead],
  ])('that greylists %s of two who are to hear keeps nobody else waiting', async (_which, greylisted, heard) => {
    await desk().employs(sergei.id, 'supervisor', { email: lead });
    await desk().employs(amira.id, 'supervisor', { email: colleague });
    const escalated = await escalation();
    desk().smtp.greylisted.add(greylisted);
    await expect(deliver(escalated)).rejects.toMatchObject({ type: 'mailDeferred' });
    expect(desk().smtp.mails.map(({ to }) => to)).toEqual([[heard]]);
    desk().smtp.greylisted.clear();
    await deliver(escalated);
    expect(desk().smtp.mails.map(({ to }) => to)).toEqual([[heard], [greylisted]]);
    expect((await told()).filter(({ type }) => type === 'messageSent')).toHaveLength(2);
  });

  it('that greylists the reader of a digest gets the digest again, once and unmarked', async () => {
    await desk().employs(sergei.id, 'supervisor', { email: lead });
    const { burst, send, mailsOf, entriesOf } = burstsOn(desk);
    const { digested, digestId } = await burst();
    desk().smtp.greylisted.add(lead);
    await expect(send(digestId)).rejects.toMatchObject({ type: 'mailDeferred', nonRetryable: false });
    desk().smtp.greylisted.clear();
    await send(digestId);
    expect(mailsOf('Сводка').map(({ header }) => header('x-possible-duplicate'))).toEqual([null]);
    for (const number of digested) expect(await entriesOf(number, 'messageSent')).toMatchObject([{ digestId }]);
  });

  it('that never says what became of the text gets it again under its id, marked', async () => {
    const slow = await startSlowSmtp();
    slow.drips('text', 1);
    const mailer = connectMailer(slow.url, asTheDesk, 500);
    await expect(deliver(opened, { ...desk().telling, mailer })).rejects.toThrow('did not take it');
    expect(await rows()).toMatchObject([{ outcome: 'queued', sendingSince: expect.any(Date) }]);
    await deliver(opened);
    expect(desk().smtp.mails.map(({ header }) => header('x-possible-duplicate'))).toEqual(['yes']);
    expect((await told()).at(-1)).toMatchObject({ type: 'messageSent', possibleDuplicate: true });
    mailer.close();
    await slow.close();
  });

  it('that drips before it has the text gets it again unmarked: it can have taken nothing', async () => {
    const slow = await startSlowSmtp();
    slow.drips('RCPT', 1);
    const mailer = connectMailer(slow.url, asTheDesk, 500);
    await expect(deliver(opened, { ...desk().telling, mailer })).rejects.toThrow('did not take it');
    await deliver(opened);
    expect(desk().smtp.mails.map(({ header }) => header('x-possible-duplicate'))).toEqual([null]);
    mailer.close();
    await slow.close();
  });

  it('that says "later" and then "never" has refused it once: the next channel is owed', async () => {
    desk().smtp.behave('defers');
    await expect(deliver(opened)).rejects.toThrow('did not take it');
    desk().smtp.behave('refuses');
    await deliver(opened);
    await deliver(opened);
    expect((await told()).map(({ type }) => type)).toEqual(['messageQueued', 'messageFailed']);
    expect(desk().smtp.attempts).toBe(2);
  });

  async function escalation(): Promise<Owed> {
    const escalate = { type: 'escalate', to: { role: 'supervisor' } } as const;
    const texts = { reason: 'клиент звонил трижды' };
    ticket = await does(desk().database, ticket.number, (kept) => ({ ...escalate, texts: kept }), { texts });
    return obligations(ticket).findLast(({ cause }) => cause === 'escalated')!;
  }
});
