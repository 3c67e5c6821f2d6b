import fc from 'fast-check';
import type { Person } from '../../../domain/actor.ts';
import { instantOf, msOf, type Instant } from '../../../domain/instant.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { VisitAction } from '../../../domain/visit/progress.ts';
import type { Visit } from '../../../domain/visit/visit.ts';
import { at, dina, egor } from '../../support/cast.ts';
import { does, type VisitStep, type VisitStory } from './visit-story.ts';

/** A deed with the instant when it happened, told by the engineer or by a dispatcher whom they called. */
export interface Deed {
  readonly action: VisitAction & { readonly happenedAt: Instant };
  readonly by: Person;
}

/** When everything is told at last: all the deeds lie before it. */
const told = '20:00';
const minutes = fc.integer({ min: 0, max: 600 });
const instants = minutes.map((after) => instantOf(msOf(at('09:30')) + after * 60_000));
const tellers = fc.constantFrom(egor, egor, dina);

const steps = fc.constantFrom({ type: 'accept' }, { type: 'depart' }, { type: 'arrive' } as const);
const ends = fc.constantFrom({ type: 'complete', zone: 'access' }, { type: 'fail', fault: 'customer' }, {
  type: 'fail',
  fault: 'operator',
} as const);

function deed(kinds: fc.Arbitrary<unknown>): fc.Arbitrary<Deed> {
  return fc.record({ kind: kinds, happenedAt: instants, by: tellers }).map(({ kind, happenedAt, by }) => {
    const action = { ...(kind as VisitAction), happenedAt, ...(by === dina && { callId: 'call-1' }) };
    return { action, by } as Deed;
  });
}

/** Any deeds at any instants, contradictory ones too, some told twice, and at most one end. */
export const deeds: fc.Arbitrary<readonly Deed[]> = fc
  .record({
    some: fc.array(deed(steps), { maxLength: 6 }),
    end: fc.option(deed(ends)),
    again: fc.array(fc.nat(), { maxLength: 4 }),
  })
  .map(({ some, end, again }) => {
    const once = end === null ? some : [...some, end];
    const twice = once.length === 0 ? [] : again.map((which) => once[which % once.length]!);
    return [...once, ...twice];
  });

/** The same in another order. */
export function shuffled(all: readonly Deed[]): fc.Arbitrary<readonly Deed[]> {
  return fc.shuffledSubarray([...all], { minLength: all.length, maxLength: all.length });
}

export const cancellations = fc.option(instants);

export function telling({ action, by }: Deed): VisitStep {
  return does(action, told, by);
}

/** A step that may be refused in this place, and then changes nothing. Anything but a refusal is loud. */
export function perhaps(step: VisitStep): VisitStep {
  return (story: VisitStory) => {
    try {
      return step(story);
    } catch (error) {
      if (error instanceof Refusal) return story;
      throw error;
    }
  };
}

/** What a visit has come to, whatever the order in which it was told. */
export function outcomeOf({ status, acceptedAt, departedAt, arrivedAt, end }: Visit) {
  return { status, acceptedAt, departedAt, arrivedAt, end };
}

/** The statuses agree with the instants, and these with each other. */
export function isLegal({ acceptedAt, departedAt, arrivedAt, end, status, engineerId, window }: Visit): boolean {
  const known = [acceptedAt, departedAt, arrivedAt, end && end.status !== 'cancelled' ? end.at : null];
  const inOrder = known.filter((instant) => instant !== null);
  const reached = { accepted: acceptedAt, enRoute: departedAt, onSite: arrivedAt, completed: arrivedAt };
  const proven = status in reached ? reached[status as keyof typeof reached] !== null : true;
  const booked = status === 'proposed' || status === 'cancelled' || (engineerId !== null && window !== null);
  const ended = (end !== null) === ['completed', 'unableToComplete', 'cancelled'].includes(status);
  return proven && booked && ended && inOrder.every((instant, index) => index === 0 || inOrder[index - 1]! <= instant);
}
