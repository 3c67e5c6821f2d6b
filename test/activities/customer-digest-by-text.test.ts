import { beforeEach, expect, it } from 'vitest';
import { tellingActivities } from '../../activities/telling.ts';
import { keepReport } from '../../db/delivery-reports.ts';
import { readEntries } from '../../db/protocol.ts';
import { digests } from '../../db/schema.ts';
import { ticketOf } from '../../db/telling.ts';
import { obligations } from '../../domain/obligations.ts';
import { segmentCount } from '../../mail/sms/segments.ts';
import { nineOClock } from '../support/cast.ts';
import { bakeryIsServed } from '../support/database-story.ts';
import { whyNoPostgres } from '../support/database.ts';
import { PaperCarrier } from '../support/paper-carrier.ts';
import { describeUnless } from '../support/provided.ts';
import { tellingDesk } from '../support/telling-desk.ts';
import { openedOn, reporter } from '../support/tickets-on-database.ts';

describeUnless(whyNoPostgres, 'a burst of texts to one telephone', () => {
  const desk = tellingDesk();
  const db = () => desk().database.db;
  let sms: PaperCarrier;
  let numbers: string[];

  const activities = () => tellingActivities({ ...desk().telling, carriers: { sms, webhook: null } });

  async function opens(count: number): Promise<void> {
    for (let at = 0; at < count; at++) {
      const { contact, ...known } = reporter();
      const texted = { ...known, contact: { ...contact, prefers: ['sms', 'email'] } as const };
      const { number, owed, foldedUpTo } = await openedOn(desk().database, { speaks: true, reachable: [texted] });
      numbers.push(number);
      await activities().deliverText({ number, owed: owed[0]!, foldedUpTo });
    }
  }

  const allDigests = () => db().select().from(digests).orderBy(digests.openedAt);
  const sendDigests = async () => {
    for (const { id } of await allDigests()) await activities().sendDigest({ digestId: id });
    return sms.parcels.slice(10);
  };
  const told = async (number: string) =>
    (await readEntries(db(), number)).filter(({ type }) => type.startsWith('message')).map(({ type }) => type);
  const owedBy = async (number: string) => obligations(await ticketOf(db(), number)).map(({ channel }) => channel);

  beforeEach(async () => {
    [sms, numbers] = [new PaperCarrier(), []];
    await bakeryIsServed(desk().database);
    await opens(13);
  });

  it('goes out as ten texts, and one that names the others, each with its own link', async () => {
    const [digest, ...others] = await sendDigests();
    expect(others).toEqual([]);
    expect(digest).toMatchObject({ to: '+79161234567', language: 'ru', possibleDuplicate: false });
    for (const number of numbers.slice(10))
      expect(digest!.text).toMatch(new RegExp(`${number}: https://help.example/c/`));
    for (const number of numbers) expect(await told(number)).toEqual(['messageQueued', 'messageSent']);
  });

  it('is never more than a text can hold: what comes besides goes into another', async () => {
    await opens(17);
    const texts = (await sendDigests()).filter(({ text }) => text.startsWith('HelpDesk: новости'));
    expect(texts.map(({ text }) => text.match(/https:/g)?.length)).toEqual([6, 6, 6, 2]);
    // As many as the carrier takes.
    for (const { text } of texts) expect(segmentCount(text)).toBeLessThanOrEqual(10);
  });

  it('has been read when its report says so, by each ticket, also where the report was faster', async () => {
    await keepReport(db(), { channel: 'sms', reference: 'ref-11', outcome: 'delivered', at: nineOClock });
    await sendDigests();
    for (const number of numbers.slice(10)) expect(await told(number)).toContain('messageDelivered');
  });

  it('gives way to a mail for each ticket when it cannot be delivered', async () => {
    await sendDigests();
    await keepReport(db(), {
      channel: 'sms',
      reference: 'ref-11',
      outcome: 'failed',
      failure: 'expired',
      at: nineOClock,
    });
    for (const number of numbers.slice(10)) expect(await owedBy(number)).toEqual(['email']);
  });

  it('gives way to a mail for each ticket where the carrier refuses it', async () => {
    sms.answers.push({ outcome: 'refused', failure: 'ESME_RINVDSTADR' });
    await sendDigests();
    for (const number of numbers.slice(10)) {
      expect(await told(number)).toEqual(['messageQueued', 'messageFailed']);
      expect(await owedBy(number)).toEqual(['email']);
    }
  });

  it('comes again marked, under the same id, after a worker that died with it in its hands', async () => {
    sms.answers.push('dies');
    await expect(sendDigests()).rejects.toThrow('died');
    const [, second] = await sendDigests();
    expect(second).toMatchObject({ id: sms.parcels[10]!.id, possibleDuplicate: true });
    expect((await readEntries(db(), numbers[12]!)).at(-1)?.data).toMatchObject({ possibleDuplicate: true });
  });
});
