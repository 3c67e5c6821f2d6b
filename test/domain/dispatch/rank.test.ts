import { describe, expect, it } from 'vitest';
import { rankEngineers } from '../../../domain/dispatch/rank.ts';
import { at, nineOClock } from '../../support/cast.ts';
import { booked, engineer, minute, need, travel } from './fleet.ts';

const rank = (asked: Parameters<typeof need>[0], ...engineers: Parameters<typeof rankEngineers>[1]) =>
  rankEngineers(need(asked), engineers, travel, nineOClock);
const names = (candidates: ReturnType<typeof rank>) => candidates.map(({ engineerId }) => engineerId);
const part = { partId: 'line card', quantity: 1 };

describe('who goes', () => {
  it('sets out at once, and is there for half an hour in an emergency', () => {
    expect(rank({}, engineer('egor'))).toMatchObject([
      {
        engineerId: 'egor',
        departAt: nineOClock,
        travelMs: 30 * minute,
        window: { from: at('09:30'), to: at('10:00') },
        displaces: [],
      },
    ]);
  });

  it('is promised for an hour otherwise, and at a round time', () => {
    const [candidate] = rankEngineers(need({ priority: 'P4' }), [engineer('egor')], travel, at('09:02'));
    expect(candidate).toMatchObject({ departAt: at('09:05'), window: { from: at('09:35'), to: at('10:35') } });
  });

  it('has all skills wanted', () => {
    const skilled = engineer('skilled', { skills: ['olt', 'fibre'] });
    expect(names(rank({ skills: ['olt', 'fibre'] }, engineer('egor'), skilled))).toEqual(['skilled']);
  });

  it('was not silent and has not declined before', () => {
    expect(names(rank({ passedOver: ['egor'] }, engineer('egor'), engineer('marat')))).toEqual(['marat']);
  });

  it('comes from where the booking before ends, between two bookings that both are kept', () => {
    const inTver = booked('a', at('08:00'), at('10:00'), { region: 'Tver', movable: false });
    expect(rank({ region: 'Tver' }, engineer('egor', { bookings: [inTver] }))).toMatchObject([
      { departAt: at('10:00'), travelMs: 30 * minute, window: { from: at('10:30') } },
    ]);
  });

  it('leaves early enough for the next one, whose engineer now comes from farther away', () => {
    // From home in Moscow half an hour is enough to be there at 12:30; from Tver it takes two and a half.
    const next = booked('next', at('12:00'), at('14:00'), { priority: 'P2' });
    const [candidate] = rank({ region: 'Tver', durationMs: 0, priority: 'P3' }, engineer('egor', { bookings: [next] }));
    expect(candidate?.departAt).toBe(at('14:00'));
  });

  it('is back before the shift ends', () => {
    const late = [booked('a', at('08:00'), at('16:00'), { movable: false })];
    expect(rank({}, engineer('egor', { bookings: late }))).toMatchObject([{ window: { to: at('17:00') } }]);
    expect(rank({ durationMs: 61 * minute }, engineer('egor', { bookings: late }))).toEqual([]);
  });

  it('works on after a shift in an emergency, if that was agreed, but not into an absence', () => {
    const short = [{ from: at('08:00'), to: at('10:00') }];
    const willing = engineer('willing', { shifts: short, overtime: true });
    const away = engineer('away', {
      shifts: short,
      overtime: true,
      absences: [{ from: at('10:30'), to: at('12:00') }],
    });
    const unwilling = engineer('unwilling', { shifts: short });
    expect(names(rank({}, willing, away, unwilling))).toEqual(['willing']);
    expect(rank({ priority: 'P3' }, willing)).toEqual([]);
  });

  it('is not woken up in an emergency, but booked for the next shift otherwise', () => {
    const tomorrow = engineer('egor', { shifts: [{ from: at('10:00'), to: at('18:00') }] });
    expect(rank({ priority: 'P2' }, tomorrow)).toEqual([]);
    expect(rank({ priority: 'P3' }, tomorrow)).toMatchObject([{ departAt: at('10:00') }]);
  });

  it('may be told of an emergency shortly before the shift', () => {
    const soon = engineer('egor', { shifts: [{ from: at('09:30'), to: at('18:00') }] });
    expect(rank({}, soon)).toMatchObject([{ departAt: at('09:30') }]);
  });

  it('comes when the spare parts are there', () => {
    expect(rank({ partsReadyAt: at('12:10') }, engineer('egor'))).toMatchObject([
      { departAt: at('11:40'), window: { from: at('12:10') } },
    ]);
  });

  it('comes in the window that was asked for', () => {
    const wanted = { from: at('13:00'), to: at('15:00') };
    const busy = [booked('a', at('12:00'), at('13:45'), { movable: false })];
    const narrow = { from: at('13:00'), to: at('13:20') };
    expect(rank({ wanted }, engineer('egor'))).toMatchObject([{ window: { from: at('13:00'), to: at('13:30') } }]);
    expect(rank({ wanted }, engineer('egor', { bookings: busy }))).toMatchObject([{ window: { from: at('14:15') } }]);
    expect(rank({ wanted: narrow }, engineer('egor'))).toMatchObject([{ window: narrow }]);
    expect(rank({ wanted: narrow }, engineer('egor', { bookings: busy }))).toEqual([]);
  });

  it('comes nevertheless where that window can no longer be kept', () => {
    const wanted = { from: at('08:00'), to: at('09:15') };
    expect(rank({ wanted }, engineer('egor'))).toMatchObject([{ window: { from: at('09:30') } }]);
  });

  it('keeps the time that is booked for this very visit', () => {
    const own = booked('this', at('09:00'), at('18:00'), { movable: false });
    expect(names(rank({}, engineer('egor', { bookings: [own] })))).toEqual(['egor']);
  });
});

