import { desc, eq, isNotNull } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { engineer, shifts as plan, travelTimes } from '../../api/schemas/field-people.ts';
import { contract } from '../../api/schemas/reference-terms.ts';
import { customer, customerContact, newUser } from '../../api/schemas/reference-people.ts';
import { element, service, site } from '../../api/schemas/reference-network.ts';
import { testSpecification } from '../../api/schemas/reference-tests.ts';
import { questionnaire } from '../../api/schemas/reference-texts.ts';
import { calendar } from '../../api/schemas/reference-time.ts';
import { connect, type Database } from '../../db/client.ts';
import { engineersSeen } from '../../db/dispatch/engineers-seen.ts';
import { isPassword } from '../../db/passwords.ts';
import { readRoster } from '../../db/reference/roster.ts';
import * as schema from '../../db/schema.ts';
import { demoQuestionnaires, seedDemo } from '../../db/seed/demo.ts';
import { demoEngineers, demoShifts, demoTravelTimes } from '../../db/seed/field.ts';
import { demoId } from '../../db/seed/ids.ts';
import { demoPeople, moreEngineers } from '../../db/seed/people.ts';
import { extensionOf } from '../../db/telephony/agents-to-ring.ts';
import { userByLogin } from '../../db/users.ts';
import { roles } from '../../domain/actor.ts';
import { merged } from '../../domain/dispatch/on-shift.ts';
import { instantOf } from '../../domain/instant.ts';
import { contactChannels } from '../../domain/words.ts';
import { assess, faultsOfQuestionnaire } from '../../domain/questionnaire.ts';
import { elementOf, placesOf } from '../../network/topology.ts';
import { everybody } from '../support/cast.ts';
import { freshDatabase, whyNoPostgres, type TestDatabase } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';

const dayMs = 86_400_000;

