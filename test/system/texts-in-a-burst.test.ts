import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Caller } from '../support/caller.ts';
import { whyNoPostgres } from '../support/database.ts';
import { soon } from '../support/eventually.ts';
import { describeUnless } from '../support/provided.ts';
import { brokenTickets } from '../support/protocols.ts';
import { startDesk, type RunningDesk } from '../support/running-desk.ts';
import { startSmpp, type CaughtText, type TestSmpp } from '../support/smpp.ts';
import { whyNoTemporal } from '../support/temporal.ts';
import { textedReport, typesOf, type Seen } from '../support/tickets-by-api.ts';

const isDigest = ({ text }: CaughtText) => text.startsWith('HelpDesk: новости');

describeUnless(whyNoPostgres ?? whyNoTemporal, 'more texts in a minute than one can read', () => {
  let smpp: TestSmpp;
  let desk: RunningDesk;
  let amira: Caller;
  let numbers: readonly string[];

  beforeAll(async () => {
    smpp = await startSmpp();
    desk = await startDesk({ env: { SMS_URL: smpp.url } });
    amira = await desk.as('agent');
    const reports = Array.from({ length: 13 }, () => textedReport('+79160000221', 'vera@burst.example'));
    numbers = (await Promise.all(reports.map((one) => amira.done<Seen>('POST', '/tickets', one)))).map((t) => t.number);
  });
  afterAll(async () => {
    await desk?.close();
    await smpp?.close();
  });

  it('reach the telephone as ten, and one a minute later that names the others, delivered for each', async () => {
    const digest = await smpp.waitFor(isDigest, 100_000);
    const alone = smpp.texts.filter((text) => !isDigest(text));
    expect(alone).toHaveLength(10);
    const named = numbers.filter((number) => digest.text.includes(`${number}: ${desk.url}/c/`));
    const told = numbers.filter((number) => alone.some(({ text }) => text.includes(number)));
    expect([...told, ...named].toSorted()).toEqual([...numbers].toSorted());
    await smpp.brings({ esm_class: 4, receipted_message_id: digest.reference, message_state: 2 });
    for (const number of named) {
      await soon(async () => expect(await typesOf(amira, number)).toContain('messageDelivered'), 20_000);
    }
    expect(await brokenTickets(desk.database)).toEqual([]);
  });
});
