import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Caller } from '../support/caller.ts';
import { whyNoPostgres } from '../support/database.ts';
import { startEngine, type Engine } from '../support/engine.ts';
import { eventually } from '../support/eventually.ts';
import { describeUnless } from '../support/provided.ts';
import { brokenTickets } from '../support/protocols.ts';
import { startDesk, type RunningDesk } from '../support/running-desk.ts';
import { whyNoTemporal } from '../support/temporal.ts';
import { linkIn, mailsTo, report, typesOf, until, type Seen } from '../support/tickets-by-api.ts';

describeUnless(whyNoPostgres ?? whyNoTemporal, 'a customer who writes while the engine is away', () => {
  let own: Engine;
  let desk: RunningDesk;
  let amira: Caller;
  let number: string;
  let link: string;
  const vera = 'vera@customer-writes.example';

  beforeAll(async () => {
    own = await startEngine();
    desk = await startDesk({ engine: own });
    amira = await desk.as('agent');
    ({ number } = await amira.done<Seen>('POST', '/tickets', report(vera)));
    await amira.done('PUT', `/tickets/${number}/assignee`);
    link = linkIn((await mailsTo(desk.smtp, vera, 1))[0]!);
    const wait = { for: 'customer', reason: 'customerInformation', note: 'Какая лампочка горит?' };
    await amira.done('PUT', `/tickets/${number}/wait`, wait);
    await own.killServer();
  });
  afterAll(async () => {
    await desk?.close();
    await own?.stop();
  });

  const sends = async (deed: string, fields: Record<string, string>) => {
    const body = new URLSearchParams(fields);
    return (await fetch(`${link}/${deed}`, { method: 'POST', body, redirect: 'manual' })).status;
  };
  const messages = async () =>
    (await amira.done<{ items: { cause: string; outcome: string }[] }>('GET', `/tickets/${number}/messages`)).items;

  it('is heard at once, and reads so on the page', async () => {
    expect(await sends('notes', { text: 'LOS мигает красным' })).toBe(303);
    expect(await sends('calls', {})).toBe(303);
    expect(await typesOf(amira, number)).toEqual(expect.arrayContaining(['messageReceived', 'callAsked']));
    const page = await (await fetch(link, { headers: { accept: 'text/html' } })).text();
    expect(page).toContain('LOS мигает красным');
    expect(page).toContain('Вы попросили позвонить');
  });

  it('has ended the wait when the engine is back; who works on it is told, and a call is due', async () => {
    await own.startServer();
    await until(amira, number, ({ status }) => status === 'inProgress', 60_000);
    expect(await typesOf(amira, number)).toContain('waitEnded');
    await eventually(
      async () => {
        const sent = (await messages()).filter(({ outcome }) => outcome === 'sent').map(({ cause }) => cause);
        return ['customerWrote', 'callWanted'].every((cause) => sent.includes(cause));
      },
      { withinMs: 60_000, everyMs: 200 },
    );
    const { items } = await amira.done<{ items: { purpose: string; tickets: string[] }[] }>('GET', '/call-tasks');
    expect(items).toContainEqual(expect.objectContaining({ purpose: 'callAsked', tickets: [number] }));
    expect(await brokenTickets(desk.database)).toEqual([]);
  });
});
