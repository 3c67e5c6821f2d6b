import type { Span } from './engineer.ts';

/** The time in which somebody works: shifts that touch are one, and absences are taken out. In order. */
export function onShift(shifts: readonly Span[], absences: readonly Span[]): Span[] {
  return absences.reduce<Span[]>((left, absence) => left.flatMap((one) => without(one, absence)), merged(shifts));
}

/** The stretches as few as they can be, in order. */
export function merged(spans: readonly Span[]): Span[] {
  const whole: Span[] = [];
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    const last = whole.at(-1);
    if (last !== undefined && from <= last.to) whole[whole.length - 1] = { from: last.from, to: Math.max(last.to, to) };
    else whole.push({ from, to });
  }
  return whole;
}

function without(shift: Span, absence: Span): Span[] {
  if (absence.to <= shift.from || absence.from >= shift.to) return [shift];
  const before = { from: shift.from, to: absence.from };
  const after = { from: absence.to, to: shift.to };
  return [before, after].filter(({ from, to }) => from < to);
}
