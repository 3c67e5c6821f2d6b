import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cancelVisit } from '../../../domain/visit/leaving.ts';
import { earliest, type Instant } from '../../../domain/instant.ts';
import type { VisitStatus } from '../../../domain/words.ts';
import { dina } from '../../support/cast.ts';
import { cancellations, deeds, isLegal, outcomeOf, perhaps, shuffled, telling, type Deed } from './offline-deeds.ts';
import { books, follows, requested, tellVisit, type VisitStep } from './visit-story.ts';

const runs = { numRuns: 1_000 };
const booked = tellVisit(requested(), books());
const after = (...steps: readonly VisitStep[]) => tellVisit(booked, ...steps).visit;
const cancelledAt = (instant: Instant) => follows((visit) => cancelVisit(visit, 'asked', dina, instant));
const inTwoOrders = deeds.chain((all) => fc.record({ all: shuffled(all), again: shuffled(all), at: cancellations }));

describe('deeds that an engineer tells late', () => {
  it('end in the same legal visit, in whatever order and however often they come', () => {
    fc.assert(
      fc.property(inTwoOrders, ({ all, again }) => {
        const visit = after(...all.map(telling));
        expect(isLegal(visit)).toBe(true);
        expect(outcomeOf(after(...again.map(telling)))).toEqual(outcomeOf(visit));
      }),
      runs,
    );
  });

  it('end in the visit that the deeds themselves say', () => {
    fc.assert(
      fc.property(deeds, (all) => {
        expect(outcomeOf(after(...all.map(telling)))).toMatchObject(saidBy(all));
      }),
      runs,
    );
  });

  it('come to the same whether a cancellation was before them or among them', () => {
    fc.assert(
      fc.property(inTwoOrders, fc.nat(10), ({ all, again, at }, some) => {
        if (at === null) return;
        const late = after(cancelledAt(at), ...all.map(telling));
        const early = again.filter(({ action }) => action.happenedAt <= at).slice(0, some);
        const rest = again.filter((one) => !early.includes(one));
        const among = after(...early.map(telling), perhaps(cancelledAt(at)), ...rest.map(telling));
        expect(isLegal(late)).toBe(true);
        expect(outcomeOf(among)).toEqual(outcomeOf(late));
      }),
      runs,
    );
  });

  it('undo a cancellation exactly where somebody was on site by then, or the work came to an end', () => {
    fc.assert(
      fc.property(deeds, cancellations, (all, at) => {
        if (at === null) return;
        const visit = after(cancelledAt(at), ...all.map(telling));
        const ended = all.some(isEnd);
        const onSite = all.some(({ action }) => action.type === 'arrive' && action.happenedAt <= at);
        expect(visit.status === 'cancelled').toBe(!ended && !onSite);
      }),
      runs,
    );
  });

  it('leave nothing to tell when they are told again', () => {
    fc.assert(
      fc.property(inTwoOrders, ({ all, again }) => {
        const story = tellVisit(booked, ...all.map(telling));
        expect(tellVisit(story, ...again.map(telling)).entries).toEqual(story.entries);
      }),
      runs,
    );
  });
});

function isEnd({ action }: Deed): boolean {
  return action.type === 'complete' || action.type === 'fail';
}

/** The same said in another way: the earliest word about a step or a later one, and the end bounds them all. */
function saidBy(all: readonly Deed[]) {
  const end = all.find(isEnd)?.action;
  const words = (...types: readonly string[]) => {
    const said = all.filter(({ action }) => types.includes(action.type)).map(({ action }) => action.happenedAt);
    const [first] = said;
    if (first === undefined) return null;
    return end ? earliest(earliest(first, ...said), end.happenedAt) : earliest(first, ...said);
  };
  const arrivedAt = words('arrive', 'complete');
  const departedAt = words('depart', 'arrive', 'complete');
  const acceptedAt = words('accept', 'depart', 'arrive', 'complete');
  return { acceptedAt, departedAt, arrivedAt, status: statusSaidBy(end?.type, [acceptedAt, departedAt, arrivedAt]) };
}

function statusSaidBy(end: string | undefined, reached: readonly (Instant | null)[]): VisitStatus {
  if (end !== undefined) return end === 'complete' ? 'completed' : 'unableToComplete';
  const order = ['offered', 'accepted', 'enRoute', 'onSite'] as const;
  return order[reached.filter((at) => at !== null).length]!;
}
