import type { Reader } from '../db/client.ts';
import { chained, readRows, readTexts, type PrivateText } from '../db/protocol.ts';
import { contactsOf, namesOfPeople } from '../db/ticket-lookups.ts';
import { describe } from '../domain/describe.ts';
import type { TicketEvent } from '../domain/events.ts';
import type { EntryView } from './schemas/protocol.ts';

type Row = Awaited<ReturnType<typeof readRows>>[number];

/** Entries after a position, as anyone can check them: what was hashed, and beside it the names and texts. */
export async function viewEntries(reader: Reader, number: string, after: number, limit: number): Promise<EntryView[]> {
  const rows = await readRows(reader, number, after, limit);
  const [names, texts] = await Promise.all([namesIn(reader, number, rows), readTexts(reader, number)]);
  return rows.map((row) => viewOf(row, names, texts));
}

type Names = ReadonlyMap<string, string | null>;

/** People of the desk by who they are now; contacts as they are on the ticket. */
async function namesIn(reader: Reader, number: string, rows: readonly Row[]): Promise<Names> {
  const ids = rows.flatMap(({ by }) => (by.kind === 'person' && by.id !== undefined ? [by.id] : []));
  const [people, contacts] = await Promise.all([
    namesOfPeople(reader, [...new Set(ids)]),
    contactsOf(reader, [number]),
  ]);
  return new Map([...people, ...[...contacts].map(([id, { name }]) => [id, name] as const)]);
}

function viewOf(row: Row, names: Names, texts: readonly PrivateText[]): EntryView {
  const { type, by, data, hash } = row;
  const name = by.id === undefined ? null : names.get(by.id);
  const kept = textsOf(row, texts);
  return {
    ...chained(row),
    data,
    ...(name && { byName: name }),
    ...(kept && { private: kept }),
    text: describe({ type, by, data } as unknown as TicketEvent),
    hash,
  };
}

/** Every text that the chain covers; one that is not there any more is an erased one. */
function textsOf({ position, data }: Row, texts: readonly PrivateText[]): EntryView['private'] {
  const digests = data['digests'];
  if (typeof digests !== 'object' || digests === null) return undefined;
  const found = new Map(texts.filter((one) => one.position === position).map(({ name, text }) => [name, text]));
  return Object.fromEntries(Object.keys(digests).map((name) => [name, found.get(name) ?? null]));
}
