/** A part of a list: so many rows at most, after the one where the last part ended. */
export interface Asked {
  readonly limit: number;
  /** An id; ids grow with the time of creation, so nothing is skipped when rows are added. */
  readonly after: string | null;
}

export interface Page<T> {
  readonly items: T[];
  /** The id to go on from, or null at the end. */
  readonly next: string | null;
}

/** A page of rows that were asked for with one more than the limit. */
export function pageOf<T extends { readonly id: string }>(rows: readonly T[], limit: number): Page<T> {
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}
