import { getTableColumns, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { Refusal, type Fault } from '../../domain/refusal.ts';
import type { Reader, Tx } from '../client.ts';
import { elements, sites } from '../schema.ts';
import type { Element } from './elements.ts';
import { lockVersions } from './versions.ts';

/** An element as a file gives it, with the place of its row. */
export interface ImportedElement extends Omit<Element, 'id' | 'siteId' | 'partIds'> {
  readonly place: number;
  /** The id of its site or, from the column `site`, the name. */
  readonly site: { readonly column: 'siteId' | 'site'; readonly text: string } | null;
  /** Null: the element keeps those that it has. */
  readonly partIds: string[] | null;
}

export interface Imported {
  readonly added: number;
  readonly replaced: number;
}

/**
 * Adds elements, and replaces those whose name is known: all of them, or none.
 * @param faults of rows that were found wrong before
 * @throws Refusal invalidBody with what is wrong in each row, where anything is
 */
export async function importElements(
  tx: Tx,
  rows: readonly ImportedElement[],
  faults: readonly Fault[],
): Promise<Imported> {
  await lockVersions(tx, 'import of elements');
  const known = await elementsNamed(tx, rows);
  const siteIds = await sitesMeant(tx, rows);
  refuseRows([...faults, ...namesNotPlain(rows, known), ...sitesNotPlain(rows, siteIds)]);

  const written = rows.map(({ place: _place, site, partIds, ...row }): Element => {
    const [before] = known.get(row.name) ?? [];
    const siteId = site === null ? null : (meant(siteIds, site)[0] ?? null);
    return { ...row, siteId, id: before?.id ?? v7(), partIds: partIds ?? before?.partIds ?? [] };
  });
  await write(tx, written);
  const replaced = rows.filter(({ name }) => known.has(name)).length;
  return { added: rows.length - replaced, replaced };
}

type Named = ReadonlyMap<string, readonly Pick<Element, 'id' | 'partIds'>[]>;

async function elementsNamed(reader: Reader, rows: readonly ImportedElement[]): Promise<Named> {
  const { id, name, partIds } = elements;
  const names = JSON.stringify(rows.map((row) => row.name));
  const found = await reader
    .select({ id, name, partIds })
    .from(elements)
    .where(sql`${name} in (select jsonb_array_elements_text(${names}::jsonb))`);
  return grouped(found, (one) => one.name);
}

type Sites = ReadonlyMap<string, readonly { readonly id: string; readonly name: string }[]>;

async function sitesMeant(reader: Reader, rows: readonly ImportedElement[]): Promise<Sites> {
  const texts = JSON.stringify(rows.flatMap(({ site }) => site?.text ?? []));
  const { id, name } = sites;
  const wanted = sql`(select jsonb_array_elements_text(${texts}::jsonb))`;
  const found = await reader
    .select({ id, name })
    .from(sites)
    .where(sql`${id}::text in ${wanted} or ${name} in ${wanted}`);
  return grouped([...found, ...found.map((site) => ({ ...site, name: site.id }))], (one) => one.name);
}

/** Of the sites that bear this text as their name or id, those that the column may mean. */
function meant(known: Sites, { column, text }: NonNullable<ImportedElement['site']>): string[] {
  const ids = (known.get(text) ?? []).map(({ id }) => id);
  const itself = ids.filter((id) => id === text);
  return column === 'siteId' || itself.length > 0 ? itself : ids;
}

function namesNotPlain(rows: readonly ImportedElement[], known: Named): Fault[] {
  const given = grouped(rows, ({ name }) => name);
  return rows.flatMap(({ place, name }) => {
    const first = given.get(name)?.[0]?.place ?? place;
    if (first !== place) return [{ path: `${place}.name`, message: `was given already in row ${first}` }];
    const several = (known.get(name)?.length ?? 0) > 1;
    return several ? [{ path: `${place}.name`, message: 'is the name of several elements' }] : [];
  });
}

function sitesNotPlain(rows: readonly ImportedElement[], known: Sites): Fault[] {
  return rows.flatMap(({ place, site }) => {
    if (site === null) return [];
    const count = meant(known, site).length;
    if (count === 1) return [];
    return [
      { path: `${place}.${site.column}`, message: count === 0 ? 'leads to no site' : 'is the name of several sites' },
    ];
  });
}

const mostTold = 100;

function refuseRows(faults: readonly Fault[]): void {
  if (faults.length === 0) return;
  const inOrder = faults.toSorted((a, b) => Number.parseInt(a.path, 10) - Number.parseInt(b.path, 10));
  const told = inOrder.slice(0, mostTold);
  const more = faults.length - told.length;
  throw new Refusal('invalidBody', 'rows of the import do not fit', [
    ...told,
    ...(more > 0 ? [{ path: '', message: `and ${more} more` }] : []),
  ]);
}

const columns = getTableColumns(elements);
const names = Object.values(columns).map(({ name }) => sql.identifier(name));
const latest = Object.fromEntries(
  Object.entries(columns).map(([field, { name }]) => [field, sql`excluded.${sql.identifier(name)}`]),
);

/** One parameter for all rows: a statement with one for each field would be another for each number of rows. */
async function write(tx: Tx, rows: readonly Element[]): Promise<void> {
  const given = JSON.stringify(rows.map(rowOf));
  const list = sql.join(names, sql`, `);
  await tx
    .insert(elements)
    .select(sql`select ${list} from jsonb_populate_recordset(null::${elements}, ${given}::jsonb)`)
    .onConflictDoUpdate({ target: elements.id, set: latest });
}

function rowOf(element: Element): object {
  return Object.fromEntries(
    Object.entries(columns).map(([field, { name }]) => [name, element[field as keyof Element]]),
  );
}

function grouped<T>(items: readonly T[], nameOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = nameOf(item);
    const group = groups.get(name);
    if (group) group.push(item);
    else groups.set(name, [item]);
  }
  return groups;
}
