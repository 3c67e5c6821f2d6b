import { z } from 'zod';
import { parseDuration } from '../../domain/instant.ts';
import { name } from './common.ts';

export const timeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'is no time of day such as 09:00');
const endOfInterval = z.union([timeOfDay, z.literal('24:00')]);
export const timeZone = z.string().max(100).refine(isTimeZone, 'is no time zone such as Europe/Moscow');

function isTimeZone(zone: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Days and less; longer units have no length of their own. */
export const duration = z
  .string()
  .max(40)
  .refine((text) => (parseDuration(text) ?? 0) > 0, 'is no duration such as PT4H');

const day = z.enum(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']);
const hours = { from: timeOfDay, to: endOfInterval };

export const calendar = z
  .strictObject({
    name,
    timeZone,
    kind: z.enum(['24x7', 'business']),
    intervals: z
      .array(z.strictObject({ day, ...hours }))
      .max(100)
      .default([]),
    holidays: z.array(z.iso.date()).max(1_000).default([]),
    exceptions: z
      .array(z.strictObject({ date: z.iso.date(), intervals: z.array(z.strictObject(hours)).max(20) }))
      .max(1_000)
      .default([]),
  })
  .check(({ value, issues }) => {
    const fault = (path: PropertyKey[], message: string) =>
      issues.push({ code: 'custom', input: value, path, message });
    if (value.kind === 'business' && value.intervals.length === 0) fault(['intervals'], 'are needed for working hours');
    if (value.kind === '24x7' && value.intervals.length > 0) fault(['intervals'], 'have no place in a 24x7 calendar');
    for (const index of wrongHours(value.intervals)) fault(['intervals', index], 'ends before it begins, or overlaps');
    value.exceptions.forEach(({ intervals }, index) => {
      const days = intervals.map((interval) => ({ ...interval, day: '' }));
      for (const inner of wrongHours(days)) {
        fault(['exceptions', index, 'intervals', inner], 'ends before it begins, or overlaps');
      }
    });
  });

interface Hours {
  readonly day: string;
  readonly from: string;
  readonly to: string;
}

function wrongHours(intervals: readonly Hours[]): number[] {
  return intervals.flatMap((one, index) => {
    const overlaps = intervals.slice(0, index).some((other) => overlap(one, other));
    return one.from >= one.to || overlaps ? [index] : [];
  });
}

function overlap(a: Hours, b: Hours): boolean {
  return a.day === b.day && a.from < b.to && b.from < a.to;
}
