import { isBefore, type Change, type Place } from '../../db/changes.ts';

/** The latest changes, so that those who hear at the same time ask the database once. */
export interface Tail {
  /** Up to where it goes. */
  readonly end: Place;
  add(next: readonly Change[]): void;
  /** At most so many that follow on a place, or null where it no longer reaches back so far. */
  after(place: Place, limit: number): readonly Change[] | null;
}

const longest = 2_000;

export function tailFrom(place: Place): Tail {
  let [start, end] = [place, place];
  let kept: readonly Change[] = [];
  return {
    get end() {
      return end;
    },
    add: (next) => {
      const all = [...kept, ...next];
      kept = all.slice(-longest);
      start = all.at(-longest - 1)?.place ?? start;
      end = kept.at(-1)?.place ?? end;
    },
    after: (from, limit) => {
      if (isBefore(from, start)) return null;
      const first = kept.findIndex((one) => isBefore(from, one.place));
      return first === -1 ? [] : kept.slice(first, first + limit);
    },
  };
}
