import { and, asc, desc, eq, getTableColumns, gt } from 'drizzle-orm';
import { Refusal } from '../../domain/refusal.ts';
import type { Terms } from '../../domain/terms.ts';
import type { Reader, Tx } from '../client.ts';
import { contracts, contractTerms } from '../schema.ts';
import { pageOf, type Asked, type Page } from './page.ts';
import { requireKnown, type Reference } from './references.ts';
import { lockVersions, sameContent } from './versions.ts';

type Row = typeof contracts.$inferSelect;
/** A contract with one version of its terms. */
export interface Contract extends Row {
  readonly terms: Terms;
  readonly version: number;
}

const withTerms = { ...getTableColumns(contracts), terms: contractTerms.terms, version: contractTerms.version };

/** Each contract with its latest terms. */
export async function listContracts(reader: Reader, { limit, after }: Asked): Promise<Page<Contract>> {
  const rows = await reader
    .selectDistinctOn([contracts.id], withTerms)
    .from(contracts)
    .innerJoin(contractTerms, eq(contractTerms.contractId, contracts.id))
    .where(after === null ? undefined : gt(contracts.id, after))
    .orderBy(asc(contracts.id), desc(contractTerms.version))
    .limit(limit + 1);
  return pageOf(rows, limit);
}

/** With the version of the terms asked for, or the latest. */
export async function readContract(reader: Reader, id: string, version?: number): Promise<Contract | null> {
  const wanted = version === undefined ? undefined : eq(contractTerms.version, version);
  const [row] = await reader
    .select(withTerms)
    .from(contracts)
    .innerJoin(contractTerms, eq(contractTerms.contractId, contracts.id))
    .where(and(eq(contracts.id, id), wanted))
    .orderBy(desc(contractTerms.version))
    .limit(1);
  return row ?? null;
}

/** @throws Refusal unknownReference */
export async function addContract(tx: Tx, contract: Omit<Contract, 'version'>): Promise<Contract> {
  const { id, customerId, name, terms } = contract;
  await requireKnown(tx, [{ path: 'customerId', to: 'customer', id: customerId }, ...referencesOf(terms, 'terms.')]);
  await tx.insert(contracts).values({ id, customerId, name });
  return { ...contract, version: await addVersion(tx, id, 1, terms) };
}

/**
 * Its name, and a new version of its terms where they differ.
 * @throws Refusal unknownReference, or invalidBody for another customer: services and tickets hang on this one
 */
export async function replaceContract(tx: Tx, contract: Omit<Contract, 'version'>): Promise<Contract | null> {
  const { id, customerId, name, terms } = contract;
  await lockVersions(tx, id);
  const latest = await readContract(tx, id);
  if (latest === null) return null;
  if (latest.customerId !== customerId) {
    const fault = { path: 'customerId', message: 'stays as it is: make a contract for the other customer' };
    throw new Refusal('invalidBody', 'a contract keeps its customer', [fault]);
  }
  await requireKnown(tx, referencesOf(terms, 'terms.'));
  await tx.update(contracts).set({ name }).where(eq(contracts.id, id));
  if (sameContent(latest.terms, terms)) return { ...latest, name };
  return { ...contract, version: await addVersion(tx, id, latest.version + 1, terms) };
}

/**
 * A new version of the terms; null where there is no such contract.
 * @throws Refusal unknownReference
 */
export async function addTerms(tx: Tx, id: string, terms: Terms): Promise<Contract | null> {
  await lockVersions(tx, id);
  const latest = await readContract(tx, id);
  if (latest === null) return null;
  await requireKnown(tx, referencesOf(terms, ''));
  return { ...latest, terms, version: await addVersion(tx, id, latest.version + 1, terms) };
}

async function addVersion(tx: Tx, contractId: string, version: number, terms: Terms): Promise<number> {
  await tx.insert(contractTerms).values({ contractId, version, validFrom: new Date(terms.validFrom), terms });
  return version;
}

function referencesOf({ calendarId, priorities, ladder }: Terms, prefix: string): Reference[] {
  return [
    { path: `${prefix}calendarId`, to: 'calendar', id: calendarId },
    ...Object.entries(priorities).map(([priority, targets]): Reference => {
      return { path: `${prefix}priorities.${priority}.calendarId`, to: 'calendar', id: targets.calendarId };
    }),
    ...ladder.map(({ tell }, index): Reference => {
      return {
        path: `${prefix}ladder.${index}.tell.userId`,
        to: 'user',
        id: 'userId' in tell ? tell.userId : undefined,
      };
    }),
  ];
}
