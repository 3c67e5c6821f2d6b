import { CsvError, parse } from 'csv-parse/sync';
import type { Fault } from '../domain/refusal.ts';
import { elementInCsv, mostImported } from './schemas/reference-network.ts';

/** A row of a file: where it stands, and what it says, not checked yet. */
export interface GivenRow {
  readonly place: number;
  readonly given: unknown;
}

export interface Given {
  readonly rows: readonly GivenRow[];
  readonly faults: readonly Fault[];
}

const needed: readonly string[] = ['name', 'zone', 'address', 'owner'];
const known: readonly string[] = Object.keys(elementInCsv.shape);

/** The elements of a CSV file, in whatever of its usual forms spreadsheets write it; rows are named by their line. */
export function elementsOfCsv(text: string): Given {
  const lines = linesOf(text);
  if ('fault' in lines) return { rows: [], faults: [lines.fault] };
  const [headings, ...rows] = lines.parsed;
  const titles = headings?.cells ?? [];
  const ofFile = [...faultsOfTitles(titles), ...faultsOfLength(rows)];
  if (ofFile.length > 0) return { rows: [], faults: ofFile };
  return {
    rows: rows.map(({ line, cells }) => ({ place: line, given: elementOf(titles, cells) })),
    faults: rows.filter(({ cells }) => cells.length > titles.length).map(tooWide),
  };
}

interface Line {
  readonly line: number;
  readonly cells: readonly string[];
}

const longestRow = 64 * 1_024;

function linesOf(text: string): { readonly parsed: readonly Line[] } | { readonly fault: Fault } {
  // A line break of two signs inside quotes would count as two lines.
  const plain = text.replaceAll('\r\n', '\n');
  const [first = ''] = plain.split('\n', 1);
  const delimiter = first.includes(';') ? ';' : ',';
  // One row more than may be, to see that there are too many, and the line of headings.
  const bounds = { max_record_size: longestRow, to: mostImported + 2 };
  const form = { delimiter, bom: true, trim: true, skip_empty_lines: true, relax_column_count: true, info: true };
  try {
    const parsed = parse(plain, { ...form, ...bounds, columns: false }) as unknown as Parsed[];
    return { parsed: parsed.map(({ record, info }) => ({ line: info.lines, cells: record })) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { fault: { path: String(error.lines), message: wordsFor[error.code] ?? 'is no CSV' } };
  }
}

interface Parsed {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

const wordsFor: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'has a quote that is not closed',
  CSV_INVALID_CLOSING_QUOTE: 'has something behind a closing quote',
  INVALID_OPENING_QUOTE: 'has a quote inside a field that does not begin with one',
  CSV_MAX_RECORD_SIZE: 'is longer than 64 KiB',
};

function faultsOfTitles(titles: readonly string[]): Fault[] {
  const fault = (title: string, message: string) => ({ path: `1.${title}`, message });
  return [
    ...needed.filter((title) => !titles.includes(title)).map((title) => fault(title, 'is missing')),
    ...titles.filter((title) => !known.includes(title)).map((title) => fault(title, 'is no column of elements')),
    ...titles.filter((title, index) => titles.indexOf(title) < index).map((title) => fault(title, 'stands twice')),
  ];
}

function faultsOfLength({ length }: readonly Line[]): Fault[] {
  if (length === 0) return [{ path: '1', message: 'has no rows below it' }];
  return length > mostImported ? [{ path: '1', message: `has more than ${mostImported} rows below it` }] : [];
}

function tooWide({ line }: Line): Fault {
  return { path: String(line), message: 'has more fields than there are columns' };
}

/** An empty field is one that was left out. */
function elementOf(titles: readonly string[], cells: readonly string[]): object {
  const filled = titles.map((title, index) => [title, cells[index] ?? ''] as const).filter(([, cell]) => cell !== '');
  return { probes: [], ...Object.fromEntries(filled.map(([title, cell]) => [title, valueOf(title, cell)])) };
}

const truths: Readonly<Record<string, boolean>> = { true: true, yes: true, 1: true, false: false, no: false, 0: false };

function valueOf(title: string, cell: string): unknown {
  if (title === 'covered') return truths[cell.toLowerCase()] ?? cell;
  if (title !== 'probes') return cell;
  const written = cell.split(';').map((one) => one.trim());
  return written.filter((one) => one !== '').map(probeOf);
}

/** `kind[:port][@credentials] [setting=value …]`; what is not written so stays text, which no probe is. */
function probeOf(text: string): unknown {
  const [head = '', ...words] = text.split(/\s+/);
  const found = /^([A-Za-z]+)(?::(\d{1,5}))?(?:@([^\s@]+))?$/.exec(head);
  const settings = words.map((word) => /^([A-Za-z][A-Za-z0-9]*)=(.+)$/.exec(word));
  if (found === null || settings.includes(null)) return text;
  const [, kind, port, credentials] = found;
  return {
    ...Object.fromEntries(settings.map((setting) => [setting?.[1], settingOf(setting?.[2] ?? '')])),
    ...(port !== undefined && { port: Number(port) }),
    ...(credentials !== undefined && { credentials }),
    kind,
  };
}

function settingOf(text: string): number | boolean | string {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^\d{1,9}$/.test(text) ? Number(text) : text;
}
