import type { Window } from '../events-of-field.ts';
import { latest } from '../instant.ts';

/** The time in which somebody works: shifts that touch are one, and absences are taken out. In order. */
export function onShift(shifts: readonly Window[], absences: readonly Window[]): Window[] {
  return absences.reduce<Window[]>((left, absence) => left.flatMap((one) => without(one, absence)), merged(shifts));
}

/** The stretches as few as they can be, in order. */
export function merged(windows: readonly Window[]): Window[] {
  const whole: Window[] = [];
  for (const { from, to } of windows.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = whole.at(-1);
    if (last !== undefined && from <= last.to) whole[whole.length - 1] = { from: last.from, to: latest(last.to, to) };
    else whole.push({ from, to });
  }
  return whole;
}

function without(shift: Window, absence: Window): Window[] {
  if (absence.to <= shift.from || absence.from >= shift.to) return [shift];
  const before = { from: shift.from, to: absence.from };
  const after = { from: absence.to, to: shift.to };
  return [before, after].filter(({ from, to }) => from < to);
}
