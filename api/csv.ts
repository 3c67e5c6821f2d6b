import { stringify } from 'csv-stringify/sync';

/** A column: its heading, and where in an item its value stands (`lateness.maxSeconds`). */
export type Columns = Readonly<Record<string, string>>;

/** RFC 4180 with a line of headings. What a spreadsheet would take for a formula is quoted off. */
export function csvOf(items: readonly object[], columns: Columns): string {
  return stringify([...items], {
    header: true,
    columns: Object.entries(columns).map(([header, key]) => ({ header, key })),
    record_delimiter: 'windows',
    escape_formulas: true,
    // A number is none, also below zero.
    cast: { number: (value) => ({ value: String(value), escape_formulas: false }) },
  });
}
