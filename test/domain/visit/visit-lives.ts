import fc from 'fast-check';
import { theDesk, type Person } from '../../../domain/actor.ts';
import { instantOf, msOf, type Instant } from '../../../domain/instant.ts';
import { evolveVisit } from '../../../domain/visit/evolve-visit.ts';
import { bookVisit, preempt, sayNobodyIsFree } from '../../../domain/visit/booking.ts';
import { cancelVisit, leaveVisit } from '../../../domain/visit/leaving.ts';
import { act, type VisitAction } from '../../../domain/visit/progress.ts';
import { visitDue } from '../../../domain/visit/visit-deadlines.ts';
import { joinVisit } from '../../../domain/visit/visit-request.ts';
import type { Visit } from '../../../domain/visit/visit.ts';
import type { VisitEntry, VisitEvent } from '../../../domain/visit/visit-events.ts';
import { priorities } from '../../../domain/words.ts';
import { anotherNumber, at, dina, egor, theNumber } from '../../support/cast.ts';
import { perhaps } from './offline-deeds.ts';
import { fedor, follows, request, requested, waiting, type VisitStory } from './visit-story.ts';

/** What somebody tries with a visit at some instant, decided from the visit as it then is. */
type Try = (visit: Visit, now: Instant) => readonly VisitEvent[];

export interface VisitLife {
  readonly story: VisitStory;
  readonly now: Instant;
}

/** One entry, with the visit before and after it. */
export interface VisitMoment {
  readonly before: Visit | null;
  readonly entry: VisitEntry;
  readonly after: Visit;
}

const numbers = fc.constantFrom(theNumber, anotherNumber, 'HD-1000030');
const engineers = fc.constantFrom(egor, fedor);
const people = fc.constantFrom<Person>(egor, egor, fedor, dina);
const later = (now: Instant, minutes: number) => instantOf(msOf(now) + minutes * 60_000);

const books: fc.Arbitrary<Try> = fc
  .record({ engineer: engineers, by: people, ahead: fc.integer({ min: -30, max: 180 }), travel: fc.nat(60) })
  .map(({ engineer, by, ahead, travel }) => (visit, now) => {
    const window = { from: later(now, ahead), to: later(now, ahead + 60) };
    const why = { ru: 'ближе всех', en: 'the nearest' };
    return bookVisit(visit, { engineerId: engineer.id, window, travelMs: travel * 60_000, why }, by, now);
  });

const actions = fc.constantFrom<VisitAction>(
  { type: 'accept' },
  { type: 'accept' },
  { type: 'depart' },
  { type: 'arrive' },
  { type: 'decline' },
  { type: 'complete', zone: 'access' },
  { type: 'fail', fault: 'operator' },
);
const acts: fc.Arbitrary<Try> = fc
  .record({ action: actions, by: people, ago: fc.option(fc.nat(90)) })
  .map(({ action, by, ago }) => (visit, now) => {
    const happened = ago === null ? {} : { happenedAt: later(now, -ago) };
    return act(visit, { ...action, ...happened, ...(by === dina && { callId: 'call-1' }) }, by, now);
  });

const joins: fc.Arbitrary<Try> = fc
  .record({ number: numbers, priority: fc.constantFrom(...priorities), urgency: fc.nat(3) })
  .map((ticket) => (visit, now) => joinVisit(visit, request({ ticket: waiting(ticket) }), theDesk, now));

const leaves: fc.Arbitrary<Try> = numbers.map((number) => (visit, now) => leaveVisit(visit, number, 'restored', now));
const cancels = fc.constant<Try>((visit, now) => cancelVisit(visit, 'asked', dina, now));
const makesRoom = fc.constant<Try>((visit, now) => preempt(visit, now));
const nobodyFree = fc.option(fc.integer({ min: -10, max: 90 })).map((ahead): Try => (visit, now) => {
  if (visit.status !== 'proposed') return [];
  const until = ahead === null ? null : later(now, ahead);
  return sayNobodyIsFree(visit, { until, why: { ru: 'все заняты', en: 'all are booked' } }, now);
});

const tries = fc.oneof(
  { weight: 4, arbitrary: books },
  { weight: 6, arbitrary: acts },
  { weight: 2, arbitrary: joins },
  leaves,
  fc.oneof({ weight: 1, arbitrary: cancels }, { weight: 3, arbitrary: makesRoom }),
  nobodyFree,
);
const moves = fc.array(fc.record({ minutes: fc.nat(60), tried: tries, wakes: fc.boolean() }), { maxLength: 25 });

/** A visit's life: whatever is tried, refused or not, while time goes on and its workflow is awake now and then. */
const visitLives: fc.Arbitrary<VisitLife> = fc
  .record({ moves, dispatch: fc.constantFrom('automatic' as const, 'proposed' as const) })
  .map(({ moves: all, dispatch }) => {
    let life: VisitLife = { story: requested({ dispatch }), now: at('09:00') };
    for (const { minutes, tried, wakes } of all) {
      const now = later(life.now, minutes);
      const due = wakes ? follows((visit) => visitDue(visit, now))(life.story) : life.story;
      life = { now, story: perhaps(follows((visit) => tried(visit, now)))(due) };
    }
    return life;
  });

function momentsOf({ story }: VisitLife): readonly VisitMoment[] {
  let before: Visit | null = null;
  return story.entries.map((entry) => {
    const moment = { before, entry, after: evolveVisit(before, entry) };
    before = moment.after;
    return moment;
  });
}

/** Another thousand lives at every run; a failure says the seed and the shortest life that shows it. */
const runs = { numRuns: 1_000, seed: Math.trunc(Math.random() * 2 ** 31) };
export const lives = fc.sample(visitLives, runs).map((life) => ({ life, moments: momentsOf(life) }));

/** Holds for every life, and for every moment of it. */
export function always(holds: (life: VisitLife, moments: readonly VisitMoment[]) => void): void {
  try {
    lives.forEach(({ life, moments }) => holds(life, moments));
  } catch (error) {
    fc.assert(
      fc.property(visitLives, (life) => holds(life, momentsOf(life))),
      runs,
    );
    throw error;
  }
}
export function atEveryMoment(holds: (moment: VisitMoment) => void): void {
  always((_life, moments) => moments.forEach(holds));
}
