import { gt, sql } from 'drizzle-orm';
import type { PgInsertValue, PgTable } from 'drizzle-orm/pg-core';
import { instantOf, type Instant } from '../../domain/instant.ts';
import type { Questionnaire } from '../../domain/questionnaire.ts';
import type { Database, Tx } from '../client.ts';
import { hashPassword } from '../passwords.ts';
import * as schema from '../schema.ts';
import { demoCalendars } from './calendars.ts';
import { demoContacts, demoContracts, demoCustomers, demoSites, demoTerms } from './customers.ts';
import { demoEngineers, demoShifts, demoTravelTimes, demoVans } from './field.ts';
import { demoElements, demoServices, elementsOnNetwork } from './network.ts';
import { demoPeople, demoRoster, moreEngineers } from './people.ts';
import { internetQuestionnaire } from './questionnaire-internet.ts';
import { voiceQuestionnaire } from './questionnaire-voice.ts';
import { vpnQuestionnaire } from './questionnaire-vpn.ts';
import { seedStores } from './stores.ts';
import { demoSpecifications } from './test-specifications.ts';

export const demoQuestionnaires: readonly Questionnaire[] = [
  internetQuestionnaire,
  vpnQuestionnaire,
  voiceQuestionnaire,
];

/**
 * People, customers and what they are served with, to try the desk with. Safe to repeat: what is there stays as it
 * was changed since, except that the people's password becomes the one given now, and the roster begins anew. Where
 * the demo's network answers, from that port on, the elements are tested there, at whichever port it is now.
 */
export async function seedDemo(
  { db }: Pick<Database, 'db'>,
  password: string,
  networkPort: number | null = null,
): Promise<void> {
  const passwordHash = await hashPassword(password);
  await db.transaction(async (tx) => {
    await seedPeople(tx, passwordHash);
    await keep(tx, schema.calendars, demoCalendars);
    await keep(tx, schema.customers, demoCustomers);
    await keep(tx, schema.customerContacts, demoContacts);
    await keep(tx, schema.sites, demoSites);
    await keep(tx, schema.contracts, demoContracts);
    await keep(tx, schema.contractTerms, demoTerms);
    await seedElements(tx, networkPort);
    await keep(tx, schema.services, demoServices);
    await keep(tx, schema.testSpecifications, demoSpecifications);
    await keep(tx, schema.questionnaires, demoQuestionnaires.map(rowOf));
    await seedEngineers(tx, instantOf(Date.now()));
    await seedStores(tx);
  });
}

async function seedPeople(tx: Tx, passwordHash: string): Promise<void> {
  const people = [...Object.values(demoPeople), ...moreEngineers].map((person) => ({ ...person, passwordHash }));
  await tx.insert(schema.users).values(people).onConflictDoUpdate({ target: schema.users.id, set: { passwordHash } });
  const { from, to } = schema.roster;
  const latest = { from: latestOf(from), to: latestOf(to) };
  const duties = demoRoster(instantOf(Date.now()));
  await tx.insert(schema.roster).values(duties).onConflictDoUpdate({ target: schema.roster.id, set: latest });
}

/** Whoever has shifts ahead has them planned; others get those of the coming year. */
async function seedEngineers(tx: Tx, now: Instant): Promise<void> {
  await keep(tx, schema.engineers, demoEngineers);
  await keep(tx, schema.warehouses, demoVans);
  await keep(tx, schema.travelTimes, demoTravelTimes);
  const { engineerId, to } = schema.shifts;
  const planned = await tx
    .selectDistinct({ id: engineerId })
    .from(schema.shifts)
    .where(gt(to, new Date(now)));
  const missing = demoEngineers.filter((engineer) => !planned.some(({ id }) => id === engineer.id));
  const shifts = missing.flatMap(({ id }) => demoShifts(id, now));
  if (shifts.length > 0) await keep(tx, schema.shifts, shifts);
}

async function seedElements(tx: Tx, networkPort: number | null): Promise<void> {
  if (networkPort === null) return keep(tx, schema.elements, demoElements);
  const { id, address, probes } = schema.elements;
  const latest = { address: latestOf(address), probes: latestOf(probes) };
  await tx
    .insert(schema.elements)
    .values(elementsOnNetwork(networkPort))
    .onConflictDoUpdate({ target: id, set: latest });
}

const latestOf = ({ name }: { readonly name: string }) => sql`excluded.${sql.identifier(name)}`;

async function keep<T extends PgTable>(tx: Tx, table: T, rows: PgInsertValue<T>[]): Promise<void> {
  await tx.insert(table).values(rows).onConflictDoNothing();
}

function rowOf(questionnaire: Questionnaire): typeof schema.questionnaires.$inferInsert {
  return { ...questionnaire, questions: [...questionnaire.questions], rules: [...questionnaire.rules] };
}
