import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm';
import { defaultTerms } from '../domain/default-terms.ts';
import type { ServedBy } from '../domain/events.ts';
import type { Instant } from '../domain/instant.ts';
import type { Questionnaire } from '../domain/questionnaire.ts';
import type { Terms } from '../domain/terms.ts';
import type { Reader } from './client.ts';
import { contractTerms, customerContacts, questionnaires, services } from './schema.ts';

/** What serves a ticket, but for the calendars of the terms. */
export type Promised = Omit<ServedBy, 'workingTimes'>;

/** What a ticket takes over where nobody could find the service yet. */
export const unidentified: Promised = {
  serviceId: null,
  customerId: null,
  contractId: null,
  terms: defaultTerms,
  termsVersion: 0,
  chain: [],
};

export interface KnownService {
  readonly kind: string;
  readonly served: Promised;
}

/** A service with the promise that was in force at an instant (null: now); null where there is no such service. */
export async function serviceAt(reader: Reader, serviceId: string, at: Instant | null): Promise<KnownService | null> {
  const found = await serviceWithTerms(reader, serviceId, at);
  if (!found) return null;
  const { service, promised } = found;
  const { id, customerId, contractId, chain, kind } = service;
  const promise = promised ?? { terms: defaultTerms, termsVersion: 0 };
  return { kind, served: { serviceId: id, customerId, contractId, chain, ...promise } };
}

/** Its latest terms that held by then; before the first ones hold, the first; none for a contract without any. */
async function serviceWithTerms(reader: Reader, serviceId: string, at: Instant | null) {
  const { validFrom, version, terms } = contractTerms;
  const inForce = sql`${validFrom} <= coalesce(${at}::timestamptz, now())`;
  const [row] = await reader
    .select({ service: services, promised: { terms, termsVersion: version } })
    .from(services)
    .leftJoin(contractTerms, eq(contractTerms.contractId, services.contractId))
    .where(eq(services.id, serviceId))
    .orderBy(
      desc(inForce),
      sql`case when ${inForce} then ${validFrom} end desc nulls last`,
      asc(validFrom),
      desc(version),
    )
    .limit(1);
  return row;
}

export async function termsOfVersion(reader: Reader, contractId: string, version: number): Promise<Terms | null> {
  const [row] = await reader
    .select({ terms: contractTerms.terms })
    .from(contractTerms)
    .where(and(eq(contractTerms.contractId, contractId), eq(contractTerms.version, version)));
  return row?.terms ?? null;
}

export type FoundQuestionnaire = Questionnaire | 'unknown' | 'unknownVersion';

export async function questionnaireOf(reader: Reader, id: string, version: number): Promise<FoundQuestionnaire> {
  const rows = await reader
    .select()
    .from(questionnaires)
    .where(eq(questionnaires.id, id))
    .orderBy(sql`${questionnaires.version} = ${version} desc`)
    .limit(1);
  const [nearest] = rows;
  if (!nearest) return 'unknown';
  return nearest.version === version ? nearest : 'unknownVersion';
}

export type CustomerContact = typeof customerContacts.$inferSelect;

/** Those on the customer's list whose word closes a ticket. */
export async function confirmersOf(reader: Reader, customerId: string): Promise<CustomerContact[]> {
  return reader
    .select()
    .from(customerContacts)
    .where(
      and(
        eq(customerContacts.customerId, customerId),
        eq(customerContacts.mayConfirm, true),
        isNull(customerContacts.erasedAt),
      ),
    )
    .orderBy(asc(customerContacts.id));
}

/** By the database's clock, which also says when a ticket was opened. */
export async function liesInFuture(reader: Reader, at: Instant): Promise<boolean> {
  const [row] = await reader.execute<{ future: boolean }>(sql`select ${at}::timestamptz > clock_timestamp() as future`);
  return row?.future === true;
}
