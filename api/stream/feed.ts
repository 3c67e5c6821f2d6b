import { changesChannel, changesNow, isBefore, settledAfter, signInsChannel } from '../../db/changes.ts';
import type { Change, Place } from '../../db/changes.ts';
import type { Database } from '../../db/client.ts';
import type { Logger } from '../../runtime/logger.ts';
import { bell } from './bell.ts';
import { tailFrom, type Tail } from './tail.ts';

/** What one database tells, as far as it is read. Places say something within it alone. */
export interface Reading {
  readonly era: string;
  readonly tail: Tail;
}

/** All that changes, read once for every stream of this process, by one connection that listens. */
export interface Feed {
  /** Listens from the first stream on. Another reading than before: the database was put back, or a copy took over. */
  reading(): Promise<Reading>;
  isRead(reading: Reading): boolean;
  /** How often people signed out or were given other roles. */
  readonly signIns: number;
  /** At most a page of what follows on a place. */
  after(reading: Reading, place: Place): Promise<readonly Change[]>;
  /** Resolves when any of this may have moved, or after the time. */
  movedWithin(ms: number): Promise<void>;
  /** Wakes all who wait for it to move. */
  wake(): void;
  stop(): Promise<void>;
}

const page = 500;
/** NOTIFY is lost while the connection is: so it looks by itself as well. */
const lookEveryMs = 5_000;
const afterFailureMs = 1_000;
/** Nobody says when the transaction ends behind which others wait. */
const heldBackMs = { shortest: 10, longest: 200 };

export function feedOf({ db, sql }: Database, log: Logger): Feed {
  const moved = bell();
  let begun: Promise<() => Promise<unknown>> | null = null;
  let current: Reading | null = null;
  let signIns = 0;
  let [looking, rung, stopped] = [false, false, false];
  let heldMs = 0;
  let next: NodeJS.Timeout | undefined;
  return {
    reading: async () => {
      await (begun ??= begin());
      return known();
    },
    isRead: (reading) => reading === current && !stopped,
    get signIns() {
      return signIns;
    },
    after: async ({ tail }, place) => tail.after(place, page) ?? (await settledAfter(db, place, page)).changes,
    movedWithin: moved.rungWithin,
    wake: moved.ring,
    stop: async () => {
      stopped = true;
      clearTimeout(next);
      moved.ring();
      // Whoever asked was told that it could not begin; then there is nothing to end.
      const unlisten = await begun?.catch(() => null);
      await unlisten?.();
    },
  };

  async function begin(): Promise<() => Promise<unknown>> {
    try {
      await anchor();
      const heard = await sql.listen(changesChannel, look, connected);
      const doubted = await sql.listen(signInsChannel, doubt, doubt);
      return () => Promise.all([heard.unlisten(), doubted.unlisten()]);
    } catch (error) {
      begun = null;
      throw error;
    }
  }

  function known(): Reading {
    if (current === null) throw new Error('the feed has not begun');
    return current;
  }

  /** Whenever the connection is new, the database may be another. */
  function connected(): void {
    anchor().then(look, (err: unknown) => log.warn({ err }, 'which database it is could not be read'));
  }

  async function anchor(): Promise<void> {
    const { place, era } = await changesNow(db);
    if (current?.era === era && !isBefore(place, current.tail.end)) return;
    current = { era, tail: tailFrom(place) };
    moved.ring();
  }

  function doubt(): void {
    signIns += 1;
    moved.ring();
  }

  /** One at a time; a ring meanwhile is a reason to look again. */
  function look(): void {
    rung = true;
    if (looking || stopped) return;
    looking = true;
    clearTimeout(next);
    void readOn().then((waitMs) => {
      looking = false;
      if (!stopped) next = setTimeout(look, waitMs);
    });
  }

  /** Says after how long to look again, if nothing rings before. */
  async function readOn(): Promise<number> {
    try {
      while (rung) {
        rung = false;
        await readPage(known().tail);
      }
      return heldMs > 0 ? heldMs : lookEveryMs;
    } catch (err) {
      log.warn({ err }, 'what changed could not be read, trying again');
      return afterFailureMs;
    }
  }

  async function readPage(tail: Tail): Promise<void> {
    const { changes, heldBack } = await settledAfter(db, tail.end, page);
    tail.add(changes);
    if (changes.length > 0) moved.ring();
    if (changes.length === page) rung = true;
    const longer = changes.length > 0 ? heldBackMs.shortest : Math.min(heldBackMs.longest, 2 * heldMs);
    heldMs = heldBack ? Math.max(heldBackMs.shortest, longer) : 0;
  }
}
