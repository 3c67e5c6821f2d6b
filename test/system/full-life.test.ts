import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoPeople } from '../../db/seed/people.ts';
import type { Caller } from '../support/caller.ts';
import { whyNoPostgres } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { describeUnless } from '../support/provided.ts';
import { brokenTickets } from '../support/protocols.ts';
import { startDesk, type RunningDesk } from '../support/running-desk.ts';
import { whyNoTemporal } from '../support/temporal.ts';
import {
  inSeconds,
  linkIn,
  mailsTo,
  pressOn,
  report,
  seeTicket,
  typesOf,
  until,
  type Seen,
} from '../support/tickets-by-api.ts';

interface CallTask {
  readonly purpose: string;
  readonly state: string;
  readonly phone: string;
}

describeUnless(whyNoPostgres ?? whyNoTemporal, 'a ticket’s whole life', () => {
  let desk: RunningDesk;
  let amira: Caller;
  let supervisor: Caller;
  let number: string;
  const vera = 'vera@full-life.example';
  const mails = (count: number) => mailsTo(desk.smtp, vera, count);
  const calls = async () => (await amira.done<{ items: CallTask[] }>('GET', `/call-tasks?ticket=${number}`)).items;

  beforeAll(async () => {
    desk = await startDesk();
    [amira, supervisor] = await Promise.all([desk.as('agent'), desk.as('supervisor')]);
  });
  afterAll(() => desk?.close());

  it('begins with a call: what was said becomes a ticket with a first hypothesis, and the caller is told', async () => {
    const { items } = await amira.done<{ items: { id: string; version: number }[] }>(
      'GET',
      '/questionnaires?serviceKind=internet',
    );
    expect(items).toHaveLength(1);
    const ticket = await amira.done<Seen & { hypothesis: object }>('POST', '/tickets', report(vera));
    number = ticket.number;
    expect(ticket).toMatchObject({ status: 'acknowledged', engine: 'running', next: { what: 'etaDemanded' } });
    expect(ticket.hypothesis).not.toBeNull();
    const [opened] = await mails(1);
    expect(opened!.subject).toContain(number);
  });

  it('goes on when somebody takes it and promises a time, which the customer hears', async () => {
    const claimed = await amira.done<Seen>('PUT', `/tickets/${number}/assignee`);
    expect(claimed).toMatchObject({ status: 'inProgress', assignee: { id: demoPeople.agent.id } });
    const promisedAt = inSeconds(7_200);
    const promised = await amira.done<Seen>('PUT', `/tickets/${number}/eta`, { promisedAt, reason: 'едет бригада' });
    expect(promised.eta).toMatchObject({ promisedAt, state: 'running', revision: 1 });
    expect((await mails(2))[1]!.text).toContain('едет бригада');
  });

  it('is restored: the customer gets a link, and a call besides', async () => {
    const resolution = { cause: 'обрыв кабеля', measures: 'кабель сварен', zone: 'access' };
    const resolved = await amira.done<Seen>('PUT', `/tickets/${number}/resolution`, resolution);
    expect(resolved).toMatchObject({ status: 'resolved', stage: 'confirmation', eta: { state: 'kept' } });
    expect(linkIn((await mails(3))[2]!)).toContain(`${desk.url}/c/`);
    const owed = await eventually(async () => (await calls()).find(({ purpose }) => purpose === 'restored'), {
      withinMs: 10_000,
    });
    expect(owed).toMatchObject({ state: 'open', phone: '+79161234567' });
  });

  it('is closed by the customer’s word alone, given on their page without script', async () => {
    const link = linkIn((await mails(3))[2]!);
    const page = await fetch(link, { headers: { accept: 'text/html' } });
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining(number)]);
    expect((await seeTicket(amira, number)).status).toBe('resolved');
    expect(await pressOn(link, 'accepted', 'спасибо')).toBe(303);
    expect(await until(amira, number, ({ status }) => status === 'closed')).toMatchObject({
      stage: 'done',
      next: null,
    });
    await mails(4);
    expect((await calls()).find(({ purpose }) => purpose === 'restored')).toMatchObject({ state: 'void' });
    expect(await pressOn(link, 'stillBroken')).toBe(409);
  });

  it('stands in a protocol that verifies, in its order', async () => {
    expect(await supervisor.done('GET', `/tickets/${number}/protocol/verification`)).toMatchObject({ intact: true });
    expect(await brokenTickets(desk.database)).toEqual([]);
    const told = (await typesOf(amira, number)).filter((type) => !type.startsWith('message'));
    expect(told).toEqual([
      ...[
        'ticketOpened',
        'etaDemanded',
        'localizationStarted',
        'faultLocalized',
        'workStarted',
        'assigned',
        'etaPromised',
      ],
      ...['serviceRestored', 'etaKept', 'customerConfirmed', 'ticketClosed', 'answerRepeated'],
    ]);
  });

  it('costs the engine little, and its history reads as the desk’s work without anybody’s name', async () => {
    const handle = desk.engine.workflow.getHandle(`ticket-${number}`);
    await eventually(async () => (await handle.describe()).status.name === 'COMPLETED', { withinMs: 20_000 });
    const { events = [] } = await handle.fetchHistory();
    const tasks = events?.filter(({ workflowTaskCompletedEventAttributes }) => workflowTaskCompletedEventAttributes);
    console.log(`a quiet life: ${events?.length} history events, ${tasks?.length} workflow tasks`);
    expect(events?.length).toBeLessThanOrEqual(70);
    expect(tasks?.length).toBeLessThanOrEqual(16);
    const written = JSON.stringify(events, payloadsAsText);
    expect(written).toContain('promiseEta');
    expect(written).not.toMatch(/Вера|916123|full-life\.example|бригада|кабел/);
    const history = await supervisor.done<{ items: { summary: string }[] }>('GET', `/tickets/${number}/history`);
    expect(history.items.map(({ summary }) => summary)).toContainEqual(expect.stringMatching(/^Command.*: assign$/));
    expect((await amira.ask('GET', `/tickets/${number}/history`)).status).toBe(403);
  });
});

/** Payloads are bytes, and would print as numbers. */
function payloadsAsText(this: Readonly<Record<string, unknown>>, name: string, printed: unknown): unknown {
  const value = this[name];
  return value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : printed;
}
