import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Caller } from '../support/caller.ts';
import { whyNoPostgres } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { describeUnless } from '../support/provided.ts';
import { brokenTickets } from '../support/protocols.ts';
import { startDesk, type RunningDesk } from '../support/running-desk.ts';
import { startSmpp, type TestSmpp } from '../support/smpp.ts';
import { whyNoTemporal } from '../support/temporal.ts';
import { textedReport, type Seen } from '../support/tickets-by-api.ts';

interface SeenMessage {
  readonly channel: string;
  readonly outcome: string;
  readonly possibleDuplicate?: true;
}

/** A text that was in flight when its worker died comes again when the engine has given it up: after a minute. */
const textComesAgainMs = 100_000;

describeUnless(whyNoPostgres ?? whyNoTemporal, 'a text amid kills', () => {
  let smpp: TestSmpp;
  let desk: RunningDesk;
  let amira: Caller;

  beforeAll(async () => {
    smpp = await startSmpp();
    desk = await startDesk({ env: { SMS_URL: smpp.url } });
    amira = await desk.as('agent');
  });
  afterAll(async () => {
    await desk?.close();
    await smpp?.close();
  });

  const opens = async (phone: string) =>
    (await amira.done<Seen>('POST', '/tickets', textedReport(phone, 'vera@killed-texts.example'))).number;
  const textOn = async (number: string, outcome: string, withinMs = 30_000) =>
    eventually(
      async () => {
        const { items } = await amira.done<{ items: SeenMessage[] }>('GET', `/tickets/${number}/messages`);
        return items.find((message) => message.channel === 'sms' && message.outcome === outcome);
      },
      { withinMs, everyMs: 100 },
    );
  const bodiesAbout = (number: string) => smpp.texts.map(({ text }) => text).filter((text) => text.includes(number));

  it('goes out once when the message centre that was away is back', async () => {
    const { port } = smpp;
    await smpp.close();
    const number = await opens('+79160000211');
    await textOn(number, 'queued');
    smpp = await startSmpp({ port });
    expect(await textOn(number, 'sent')).not.toHaveProperty('possibleDuplicate');
    expect(bodiesAbout(number)).toHaveLength(1);
  });

  it('goes out again, marked, when its worker was killed before it heard that the first was taken', async () => {
    smpp.behave('hangs');
    const number = await opens('+79160000212');
    await eventually(() => bodiesAbout(number).length === 1, { withinMs: 30_000 });
    await desk.worker.kill();
    smpp.behave('takes');
    await desk.restartWorker();
    expect(await textOn(number, 'sent', textComesAgainMs)).toMatchObject({ possibleDuplicate: true });
    expect(new Set(bodiesAbout(number)).size).toBe(1);
    expect(await brokenTickets(desk.database)).toEqual([]);
  });
});
