import { describe, expect, it } from 'vitest';
import { travelBy } from '../../../domain/dispatch/travel.ts';
import { chooseSource, type Source, type Wanted } from '../../../domain/stock/source.ts';
import { at, egor, nineOClock } from '../../support/cast.ts';

const travel = travelBy([
  { from: 'Москва', to: 'Москва', minutes: 40 },
  { from: 'Москва', to: 'Тверь', minutes: 150 },
  { from: 'Тула', to: 'Москва', minutes: 120 },
]);

const place = (warehouseId: string, onHand: number, more: Partial<Source> = {}): Source => ({
  ...{ partId: 'router', warehouseId, onHand, reserved: 0, floor: 0, region: 'Москва', vanOf: null },
  ...more,
});
const van = (warehouseId: string, onHand: number, vanOf: string = egor.id) => place(warehouseId, onHand, { vanOf });
const wants = (quantity: number, more: Partial<Wanted> = {}): Wanted => ({
  ...{ quantity, claim: 'emergency', region: 'Москва', engineerId: egor.id },
  ...more,
});
const choose = (wanted: Wanted, ...sources: Source[]) => chooseSource(wanted, sources, travel, nineOClock);
const places = (wanted: Wanted, ...sources: Source[]) =>
  choose(wanted, ...sources).takes.map(({ warehouseId, quantity }) => `${quantity} ${warehouseId}`);

describe('the source of a part', () => {
  it('is the van of whoever goes, where it is there with its engineer', () => {
    const { takes } = choose(wants(1), place('near', 9), van('own', 1));
    expect(takes).toEqual([{ warehouseId: 'own', quantity: 1, readyAt: nineOClock, belowFloor: false }]);
  });

  it('is else the warehouse from which it is there first, picked in a quarter of an hour', () => {
    const { takes } = choose(wants(1), place('far', 9, { region: 'Тула' }), place('near', 9));
    expect(takes).toMatchObject([{ warehouseId: 'near', readyAt: at('09:55') }]);
  });

  it('is the far warehouse where the near one has none, and says honestly when it is there', () => {
    const { takes } = choose(wants(1), place('near', 1, { reserved: 1 }), place('far', 1, { region: 'Тверь' }));
    expect(takes).toMatchObject([{ warehouseId: 'far', readyAt: at('11:45') }]);
  });

  it('is one place as long as one has enough', () => {
    expect(places(wants(3), place('near', 2), place('far', 3, { region: 'Тула' }))).toEqual(['3 far']);
    expect(places(wants(4), place('near', 2), place('far', 3, { region: 'Тула' }))).toEqual(['2 near', '2 far']);
    expect(places(wants(3), van('own', 1), place('near', 2))).toEqual(['1 own', '2 near']);
  });

  it('is the van of somebody else only for what nobody else has', () => {
    expect(places(wants(1), van('other', 5, 'somebody'), place('far', 1, { region: 'Тверь' }))).toEqual(['1 far']);
    expect(places(wants(2), van('other', 5, 'somebody'), place('near', 1))).toEqual(['1 near', '1 other']);
  });

  it('leaves the emergency reserve to emergencies', () => {
    const reserve = place('near', 2, { floor: 2 });
    expect(choose(wants(1), reserve).takes).toMatchObject([{ belowFloor: true }]);
    const planned = wants(1, { claim: 'planned' });
    expect(choose(planned, reserve)).toEqual({ takes: [], short: { quantity: 1, because: 'belowFloor' } });
    expect(places(planned, reserve, place('far', 1, { region: 'Тула' }))).toEqual(['1 far']);
  });

  it('gives what there is, and tells what is short', () => {
    expect(choose(wants(3), place('near', 1))).toMatchObject({
      takes: [{ quantity: 1 }],
      short: { quantity: 2, because: 'outOfStock' },
    });
    expect(choose(wants(1))).toEqual({ takes: [], short: { quantity: 1, because: 'outOfStock' } });
  });
});
