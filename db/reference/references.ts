import { inArray } from 'drizzle-orm';
import { Refusal, type Fault } from '../../domain/refusal.ts';
import type { Reader } from '../client.ts';
import {
  calendars,
  contracts,
  customers,
  elements,
  engineers,
  parts,
  services,
  sites,
  users,
  warehouses,
} from '../schema.ts';

const tables = {
  user: users,
  customer: customers,
  calendar: calendars,
  contract: contracts,
  site: sites,
  element: elements,
  service: services,
  part: parts,
  warehouse: warehouses,
  engineer: engineers,
} as const;

/** An id that a request gives, where it stands, and what it should lead to. */
export interface Reference {
  readonly path: string;
  readonly to: keyof typeof tables;
  readonly id: string | undefined;
}

/**
 * Every id must lead somewhere.
 * @throws Refusal unknownReference with the path of each that does not
 */
export async function requireKnown(reader: Reader, references: readonly Reference[]): Promise<void> {
  const given = references.filter((one): one is Reference & { id: string } => one.id !== undefined);
  const kinds = [...new Set(given.map(({ to }) => to))];
  const known = new Map<string, ReadonlySet<string>>();
  for (const kind of kinds) {
    const wanted = given.filter(({ to }) => to === kind).map(({ id }) => id);
    known.set(kind, await knownIds(reader, kind, wanted));
  }
  refuse(
    given
      .filter(({ to, id }) => !known.get(to)?.has(id))
      .map(({ path, to }) => ({ path, message: `leads to no ${to}` })),
  );
}

/** @throws Refusal unknownReference where there are faults */
export function refuse(faults: readonly Fault[]): void {
  if (faults.length > 0) throw new Refusal('unknownReference', 'an id leads nowhere', faults);
}

async function knownIds(reader: Reader, kind: keyof typeof tables, ids: string[]): Promise<ReadonlySet<string>> {
  const table = tables[kind];
  const rows = await reader.selectDistinct({ id: table.id }).from(table).where(inArray(table.id, ids));
  return new Set(rows.map(({ id }) => id));
}
