import type { Measured } from '../domain/line/tests.ts';

const longestRaw = 4_000;
const longestValue = 200;

/** Makes text from a network fit to be kept and read: bounded, without secrets, and without what no database takes. */
export interface Evidence {
  raw(text: string): string;
  measures(measures: readonly Measured[]): Measured[];
}

export function evidenceWithout(secrets: readonly string[]): Evidence {
  // The longest first: one secret may begin with another.
  const hidden = secrets.toSorted((one, other) => other.length - one.length);
  const clean = (text: string) =>
    wellFormed(hidden.reduce((left, secret) => left.replaceAll(secret, '[secret]'), text));
  return {
    raw: (text) => bounded(clean(text), longestRaw),
    measures: (all) =>
      all.map(({ value, ...rest }) => ({
        ...rest,
        value: typeof value === 'string' ? bounded(clean(value), longestValue) : value,
      })),
  };
}

/** Control characters are shown as a dot, except the ends of lines; halves of characters as a question mark. */
function wellFormed(text: string): string {
  const whole = Buffer.from(text, 'utf8').toString('utf8');
  return whole.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, '·');
}

function bounded(text: string, longest: number): string {
  if (text.length <= longest) return text;
  // Not between the halves of a character.
  return `${text.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