describeUnless(whyNoPostgres, 'the demo data', () => {
  let fresh: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    fresh = await freshDatabase();
    database = connect(fresh.appUrl);
    await seedDemo(database, 'first');
    await seedDemo(database, 'second');
  });
  afterAll(async () => {
    await database.close();
    await fresh.drop();
  });

  it('has one person for each role, whose password is the last one given', async () => {
    for (const role of roles) {
      const user = await userByLogin(database.db, role);
      expect(user).toMatchObject({ login: role, roles: [role] });
      expect(await isPassword(user?.passwordHash ?? '', 'second')).toBe(true);
    }
    expect(await database.db.$count(schema.users)).toBe(roles.length + moreEngineers.length);
  });

  it('has engineers with vans, of whom one who can go anywhere in Moscow is on shift at any time for a year', async () => {
    const now = instantOf(Date.now());
    const [egor, marat, olga] = await engineersSeen(database.db, now, 365 * dayMs);
    expect([egor?.id, marat?.id, olga?.id]).toEqual(demoEngineers.map(({ id }) => id));
    const shifts = merged([...(egor?.shifts ?? []), ...(marat?.shifts ?? [])]);
    expect(shifts).toHaveLength(1);
    expect((shifts[0]?.to ?? 0) - Date.parse(now)).toBeGreaterThan(364 * dayMs);
    expect(await database.db.$count(schema.warehouses, isNotNull(schema.warehouses.engineerId))).toBe(3);
  });

  it('leaves the shifts of an engineer as they were planned since', async () => {
    const { db } = database;
    const ofOlga = eq(schema.shifts.engineerId, demoEngineers[2]!.id);
    const before = await db.$count(schema.shifts);
    const [first] = await db.select().from(schema.shifts).where(ofOlga).orderBy(desc(schema.shifts.from)).limit(1);
    await db.delete(schema.shifts).where(eq(schema.shifts.id, first!.id));
    await seedDemo(database, 'second');
    expect(await db.$count(schema.shifts)).toBe(before - 1);
  });

  it('has the people of the tests’ cast', () => {
    const ids = Object.values(demoPeople).map(({ id }) => id);
    expect(ids.toSorted()).toEqual(everybody.map(({ id }) => id).toSorted());
  });

  it('has a supervisor on duty for the coming year', async () => {
    const [duty] = await readRoster(database.db, 'supervisor');
    expect(duty).toMatchObject({ userId: demoPeople.supervisor.id });
    expect(Date.parse(duty?.to ?? '') - Date.parse(duty?.from ?? '')).toBe(365 * 86_400_000);
  });

  it('has contacts for every channel and one with quiet hours, an agent with a phone, and contracts that tell of a slip', async () => {
    const { db } = database;
    const contacts = await db.select().from(schema.customerContacts);
    expect(new Set(contacts.flatMap(({ prefers }) => prefers))).toEqual(new Set(contactChannels));
    expect(contacts.filter(({ quietHours }) => quietHours !== null)).toHaveLength(1);
    expect(await extensionOf(db, demoPeople.agent.id)).toBe('101');
    const told = (await db.select().from(schema.contractTerms)).map(({ terms }) => terms.eta.tellBefore);
    expect(told).toEqual(['PT10M', 'PT10M', undefined]);
  });

  it('could have been entered through the API as it is', async () => {
    const { db } = database;
    const terms = new Map((await db.select().from(schema.contractTerms)).map((row) => [row.contractId, row.terms]));
    const withTerms = (await db.select().from(schema.contracts)).map((row) => ({ ...row, terms: terms.get(row.id) }));
    const people = (await db.select().from(schema.users)).map(
      ({ createdAt: _createdAt, passwordHash: _hash, ...user }) => user,
    );
    const contacts = (await db.select().from(schema.customerContacts)).map(
      ({ customerId: _customer, ...rest }) => rest,
    );
    expect(
      faultsIn(
        newUser,
        people.map((user) => ({ ...user, password: 'demo' })),
      ),
    ).toEqual([]);
    expect(faultsIn(contract, withTerms)).toEqual([]);
    expect(faultsIn(customer, await db.select().from(schema.customers))).toEqual([]);
    expect(faultsIn(customerContact, contacts)).toEqual([]);
    expect(faultsIn(calendar, await db.select().from(schema.calendars))).toEqual([]);
    expect(faultsIn(site, await db.select().from(schema.sites))).toEqual([]);
    expect(faultsIn(element, await db.select().from(schema.elements))).toEqual([]);
    expect(faultsIn(service, await db.select().from(schema.services))).toEqual([]);
    expect(faultsIn(testSpecification, await db.select().from(schema.testSpecifications))).toEqual([]);
    expect(faultsIn(questionnaire, await db.select().from(schema.questionnaires))).toEqual([]);
    expect(
      faultsIn(
        engineer,
        demoEngineers.map((one) => ({ ...one, userId: one.id })),
      ),
    ).toEqual([]);
    const [{ id }] = [demoEngineers[0]!];
    const shifts = demoShifts(id, instantOf(Date.now())).map(({ from, to }) => ({
      from: from.toISOString(),
      to: to.toISOString(),
    }));
    expect(faultsIn(plan, [{ shifts }])).toEqual([]);
    expect(faultsIn(travelTimes, [{ items: demoTravelTimes }])).toEqual([]);
  });

  it('follows the demo’s network to other ports, and leaves the rest of an element as it was changed', async () => {
    const { db } = database;
    const olt = eq(schema.elements.id, demoId('element', elementOf('access-7').place));
    await seedDemo(database, 'second', 12_000);
    await db.update(schema.elements).set({ name: 'OLT of the street', probes: [] }).where(olt);
    await seedDemo(database, 'second', 13_000);
    const [row] = await db.select().from(schema.elements).where(olt);
    expect(row).toMatchObject({ name: 'OLT of the street', address: '127.0.0.1' });
    expect(row?.probes.map(({ port }) => port)).toEqual(Object.values(placesOf(13_000, 'access-7')));
    expect(faultsIn(element, await db.select().from(schema.elements))).toEqual([]);
    await seedDemo(database, 'second');
    expect(await db.select().from(schema.elements).where(olt)).toEqual([row]);
  });

  it.each(demoQuestionnaires)('asks sensibly about $serviceKind: every rule can be reached', (asked) => {
    expect(faultsOfQuestionnaire(asked)).toEqual([]);
    for (const { when } of asked.rules) {
      const question = (id: string) => asked.questions.find((one) => one.id === id);
      for (const [id, value] of Object.entries(when)) {
        expect(
          Object.entries(question(id)?.showIf ?? {}).every(([other, shown]) => when[other] === shown),
          id,
        ).toBe(true);
        const choices = question(id)?.options?.map((option) => option.value) ?? [true, false];
        expect(choices, id).toContain(value);
      }
    }
  });

  it('makes a cut line that stops a bakery’s work critical, with a hypothesis', () => {
    const answers = { symptom: 'none', workStopped: true, lamps: 'los', restarted: true, everywhere: true };
    const [internet] = demoQuestionnaires;
    expect(internet && assess(internet, answers)).toMatchObject({
      severity: 'critical',
      hypothesis: { en: 'the optical line is cut' },
    });
  });
});

interface Checked {
  safeParse(value: unknown): { readonly success: boolean; readonly error?: { readonly message: string } | undefined };
}

/** Rows hold null where a request leaves the field out, and besides what the desk adds itself. */
function faultsIn(schema: Checked, rows: readonly object[]): string[] {
  const added = new Set(['id', 'version', 'erasedAt']);
  return rows.flatMap((row) => {
    const given = Object.entries(row).filter(([field, value]) => value !== null && !added.has(field));
    return schema.safeParse(Object.fromEntries(given)).error?.message ?? [];
  });
}
