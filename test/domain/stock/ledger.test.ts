import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { available, levelAfter, whyNot } from '../../../domain/stock/level.ts';
import { movementKinds } from '../../../domain/words.ts';
import { does, emptyStores, partId, type Deed, type Stores } from './ledger-model.ts';

const [near, far, van] = ['near', 'far', 'van'];
const stores = () => emptyStores({ [near]: 3, [far]: 1, [van]: 0 });
const place = fc.constantFrom(near, near, far, van);
const few = fc.integer({ min: 1, max: 6 });
const which = fc.nat(8);

const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ what: fc.constant('receive' as const), warehouseId: place, quantity: few }) },
  fc.record({ what: fc.constant('adjust' as const), warehouseId: place, quantity: fc.integer({ min: -6, max: 6 }) }),
  fc.record({ what: fc.constant('transfer' as const), from: place, to: place, quantity: few }),
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constant('reserve' as const),
      warehouseId: place,
      quantity: few,
      claim: fc.constantFrom('emergency' as const, 'planned' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('issue' as const), which, van: fc.constant(van) }) },
  fc.record({
    what: fc.constantFrom('release' as const, 'use' as const, 'return' as const, 'writeOff' as const),
    which,
  }),
);

/** What twenty people do, in whatever order they come to it. */
const interleaved = fc.array(fc.array(deed, { maxLength: 4 }), { minLength: 20, maxLength: 20 }).chain((actors) => {
  const turns = actors.flatMap((deeds, actor) => deeds.map(() => actor));
  return fc.shuffledSubarray(turns, { minLength: turns.length }).map((order) => inOrder(actors, order));
});

function inOrder(actors: readonly (readonly Deed[])[], order: readonly number[]): Deed[] {
  const next = actors.map(() => 0);
  return order.map((actor) => actors[actor]![next[actor]!++]!);
}

type Moment = { readonly before: Stores; readonly deed: Deed; readonly after: Stores };

function moments(deeds: readonly Deed[]): Moment[] {
  let before = stores();
  return deeds.map((one) => {
    const moment = { before, deed: one, after: does(before, one) };
    before = moment.after;
    return moment;
  });
}

/** Of a thousand such days; an `expect` for each moment would take half a minute. */
function always(holds: (moment: Moment) => boolean): void {
  fc.assert(
    fc.property(interleaved, (deeds) => moments(deeds).every(holds)),
    { numRuns: 1_000 },
  );
}

const levelsOf = ({ levels }: Stores) => [...levels.values()];
const sumOf = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
const pieces = (all: Stores) => sumOf(levelsOf(all).map(({ onHand }) => onHand));

describe('the ledger of the stores, whatever twenty people do in whatever order,', () => {
  it('never has less than nothing, and never promises what is not there', () => {
    always(({ after }) => levelsOf(after).every(({ onHand, reserved }) => reserved >= 0 && onHand >= reserved));
  });

  it('sums to the stock at every moment, and to what is reserved', () => {
    always(({ after }) =>
      levelsOf(after).every(({ warehouseId, onHand, reserved }) => {
        const lines = after.ledger.filter((line) => line.warehouseId === warehouseId);
        const kept = after.kept.filter((one) => one.warehouseId === warehouseId);
        return (
          sumOf(lines.map((line) => line.onHand)) === onHand &&
          sumOf(lines.map((line) => line.reserved)) === reserved &&
          sumOf(kept.map(({ quantity }) => quantity)) === reserved
        );
      }),
    );
  });

  it('leaves the emergency reserve to emergencies: what is planned never goes below the floor', () => {
    let taken = 0;
    always(({ before, deed: one, after }) => {
      if (one.what !== 'reserve' || one.claim !== 'planned' || after === before) return true;
      taken++;
      const level = after.levels.get(one.warehouseId)!;
      return available(level) >= level.floor;
    });
    expect(taken).toBeGreaterThan(500);
  });

  it('makes and loses no piece but by receipt, adjustment, use and what is dead', () => {
    const keeps = ['reserve', 'release', 'issue', 'return', 'transfer'];
    always(({ before, deed: one, after }) => !keeps.includes(one.what) || pieces(after) === pieces(before));
  });

  it('is written in every way that there is, so that these properties say something', () => {
    const seen = new Set<string>();
    always(({ after: { ledger } }) => ledger.every(({ kind }) => seen.add(kind)));
    expect([...seen].sort()).toEqual([...movementKinds].sort());
  });
});

describe('a level of the stock', () => {
  const level = { partId, warehouseId: near, onHand: 5, reserved: 2, floor: 2 };

  it('gives emergencies what is there, and planned works what is above the floor', () => {
    expect([1, 2, 3, 4].map((quantity) => whyNot(level, quantity, 'emergency'))).toEqual([
      null,
      null,
      null,
      'outOfStock',
    ]);
    const planned = [1, 2, 3, 4].map((quantity) => whyNot(level, quantity, 'planned'));
    expect(planned).toEqual([null, 'belowFloor', 'belowFloor', 'outOfStock']);
  });

  it('does not fall below what is promised', () => {
    const change = { partId, warehouseId: near, onHand: -4, reserved: 0 };
    expect(() => levelAfter(level, change)).toThrow(expect.objectContaining({ code: 'outOfStock' }));
    expect(levelAfter(level, { ...change, onHand: -3 })).toMatchObject({ onHand: 2, reserved: 2 });
  });
});
