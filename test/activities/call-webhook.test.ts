import { afterEach, beforeEach, expect, it } from 'vitest';
import { connectWebhooks, type WebhookParts } from '../../activities/carriers/webhook.ts';
import { tellingActivities } from '../../activities/telling.ts';
import { messages } from '../../db/schema.ts';
import { ticketOf } from '../../db/telling.ts';
import { circumstancesOf, issueWebhookSecret } from '../../db/webhooks.ts';
import type { Opening } from '../../domain/events.ts';
import { obligations } from '../../domain/obligations.ts';
import { isSigned } from '../../mail/signature.ts';
import { webhookSecret } from '../../mail/webhook-secret.ts';
import { bakery } from '../support/cast.ts';
import { bakeryIsServed, promised } from '../support/database-story.ts';
import { whyNoPostgres } from '../support/database.ts';
import { saysNothing, startHttpPeer, type HttpPeer } from '../support/http-peer.ts';
import { describeUnless } from '../support/provided.ts';
import { tellingDesk } from '../support/telling-desk.ts';
import { openedOn, reporter } from '../support/tickets-on-database.ts';

const secret = 'a secret that only the tests know, 32+';

describeUnless(whyNoPostgres, 'a call to a customer’s program', () => {
  const desk = tellingDesk();
  const db = () => desk().database.db;
  let program: HttpPeer;
  let number: string;

  beforeEach(async () => {
    program = await startHttpPeer();
    await bakeryIsServed(desk().database);
    number = await opens();
  });
  afterEach(async () => program?.close());

  /** Vera's report, who is told through a program of the bakery's, and by mail where that does not answer. */
  async function opens(differences: Partial<Opening> = {}): Promise<string> {
    const { contact, ...known } = reporter();
    const integrated = { ...contact, webhook: true, prefers: ['webhook', 'email'] } as const;
    const reachable = [{ ...known, contact: integrated, webhook: `${program.url}/desk` }];
    return (await openedOn(desk().database, { speaks: true, reachable, ...differences })).number;
  }

  interface Calling extends Partial<WebhookParts> {
    readonly confirmWithinMs?: number;
  }

  async function calls({ confirmWithinMs = desk().telling.confirmWithinMs, ...more }: Calling = {}) {
    const ticket = await ticketOf(db(), number);
    const owed = obligations(ticket).find(({ channel }) => channel === 'webhook');
    if (!owed) throw new Error('no program is to be called');
    const parts = { circumstancesOf: (id: string) => circumstancesOf(db(), id), secret, previousSecret: null };
    const webhook = connectWebhooks({ ...parts, withinMs: 300, privateAddresses: true, ...more });
    const telling = { ...desk().telling, confirmWithinMs, carriers: { sms: null, webhook } };
    const asked = { number, owed, foldedUpTo: ticket.foldedUpTo };
    const { entries } = await tellingActivities(telling).callWebhook(asked);
    return entries.map(({ type, data }) => ({ type, ...data }));
  }

  const owedBy = async () => obligations(await ticketOf(db(), number)).map(({ channel }) => channel);
  const issues = () => db().transaction((tx) => issueWebhookSecret(tx, bakery));
  const bodies = () => program.asked.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
  const latestIsSignedWith = (one: string, issue: number) => {
    const { headers, body } = program.asked.at(-1)!;
    const signer = webhookSecret(one, { customerId: bakery, issue });
    return isSigned(signer, { headers, body, now: new Date().toISOString() });
  };

  it('tells it of the ticket with the text and its link, and a yes is a delivery', async () => {
    const types = (await calls()).map(({ type }) => type);
    expect(types).toEqual(['messageQueued', 'messageSent', 'messageDelivered']);
    const [row] = await db().select().from(messages);
    expect(row).toMatchObject({ channel: 'webhook', outcome: 'delivered' });
    const { receipt, queuedAt, id } = row!;
    expect(bodies()).toEqual([
      {
        ...{ id, ticket: number, cause: 'opened', status: 'acknowledged', language: 'ru', at: queuedAt.toISOString() },
        ...{ text: expect.stringContaining('https://help.example/c/'), receipt },
      },
    ]);
    expect(await owedBy()).toEqual([]);
  });

  it('tells it of the ETA that is promised', async () => {
    await calls();
    const { eta } = await promised(desk().database, number, 'PT2H');
    await calls();
    expect(bodies()[1]).toMatchObject({ cause: 'etaPromised', status: 'inProgress', eta: eta!.promisedAt });
  });

  it('is signed by what the customer was given last, and by nothing of before', async () => {
    const first = await issues();
    await calls();
    expect(latestIsSignedWith(secret, first)).toBe(true);
    const second = await issues();
    await promised(desk().database, number, 'PT2H');
    await calls();
    expect([latestIsSignedWith(secret, first), latestIsSignedWith(secret, second)]).toEqual([false, true]);
  });

  it('is signed twice while the desk’s own secret is being changed', async () => {
    const issue = await issues();
    await calls({ secret: 'the secret to come, of 32 characters', previousSecret: secret });
    expect(latestIsSignedWith(secret, issue)).toBe(true);
    expect(latestIsSignedWith('the secret to come, of 32 characters', issue)).toBe(true);
  });

  it.each([
    ['is out of order', 500],
    ['is not where it was', 404],
    ['leads elsewhere', 302],
  ])('is repeated under the same id, as no duplicate, where the program %s', async (_how, status) => {
    program.answer({ status, headers: { location: `${program.url}/elsewhere` } });
    await expect(calls()).rejects.toMatchObject({ type: 'carrierDeferred', nonRetryable: false });
    program.answer({ status: 204 });
    const [sent] = await calls();
    expect(sent).toMatchObject({ type: 'messageSent' });
    expect(sent).not.toHaveProperty('possibleDuplicate');
    expect(program.asked.map(({ path }) => path)).toEqual(['/desk', '/desk']);
    expect(bodies()[1]).toEqual(bodies()[0]);
  });

  it('is marked when it is repeated after a program that said nothing', async () => {
    program.answer(saysNothing);
    await expect(calls()).rejects.toMatchObject({ type: 'carrierDeferred' });
    program.answer({ status: 200 });
    expect(await calls()).toMatchObject([
      { type: 'messageSent', possibleDuplicate: true },
      { type: 'messageDelivered' },
    ]);
    expect(bodies()[1]!['id']).toBe(bodies()[0]!['id']);
  });

  it('gives way to a mail at once where the program is gone', async () => {
    program.answer({ status: 410 });
    expect(await calls()).toMatchObject([{ type: 'messageQueued' }, { type: 'messageFailed', failure: 'http410' }]);
    expect(await owedBy()).toEqual(['email']);
  });

  it('gives way to a mail where the program is out of order for longer than a report is waited for', async () => {
    program.answer({ status: 503 });
    await expect(calls({ confirmWithinMs: 0 })).rejects.toThrow('http503');
    expect(await calls({ confirmWithinMs: 0 })).toMatchObject([{ type: 'messageFailed', failure: 'http503' }]);
    expect(await owedBy()).toEqual(['email']);
  });

  it('is not made for a ticket that is nobody’s: no secret would sign it', async () => {
    number = await opens({ customerId: null, serviceId: null, contractId: null });
    expect(await calls()).toMatchObject([{ type: 'messageQueued' }, { failure: 'noCustomer' }]);
    expect(program.asked).toEqual([]);
    expect(await owedBy()).toEqual(['email']);
  });
});