describe('the order of those who could go', () => {
  it('begins with who is there first', () => {
    const busy = engineer('busy', { bookings: [booked('a', at('08:30'), at('09:20'), { movable: false })] });
    expect(names(rank({}, engineer('afar', { region: 'Tver' }), busy, engineer('near')))).toEqual([
      'near',
      'busy',
      'afar',
    ]);
  });

  it('puts arriving in time before everything else', () => {
    const carries = { 'line card': 1 };
    const late = engineer('late', { bookings: [booked('a', at('08:00'), at('09:05'))], carries });
    const wanted = { arriveBy: at('09:30'), parts: [part], language: 'ru' as const };
    expect(names(rank(wanted, late, engineer('in time', { languages: [] })))).toEqual(['in time', 'late']);
  });

  it('goes by the van’s parts, the region, the load of the shift and the language among those who come at once', () => {
    const told = { languages: [], carries: { 'line card': 1 }, region: 'Tver' } as const;
    const near = travelTo30;
    const candidates = [
      engineer('nothing', { ...told, carries: {} }),
      engineer('speaks', { ...told, carries: {}, languages: ['ru'] }),
      engineer('carries', { ...told }),
      engineer('same region', { languages: [], bookings: [] }),
      engineer('busy later', { languages: [], bookings: [booked('b', at('15:00'), at('17:00'))] }),
      engineer('too few', { ...told, carries: { 'line card': 0 } }),
    ];
    const order = rankEngineers(need({ parts: [part], language: 'ru' }), candidates, near, nineOClock);
    expect(names(order)).toEqual(['carries', 'same region', 'busy later', 'speaks', 'nothing', 'too few']);
  });

  it('is the same whichever way one asks', () => {
    const fleet = ['c', 'a', 'b'].map((id) => engineer(id));
    expect(names(rank({}, ...fleet))).toEqual(names(rank({}, ...fleet.toReversed())));
  });

  it('is explained in both languages', () => {
    const [first, second] = rank(
      { parts: [part] },
      engineer('a', { carries: { 'line card': 2 } }),
      engineer('b', { region: 'Tver' }),
    );
    expect(first?.why).toEqual({
      ru: 'прибытие 2026-01-05 09:30 UTC, 30 мин в пути, в срок (до 2026-01-05 11:00 UTC), нужные запчасти с собой, из того же региона; следующий прибыл бы 2026-01-05 11:30 UTC',
      en: 'arrives 2026-01-05 09:30 UTC, 30 min away, in time (by 2026-01-05 11:00 UTC), carries the parts, of the same region; the next one would arrive 2026-01-05 11:30 UTC',
    });
    expect(second?.why.en).toBe(
      'arrives 2026-01-05 11:30 UTC, 2 h 30 min away, later than wanted (2026-01-05 11:00 UTC); nobody else can',
    );
  });
});

const travelTo30 = () => 30 * minute;
