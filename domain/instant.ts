/** A point in time: ISO 8601, UTC, milliseconds (`2026-01-05T09:00:00.000Z`). Such strings sort as the instants do. */
export type Instant = string;

/** A length of time as ISO 8601 writes it (`PT4H`, `P1DT30M`). A day is 24 hours; calendars are applied elsewhere. */
export type Duration = string;

export function msOf(instant: Instant): number {
  const ms = Date.parse(instant);
  if (Number.isNaN(ms)) throw new Error(`not an instant: ${instant}`);
  return ms;
}

export function instantOf(ms: number): Instant {
  return new Date(ms).toISOString();
}

export function after(instant: Instant, duration: Duration): Instant {
  return instantOf(msOf(instant) + durationMs(duration));
}

export function before(instant: Instant, duration: Duration): Instant {
  return instantOf(msOf(instant) - durationMs(duration));
}

export function latest(first: Instant, ...others: Instant[]): Instant {
  return others.reduce((a, b) => (a > b ? a : b), first);
}

export function earliest(first: Instant, ...others: Instant[]): Instant {
  return others.reduce((a, b) => (a < b ? a : b), first);
}

const pattern = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d{1,3})?)S)?)?$/;
const unitsMs = [7 * 86_400_000, 86_400_000, 3_600_000, 60_000, 1_000];

/** Milliseconds of a duration, or null where it is not one that we take (no months or years: they have no length). */
export function parseDuration(text: Duration): number | null {
  const found = pattern.exec(text);
  const parts = found?.slice(1);
  if (!parts || parts.every((part) => part === undefined) || text.endsWith('T')) return null;
  return parts.reduce((sum, part, index) => sum + Math.round(Number(part ?? 0) * unitsMs[index]!), 0);
}

export function durationMs(duration: Duration): number {
  const ms = parseDuration(duration);
  if (ms === null) throw new Error(`not a duration: ${duration}`);
  return ms;
}
