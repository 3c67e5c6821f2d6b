import { sql } from 'drizzle-orm';
import type { PgInsertValue, PgTable } from 'drizzle-orm/pg-core';
import { instantOf } from '../../domain/instant.ts';
import type { Questionnaire } from '../../domain/questionnaire.ts';
import type { Database, Tx } from '../client.ts';
import { hashPassword } from '../passwords.ts';
import * as schema from '../schema.ts';
import { demoCalendars } from './calendars.ts';
import { demoContacts, demoContracts, demoCustomers, demoSites, demoTerms } from './customers.ts';
import { demoElements, demoServices } from './network.ts';
import { demoPeople, demoRoster } from './people.ts';
import { internetQuestionnaire } from './questionnaire-internet.ts';
import { voiceQuestionnaire } from './questionnaire-voice.ts';
import { vpnQuestionnaire } from './questionnaire-vpn.ts';

export const demoQuestionnaires: readonly Questionnaire[] = [
  internetQuestionnaire,
  vpnQuestionnaire,
  voiceQuestionnaire,
];

/**
 * People, customers and what they are served with, to try the desk with. Safe to repeat: what is there stays as it
 * was changed since, except that the people's password becomes the one given now, and the roster begins anew.
 */
export async function seedDemo({ db }: Pick<Database, 'db'>, password: string): Promise<void> {
  const passwordHash = await hashPassword(password);
  await db.transaction(async (tx) => {
    await seedPeople(tx, passwordHash);
    await keep(tx, schema.calendars, demoCalendars);
    await keep(tx, schema.customers, demoCustomers);
    await keep(tx, schema.customerContacts, demoContacts);
    await keep(tx, schema.sites, demoSites);
    await keep(tx, schema.contracts, demoContracts);
    await keep(tx, schema.contractTerms, demoTerms);
    await keep(tx, schema.elements, demoElements);
    await keep(tx, schema.services, demoServices);
    await keep(tx, schema.questionnaires, demoQuestionnaires.map(rowOf));
  });
}

async function seedPeople(tx: Tx, passwordHash: string): Promise<void> {
  const people = Object.values(demoPeople).map((person) => ({ ...person, passwordHash }));
  await tx.insert(schema.users).values(people).onConflictDoUpdate({ target: schema.users.id, set: { passwordHash } });
  const { from, to } = schema.roster;
  const latest = { from: sql`excluded.${sql.identifier(from.name)}`, to: sql`excluded.${sql.identifier(to.name)}` };
  const duties = demoRoster(instantOf(Date.now()));
  await tx.insert(schema.roster).values(duties).onConflictDoUpdate({ target: schema.roster.id, set: latest });
}

async function keep<T extends PgTable>(tx: Tx, table: T, rows: PgInsertValue<T>[]): Promise<void> {
  await tx.insert(table).values(rows).onConflictDoNothing();
}

function rowOf(questionnaire: Questionnaire): typeof schema.questionnaires.$inferInsert {
  return { ...questionnaire, questions: [...questionnaire.questions], rules: [...questionnaire.rules] };
}
