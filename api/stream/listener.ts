import { changesInSight } from '../../db/changes-in-sight.ts';
import { isBefore, isKeptAfter, type Change, type Place } from '../../db/changes.ts';
import type { Db } from '../../db/client.ts';
import { callerOf } from '../../db/sessions.ts';
import { may } from '../../domain/access.ts';
import type { Person } from '../../domain/actor.ts';
import { sightOf } from '../sight.ts';
import { beatText, eventText, readId, resetText } from './event-text.ts';
import type { Feed, Reading } from './feed.ts';

export interface Listener {
  readonly person: Person;
  /** Of what they signed in with. */
  readonly tokenHash: string;
  /** The id of what they heard last, as they say. */
  readonly lastEventId: string | undefined;
  /** True once nobody is there any more. */
  gone(): boolean;
}

const beatEveryMs = 15_000;
/** How soon a browser comes again when the connection is lost. */
const retry = 'retry: 1000\n';

/** All that one listener may hear, until they sign out or leave: piece by piece, each read when the one before is taken. */
export async function* heardBy(listener: Listener, feed: Feed, db: Db): AsyncGenerator<string> {
  const reading = await feed.reading();
  const { era, tail } = reading;
  const known = await placeOf(listener, reading, db);
  let place = known ?? tail.end;
  let [signIns, beatAt] = [feed.signIns, performance.now() + beatEveryMs];
  yield retry + (known === null ? resetText({ era, place }) : beatText({ era, place }));

  // What is looked at before it waits must not be awaited, or a ring in between would be lost.
  while (feed.isRead(reading) && !listener.gone()) {
    const waitMs = beatAt - performance.now();
    if (signIns !== feed.signIns || waitMs <= 0) {
      signIns = feed.signIns;
      if (!(await isSignedIn(listener, db))) return;
      if (waitMs > 0) continue;
      beatAt = performance.now() + beatEveryMs;
      yield beatText({ era, place });
    } else if (!isBefore(place, tail.end)) await feed.movedWithin(waitMs);
    else {
      const told = await feed.after(reading, place);
      const last = told.at(-1);
      // Gone already: whoever comes again is told so.
      if (last === undefined) return;
      const heard = await heardOf(told, listener.person, db);
      place = last.place;
      if (heard.length > 0) yield heard.map((one) => eventText(era, one)).join('');
    }
  }
}

/** Where to go on: from now on for who comes for the first time, null where what they missed is gone. */
async function placeOf({ lastEventId }: Listener, { era, tail }: Reading, db: Db): Promise<Place | null> {
  if (lastEventId === undefined || lastEventId === '') return tail.end;
  const id = readId(lastEventId);
  return id !== null && id.era === era && (await isKeptAfter(db, id.place)) ? id.place : null;
}

/** Other roles are another sign-in: they hear what those may when they come again. */
async function isSignedIn({ person, tokenHash }: Listener, db: Db): Promise<boolean> {
  const now = await callerOf(db, tokenHash);
  return now?.person.roles.join() === person.roles.join();
}

function heardOf(told: readonly Change[], person: Person, db: Db): Promise<readonly Change[]> {
  const allowed = told.filter(({ kind }) => {
    if (kind === 'stock') return may(person.roles, 'readReferenceData');
    return kind !== 'callTask' || may(person.roles, 'doCallTask');
  });
  return changesInSight(db, sightOf(person), allowed);
}
