import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoPeople } from '../../db/seed/people.ts';
import type { Caller } from '../support/caller.ts';
import { whyNoPostgres } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { describeUnless } from '../support/provided.ts';
import { brokenTickets } from '../support/protocols.ts';
import { startDesk, type RunningDesk } from '../support/running-desk.ts';
import { whyNoTemporal } from '../support/temporal.ts';
import { mailsTo, report, type Seen } from '../support/tickets-by-api.ts';

interface SeenMessage {
  readonly cause: string;
  readonly outcome: string;
  readonly audience: string;
}

describeUnless(whyNoPostgres ?? whyNoTemporal, 'more notices in a minute than one can read', () => {
  let desk: RunningDesk;
  let amira: Caller;
  let numbers: readonly string[];

  beforeAll(async () => {
    desk = await startDesk();
    amira = await desk.as('agent');
    const reports = Array.from({ length: 8 }, (_, index) => report(`vera${index}@digest.example`));
    numbers = (await Promise.all(reports.map((one) => amira.done<Seen>('POST', '/tickets', one)))).map((t) => t.number);
    for (const number of numbers) {
      const escalation = { to: { role: 'supervisor' }, reason: 'клиент звонил трижды' };
      await amira.done('POST', `/tickets/${number}/escalations`, escalation);
    }
  });
  afterAll(() => desk?.close());

  it('reach the shift lead as five mails and a digest, which lists the others a minute later', async () => {
    const mails = await mailsTo(desk.smtp, demoPeople.supervisor.email!, 5);
    expect(mails.filter(({ subject }) => subject.includes('эскалация'))).toHaveLength(5);
    const digest = await desk.smtp.waitFor(({ subject }) => subject.startsWith('Сводка'), 90_000);
    const alone = numbers.filter((number) => mails.some(({ subject }) => subject.includes(number)));
    const listed = numbers.filter((number) => digest.text.includes(`/api/v1/tickets/${number}`));
    expect([...alone, ...listed].toSorted()).toEqual([...numbers].toSorted());
  });

  it('are all shown with their outcome, and in protocols that verify', async () => {
    for (const number of numbers) {
      const sent = async () => {
        const { items } = await amira.done<{ items: SeenMessage[] }>('GET', `/tickets/${number}/messages`);
        return items.some(({ cause, outcome }) => cause === 'escalated' && outcome === 'sent');
      };
      await eventually(sent, { withinMs: 20_000 });
    }
    expect(await brokenTickets(desk.database)).toEqual([]);
  });
});
