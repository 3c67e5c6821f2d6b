import { beforeEach, expect, it } from 'vitest';
import { tellingActivities } from '../../activities/telling.ts';
import { messages } from '../../db/schema.ts';
import { obligations } from '../../domain/obligations.ts';
import type { Addressee, Rung } from '../../domain/terms.ts';
import { amira, goldTerms, nikolai, sergei } from '../support/cast.ts';
import { timePasses } from '../support/database-story.ts';
import { whyNoPostgres } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';
import { tellingDesk } from '../support/telling-desk.ts';
import { openedOn } from '../support/tickets-on-database.ts';

describeUnless(whyNoPostgres, 'the notice of a rung', () => {
  const desk = tellingDesk();
  beforeEach(() => desk().employs(sergei.id, 'supervisor'));

  /** Half of the time for the restoration has gone, and the ladder says whom to tell. */
  async function halfTime(tell: Addressee, rung: Partial<Rung> = {}) {
    const { database, telling } = desk();
    const ladder = [{ clock: 'restore' as const, at: '50%', tell, ...rung }];
    const { number } = await openedOn(database, { terms: { ...goldTerms, ladder } });
    const ticket = await timePasses(database, number, 'PT4H1M');
    const owed = obligations(ticket).find(({ cause }) => cause === 'rungFired');
    if (!owed) throw new Error('no notice is owed');
    const { entries } = await tellingActivities(telling).deliverMessage({
      number,
      owed,
      foldedUpTo: ticket.foldedUpTo,
    });
    return { number, told: entries.map(({ type, data }) => ({ type, ...data })) };
  }
  const addresses = () => desk().smtp.mails.flatMap(({ to }) => to);

  it('reaches whoever is on duty in the team that the rung names, and nobody else of it', async () => {
    await desk().employs(nikolai.id, 'noc', { email: 'duty@noc.example', rostered: true });
    await desk().employs(amira.id, 'noc', { email: 'resting@noc.example' });
    const { number } = await halfTime({ team: 'noc' });
    expect(addresses()).toEqual(['duty@noc.example']);
    const [mail] = desk().smtp.mails;
    expect(mail!.subject).toBe(`${number} P2: срок восстановления, прошло 50 % времени`);
    expect(mail!.text).toContain('Проследите, чтобы срок был выдержан.');
  });

  it('reaches the whole team where nobody of it is on the roster', async () => {
    await desk().employs(nikolai.id, 'noc', { email: 'one@noc.example' });
    await desk().employs(amira.id, 'noc', { email: 'two@noc.example' });
    await halfTime({ team: 'noc' });
    expect(addresses().toSorted()).toEqual(['one@noc.example', 'two@noc.example']);
  });

  it.each<[string, Addressee]>([
    ['a team that the operator named itself', { team: 'vip' }],
    ['the shift lead', { role: 'supervisor' }],
    ['a person by name', { userId: sergei.id }],
  ])('reaches the supervisor for %s', async (_whom, to) => {
    await halfTime(to);
    expect(addresses()).toEqual(['supervisor@helpdesk.example']);
  });

  it('says in the protocol that there was nobody to tell', async () => {
    const { told } = await halfTime({ role: 'storekeeper' });
    expect(told).toMatchObject([{ type: 'messageFailed', failure: 'nobodyOnDuty' }]);
  });

  it('is kept with its text as every message is', async () => {
    await halfTime({ role: 'supervisor' }, { do: 'raise' });
    const [row] = await desk().database.db.select().from(messages);
    expect(row).toMatchObject({ cause: 'rungFired', audience: 'staff', outcome: 'sent' });
    expect(row!.body).toContain('Срочность заявки повышена (теперь 1)');
  });
});
