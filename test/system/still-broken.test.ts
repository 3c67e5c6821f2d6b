import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Caller } from '../support/caller.ts';
import { whyNoPostgres } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';
import { brokenTickets } from '../support/protocols.ts';
import { startDesk, type RunningDesk } from '../support/running-desk.ts';
import { whyNoTemporal } from '../support/temporal.ts';
import { linkIn, mailsTo, pressOn, report, typesOf, until, type Seen } from '../support/tickets-by-api.ts';

describeUnless(whyNoPostgres ?? whyNoTemporal, 'a repair that did not hold', () => {
  let desk: RunningDesk;
  let amira: Caller;
  let number: string;
  const vera = 'vera@still-broken.example';
  const resolves = (cause: string) =>
    amira.done<Seen>('PUT', `/tickets/${number}/resolution`, { cause, measures: 'починили', zone: 'access' });

  beforeAll(async () => {
    desk = await startDesk();
    amira = await desk.as('agent');
    ({ number } = await amira.done<Seen>('POST', '/tickets', report(vera)));
    await amira.done('PUT', `/tickets/${number}/assignee`);
    await resolves('обрыв');
  });
  afterAll(() => desk?.close());

  it('is work again when the customer says so, in a new episode that wants its own promise', async () => {
    const link = linkIn((await mailsTo(desk.smtp, vera, 2))[1]!);
    expect(await pressOn(link, 'stillBroken', 'через час снова пропало')).toBe(303);
    const reopened = await until(amira, number, ({ status }) => status === 'inProgress');
    expect(reopened).toMatchObject({ episode: 2, next: { what: 'etaDemanded' } });
    expect(await pressOn(link, 'accepted')).toBe(409);
    expect((await mailsTo(desk.smtp, vera, 3))[2]!.text).toContain(number);
  });

  it('is closed when an agent hears that it works now, with the call that proves it', async () => {
    const { contacts } = await resolves('второй обрыв');
    const word = { decision: 'accepted', contactId: contacts[0]!.id };
    const unproved = await amira.ask('PUT', `/tickets/${number}/confirmation`, { body: word });
    expect([unproved.status, unproved.body['code']]).toEqual([422, 'evidenceRequired']);
    const evidence = { call: { direction: 'out', durationSeconds: 40 } };
    const closed = await amira.done<Seen>('PUT', `/tickets/${number}/confirmation`, { ...word, evidence });
    expect(closed.status).toBe('closed');
  });

  it('leaves both episodes in a protocol that verifies', async () => {
    await mailsTo(desk.smtp, vera, 5);
    const told = (await typesOf(amira, number)).filter((type) => !type.startsWith('message'));
    expect(told).toEqual([
      ...[
        'ticketOpened',
        'etaDemanded',
        'localizationStarted',
        'faultLocalized',
        'workStarted',
        'assigned',
        'serviceRestored',
        'customerDenied',
      ],
      ...[
        'ticketReopened',
        'etaDemanded',
        'answerRepeated',
        'serviceRestored',
        'callLogged',
        'customerConfirmed',
        'ticketClosed',
      ],
    ]);
    expect(await brokenTickets(desk.database)).toEqual([]);
  });
});
