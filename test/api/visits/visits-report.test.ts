import { afterAll, beforeAll, expect, it } from 'vitest';
import { contractTerms } from '../../../db/schema.ts';
import { amira, dina, egor, quietTerms, sergei } from '../../support/cast.ts';
import { whyNoPostgres } from '../../support/database.ts';
import { describeUnless } from '../../support/provided.ts';
import { bakersContract } from '../tickets/setting.ts';
import { asksForVisit, done, inHours, startVisits, type VisitSetting } from './visit-setting.ts';

const ends = { found: 'x', done: 'y', zone: 'access' };
const noted = { reason: 'никого' };

describeUnless(whyNoPostgres, 'the report on visits', () => {
  let setting: VisitSetting;

  beforeAll(async () => {
    setting = await startVisits();
    await promiseArrival();
    await fixedAtOnce();
    await fixedTheSecondTime();
    await nobodyCame();
    const { id } = await asksForVisit(setting);
    await done(setting.as(dina), 'PUT', `/visits/${id}/cancellation`, noted);
  });
  afterAll(() => setting?.close());

  /** The bakery is promised somebody within an hour, by terms that are newer than the rest. */
  async function promiseArrival(): Promise<void> {
    const P1 = { ...quietTerms.priorities.P1, arrival: 'PT1H' } as const;
    const terms = { ...quietTerms, priorities: { ...quietTerms.priorities, P1 } };
    const validFrom = '2025-01-01T00:00:00.000Z';
    const row = {
      contractId: bakersContract,
      version: 9,
      validFrom: new Date(validFrom),
      terms: { ...terms, validFrom },
    };
    await setting.database.db.insert(contractTerms).values(row);
  }

  const does = (id: string, what: string, body: object = {}) =>
    done(setting.as(egor), 'PUT', `/visits/${id}/${what}`, body);
  const booked = async (id: string) => {
    await setting.database.sql`delete from bookings`;
    await done(setting.as(dina), 'PUT', `/visits/${id}/booking`, { engineerId: egor.id });
  };

  async function fixedAtOnce(): Promise<void> {
    const { id, number } = await asksForVisit(setting);
    await booked(id);
    await setting.desk.settle(number);
    await does(id, 'arrival');
    await setting.desk.settle(number);
    await does(id, 'completion', ends);
  }

  async function fixedTheSecondTime(): Promise<void> {
    const { id, number } = await asksForVisit(setting);
    await booked(id);
    await does(id, 'failure', { fault: 'customer', reason: 'закрыто' });
    const again = await done(setting.as(amira), 'POST', `/tickets/${number}/visits`, {
      reason: 'x',
      skills: ['router'],
    });
    await booked(again.id);
    await does(again.id, 'completion', ends);
  }

  async function nobodyCame(): Promise<void> {
    const { id } = await asksForVisit(setting);
    await booked(id);
    await does(id, 'failure', { fault: 'operator', reason: 'машина сломалась' });
  }

  const period = { from: inHours(-24), to: inHours(24) };
  const get = (query: object = period, person = sergei, headers = {}) =>
    setting.as(person)('GET', '/reports/visits', { query: { ...query }, headers });

  it('counts what was fixed at once, who came in time, and whose fault it was otherwise', async () => {
    const { items } = (await get()).json();
    expect(items).toEqual([
      {
        ...{ month: new Date().toISOString().slice(0, 7), region: 'Москва', priority: 'P1' },
        ...{ visits: 4, completed: 2, firstVisitFix: 1, firstVisitFixShare: 0.5 },
        arrival: { promised: 1, kept: 1, share: 1 },
        appointment: { promised: 3, kept: 2, share: 0.6667 },
        ...{ failedByOperator: 1, failedByCustomer: 1 },
      },
    ]);
  });

  it('is for another period another one', async () => {
    expect((await get({ from: '2026-01-01', to: '2026-01-31' })).json().items).toEqual([]);
  });

  it('comes as CSV for spreadsheets', async () => {
    const answer = await get(period, sergei, { accept: 'text/csv' });
    const [heads, line] = answer.body.split('\r\n');
    expect(heads).toBe(
      'month,region,priority,visits,completed,firstVisitFix,firstVisitFixShare,arrivalsPromised,arrivalsKept,' +
        'arrivalShare,appointmentsPromised,appointmentsKept,appointmentShare,failedByOperator,failedByCustomer',
    );
    expect(line).toMatch(/^\d{4}-\d\d,Москва,P1,4,2,1,0.5,/);
  });

  it('is for those who read reports', async () => {
    expect((await get(period, amira)).json().code).toBe('notAllowed');
  });
});
