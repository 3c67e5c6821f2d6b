import { z } from 'zod';
import { languages } from '../../domain/words.ts';
import { id, instant } from './common.ts';

/** What a person can, by the words of visits: an element's kind, or a zone. */
const skill = z.string().trim().min(1).max(100);
const region = z.string().trim().min(1).max(200);

const person = {
  region,
  skills: z.array(skill).max(100),
  languages: z.array(z.enum(languages)).max(languages.length).default(['ru']),
  overtime: z.boolean().default(false).describe('May be asked to work on after a shift for P1 and P2'),
};

export const engineer = z.strictObject({ userId: id, ...person });
/** An engineer stays the same user: their id may be left out, or said again. */
export const changedEngineer = z.strictObject({ userId: id.exactOptional(), ...person });

const stretch = z.strictObject({ from: instant, to: instant });
type Stretch = z.output<typeof stretch>;

export const shifts = z
  .strictObject({
    shifts: z.array(stretch).max(2_000),
    absences: z.array(stretch).max(2_000).default([]),
  })
  .check(({ value, issues }) => {
    const fault = (path: PropertyKey[], message: string) =>
      issues.push({ code: 'custom', input: value, path, message });
    for (const list of ['shifts', 'absences'] as const) {
      value[list].forEach(({ from, to }, index) => {
        if (to <= from) fault([list, index, 'to'], 'is not after `from`');
      });
    }
    for (const index of overlapping(value.shifts)) fault(['shifts', index], 'overlaps another shift');
  });

/** The places of those that begin before an earlier one has ended. */
function overlapping(stretches: readonly Stretch[]): number[] {
  const inOrder = stretches.map((one, index) => ({ ...one, index })).toSorted((a, b) => (a.from < b.from ? -1 : 1));
  let until = '';
  return inOrder.flatMap(({ from, to, index }) => {
    const overlaps = from < until;
    if (to > until) until = to;
    return overlaps ? [index] : [];
  });
}

export const travelTimes = z
  .strictObject({
    items: z.array(z.strictObject({ from: region, to: region, minutes: z.int().min(0).max(10_000) })).max(10_000),
  })
  .check(({ value, issues }) => {
    const seen = new Set<string>();
    value.items.forEach(({ from, to }, index) => {
      const way = JSON.stringify([from, to]);
      if (seen.has(way)) {
        issues.push({ code: 'custom', input: value, path: ['items', index], message: 'is given twice' });
      }
      seen.add(way);
    });
  });
