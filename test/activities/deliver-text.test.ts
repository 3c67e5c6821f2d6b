import { beforeEach, expect, it } from 'vitest';
import { tellingActivities } from '../../activities/telling.ts';
import { keepBounce, keepReport } from '../../db/delivery-reports.ts';
import { messages, orders } from '../../db/schema.ts';
import { ticketOf } from '../../db/telling.ts';
import type { TicketContact } from '../../domain/events.ts';
import { obligations } from '../../domain/obligations.ts';
import { nineOClock, vera } from '../support/cast.ts';
import { bakeryIsServed, opens } from '../support/database-story.ts';
import { whyNoPostgres } from '../support/database.ts';
import { PaperCarrier } from '../support/paper-carrier.ts';
import { describeUnless } from '../support/provided.ts';
import { tellingDesk } from '../support/telling-desk.ts';

const texted: TicketContact = { ...vera, prefers: ['sms', 'email'] };

describeUnless(whyNoPostgres, 'a text to a customer', () => {
  const desk = tellingDesk();
  let sms: PaperCarrier;
  let number: string;

  beforeEach(async () => {
    sms = new PaperCarrier();
    await bakeryIsServed(desk().database);
    number = (await opens(desk().database, { contacts: [texted], speaks: true })).number;
  });

  const ticket = () => ticketOf(desk().database.db, number);
  const rows = () => desk().database.db.select().from(messages).orderBy(messages.key);

  async function deliver(by: 'sms' | 'email' = 'sms', carrier: PaperCarrier | null = sms) {
    const { foldedUpTo, ...state } = await ticket();
    const owed = obligations({ ...state, foldedUpTo }).find(({ channel }) => channel === by);
    if (!owed) throw new Error(`nothing is owed by ${by}`);
    const activities = tellingActivities({ ...desk().telling, carriers: { sms: carrier, webhook: null } });
    const asked = { number, owed, foldedUpTo };
    const { entries } = await (by === 'sms' ? activities.deliverText(asked) : activities.deliverMessage(asked));
    return entries.map(({ type, data }) => ({ type, ...data }));
  }

  const report = { channel: 'sms', reference: 'ref-1', outcome: 'delivered', at: nineOClock } as const;
  const lost = { ...report, outcome: 'failed', failure: 'expired' } as const;
  const owedBy = async () => obligations(await ticket()).map(({ channel }) => channel);

  it('goes to their number with a link, and waits for its report', async () => {
    const [queued, sent] = await deliver();
    expect(queued).toMatchObject({ type: 'messageQueued', channel: 'sms' });
    expect(sent).toMatchObject({ type: 'messageSent', confirmBy: expect.any(String) });
    expect(sms.parcels).toMatchObject([{ to: '+79161234567', language: 'ru', possibleDuplicate: false }]);
    expect(sms.parcels[0]?.text).toContain('https://help.example/c/');
    const [row] = await rows();
    expect(row).toMatchObject({ id: sms.parcels[0]?.id, outcome: 'sent', reference: 'ref-1' });
    expect(row?.body).not.toContain('/c/');
  });

  it('counts as delivered by its report, once', async () => {
    await deliver();
    expect(await keepReport(desk().database.db, report)).toBe('kept');
    expect(await keepReport(desk().database.db, report)).toBe('kept');
    expect((await rows())[0]).toMatchObject({ outcome: 'delivered' });
    expect((await ticket()).hearings).toMatchObject([{ open: ['sms'], awaits: null }]);
    const woken = await desk().database.db.select().from(orders);
    expect(woken.filter(({ kind }) => kind === 'factsRecorded')).toHaveLength(1);
  });

  it('gives way to a mail where the report says that it failed', async () => {
    await deliver();
    await keepReport(desk().database.db, lost);
    expect((await rows())[0]).toMatchObject({ outcome: 'failed', failure: 'expired' });
    expect(await owedBy()).toEqual(['email']);
  });

  it('knows a report that was faster than the answer of the carrier', async () => {
    expect(await keepReport(desk().database.db, lost)).toBe('early');
    const types = (await deliver()).map(({ type }) => type);
    expect(types).toEqual(['messageQueued', 'messageSent', 'messageFailed']);
    expect((await rows())[0]).toMatchObject({ outcome: 'failed', failure: 'expired' });
    expect(await owedBy()).toEqual(['email']);
  });

  it('goes out once more under the same id, marked, after a worker died between sending and recording', async () => {
    sms.answers.push('dies');
    await expect(deliver()).rejects.toThrow('died');
    expect(await deliver()).toMatchObject([{ type: 'messageSent', possibleDuplicate: true }]);
    expect(sms.parcels[1]?.id).toBe(sms.parcels[0]?.id);
    expect(sms.parcels.map(({ possibleDuplicate }) => possibleDuplicate)).toEqual([false, true]);
  });

  it('is tried again as no duplicate where the carrier did not take it', async () => {
    sms.answers.push({ outcome: 'deferred', failure: 'throttled', mayHaveArrived: false });
    await expect(deliver()).rejects.toMatchObject({ type: 'carrierDeferred', nonRetryable: false });
    expect(await deliver()).toMatchObject([{ type: 'messageSent' }]);
    expect(sms.parcels[1]).toMatchObject({ possibleDuplicate: false });
  });

  it('gives way where the carrier refuses it, and where the operator has no carrier', async () => {
    sms.answers.push({ outcome: 'refused', failure: 'invalidNumber' });
    expect(await deliver()).toMatchObject([{ type: 'messageQueued' }, { failure: 'invalidNumber' }]);
    expect(await owedBy()).toEqual(['email']);
  });

  it('is no message at all where the operator has no carrier: the mail goes instead', async () => {
    expect(await deliver('sms', null)).toMatchObject([{ type: 'messageFailed', failure: 'notConfigured' }]);
    expect(await rows()).toEqual([]);
    expect(await owedBy()).toEqual(['email']);
  });

  it('is followed by a call when the mail in its place bounces', async () => {
    await deliver('sms', null);
    await deliver('email');
    const [mail] = await rows();
    await keepBounce(desk().database.db, { messageId: mail!.reference!, failure: 'smtp550', at: nineOClock });
    expect((await rows())[0]).toMatchObject({ outcome: 'failed', failure: 'smtp550' });
    expect(await owedBy()).toEqual(['phone']);
  });
});
