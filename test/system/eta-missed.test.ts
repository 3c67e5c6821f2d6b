import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoPeople } from '../../db/seed/people.ts';
import type { Caller } from '../support/caller.ts';
import { whyNoPostgres } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';
import { brokenTickets } from '../support/protocols.ts';
import { startDesk, type RunningDesk } from '../support/running-desk.ts';
import { whyNoTemporal } from '../support/temporal.ts';
import { inSeconds, mailsTo, report, seeEntries, until, type Seen, type SeenEntry } from '../support/tickets-by-api.ts';

/** As in a contract, with seconds where a contract has hours. */
const eta = { firstWithin: 'PT1H', warnBefore: 'PT3S', demandNewWithin: 'PT3S' };

describeUnless(whyNoPostgres ?? whyNoTemporal, 'a promise that is not kept', () => {
  let desk: RunningDesk;
  let amira: Caller;
  let number: string;
  let promisedAt: string;
  let entries: readonly SeenEntry[];
  const vera = 'vera@eta-missed.example';
  const found = (type: string) => entries.find((entry) => entry.type === type)!;

  beforeAll(async () => {
    desk = await startDesk({ terms: { eta } });
    amira = await desk.as('agent');
    ({ number } = await amira.done<Seen>('POST', '/tickets', report(vera)));
    await amira.done('PUT', `/tickets/${number}/assignee`);
    promisedAt = inSeconds(6);
    await amira.done('PUT', `/tickets/${number}/eta`, { promisedAt, reason: 'едет бригада' });
    await until(amira, number, (ticket) => ticket.eta?.state === 'missed' && ticket.next === null);
    entries = await seeEntries(amira, number);
  });
  afterAll(() => desk?.close());

  it('is warned about, breached, demanded anew and brought before the shift lead, each once and in this order', () => {
    const told = entries.map(({ type }) => type).filter((type) => !type.startsWith('message'));
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
      ...['etaWarned', 'etaBreached', 'etaDemanded', 'escalated'],
    ]);
    expect(found('escalated').data).toMatchObject({ to: { role: 'supervisor' }, because: 'etaOverdue' });
  });

  it('was breached at the instant that was promised, and recorded after it', () => {
    const { data, at } = found('etaBreached');
    expect(data['breachedAt']).toBe(promisedAt);
    const lagMs = Date.parse(at) - Date.parse(promisedAt);
    console.log(`from due to recorded: ${lagMs} ms`);
    expect(lagMs).toBeGreaterThanOrEqual(0);
    expect(Date.parse(found('etaWarned').at)).toBeGreaterThanOrEqual(Date.parse(promisedAt) - 3_000);
  });

  it('is told to the customer at once', async () => {
    await mailsTo(desk.smtp, vera, 3);
    const { items } = await amira.done<{ items: { cause: string; outcome: string; to: string }[] }>(
      'GET',
      `/tickets/${number}/messages`,
    );
    expect(items.filter(({ to }) => to === vera).map(({ cause }) => cause)).toEqual([
      'opened',
      'etaPromised',
      'etaMissed',
    ]);
  });

  it('is told to its owner, and to the shift lead when no new one comes', async () => {
    const owner = await mailsTo(desk.smtp, demoPeople.agent.email!, 2);
    const lead = await mailsTo(desk.smtp, demoPeople.supervisor.email!, 1);
    expect([owner.length, lead.length]).toEqual([2, 1]);
    expect(lead[0]!.subject + lead[0]!.text).toContain(number);
  });

  it('is followed by another one, which the customer hears as an extension', async () => {
    const later = { promisedAt: inSeconds(7_200), reason: 'нужна вторая бригада' };
    const ticket = await amira.done<Seen>('PUT', `/tickets/${number}/eta`, later);
    expect(ticket.eta).toMatchObject({ state: 'running', revision: 2 });
    expect(ticket.next).toMatchObject({ what: 'etaWarned' });
    expect((await mailsTo(desk.smtp, vera, 4)).at(-1)!.text).toContain('нужна вторая бригада');
    expect(await brokenTickets(desk.database)).toEqual([]);
  });
});
