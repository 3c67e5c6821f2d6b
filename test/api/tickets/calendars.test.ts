import { afterAll, beforeAll, expect, it } from 'vitest';
import { calendars, contractTerms } from '../../../db/schema.ts';
import { ticketOf } from '../../../db/telling.ts';
import { asRow, officeHours } from '../../support/calendars.ts';
import { amira, clinicsInternet, quietTerms, sergei } from '../../support/cast.ts';
import { whyNoPostgres } from '../../support/database.ts';
import { describeUnless } from '../../support/provided.ts';
import { bakersContract, clinicsContract, openFor, startSetting, type Setting } from './setting.ts';

describeUnless(whyNoPostgres, 'the calendar of a contract', () => {
  let setting: Setting;
  const office = officeHours();

  beforeAll(async () => {
    setting = await startSetting();
    const { db } = setting.database;
    const terms = { ...quietTerms, calendarId: office.id };
    await db.insert(calendars).values(asRow(office));
    await db.insert(contractTerms).values([
      { contractId: clinicsContract, version: 2, validFrom: new Date('2025-01-01T00:00:00.000Z'), terms },
      { contractId: bakersContract, version: 4, validFrom: new Date('2081-01-01T00:00:00.000Z'), terms },
    ]);
  });
  afterAll(() => setting.close());

  const knownTo = async (number: string) => (await ticketOf(setting.database.db, number)).workingTimes;
  const theOffice = [{ calendarId: office.id, version: 1, open: expect.any(Array) }];

  it('is taken over when a ticket is opened', async () => {
    const { number } = await openFor(setting.as(amira), { serviceId: clinicsInternet });
    expect(await knownTo(number)).toMatchObject(theOffice);
  });

  it('has no part in a ticket that is promised help around the clock', async () => {
    const { number } = await openFor(setting.as(amira));
    expect(await knownTo(number)).toEqual([]);
  });

  it('comes with the right service in place of a wrong one', async () => {
    const { number } = await openFor(setting.as(amira));
    const payload = { serviceId: clinicsInternet };
    const answer = await setting.as(amira)('PUT', `/tickets/${number}/service`, { payload });
    expect(answer.statusCode).toBe(200);
    expect(await knownTo(number)).toMatchObject(theOffice);
  });

  it('comes with newer terms', async () => {
    const { number } = await openFor(setting.as(amira));
    const answer = await setting.as(sergei)('PUT', `/tickets/${number}/terms`, { payload: { version: 4 } });
    expect(answer.statusCode).toBe(200);
    expect(await knownTo(number)).toMatchObject(theOffice);
  });
});
