import { describe, expect, it } from 'vitest';
import type { EngineerSeen } from '../../../domain/dispatch/engineer.ts';
import { fitsIn, travelFor } from '../../../domain/dispatch/fits.ts';
import { whyNobody } from '../../../domain/dispatch/nobody.ts';
import { rankEngineers, type Candidate } from '../../../domain/dispatch/rank.ts';
import { overtimeMs, soonOnShiftMs } from '../../../domain/dispatch/slot.ts';
import { instantOf, msOf } from '../../../domain/instant.ts';
import { windowLengthMs } from '../../../domain/visit/patience.ts';
import { minute } from './fleet.ts';
import { always, answered, now, travel, type Scene } from './random-fleet.ts';

const each = (holds: (scene: Scene, candidate: Candidate, engineer: EngineerSeen) => void) =>
  always((one, candidates) => {
    candidates.forEach((candidate) => holds(one, candidate, engineerOf(one, candidate)));
  });

const engineerOf = ({ engineers }: Scene, { engineerId }: Candidate): EngineerSeen =>
  engineers.find(({ id }) => id === engineerId)!;

const isUrgent = ({ need }: Scene): boolean => need.priority === 'P1' || need.priority === 'P2';
const isInTime = ({ need: { arriveBy } }: Scene, { window }: Candidate): boolean =>
  arriveBy !== null && window.from <= arriveBy;

/** The engineer without these visits. */
function freed(engineer: EngineerSeen, visits: readonly string[]): EngineerSeen {
  return { ...engineer, bookings: engineer.bookings.filter(({ visitId }) => !visits.includes(visitId)) };
}

/** What would be booked, as milliseconds. */
function takenBy({ need }: Scene, { departAt, window }: Candidate) {
  return { from: msOf(departAt), to: msOf(window.to) + need.durationMs };
}

describe('whoever asks, and whoever is there,', () => {
  it('somebody is found often, and often not, so that these properties say something', () => {
    const share = (holds: (candidates: readonly Candidate[]) => boolean) =>
      answered.filter(({ candidates }) => holds(candidates)).length / answered.length;
    expect(share((all) => all.length > 1)).toBeGreaterThan(0.1);
    expect(share((all) => all.length === 0)).toBeGreaterThan(0.1);
    expect(share((all) => all.some(({ displaces }) => displaces.length > 0))).toBeGreaterThan(0.03);
    expect(share((all) => all.some(({ displaces }) => displaces.length > 1))).toBeGreaterThan(0.001);
  });

  it('nobody goes without a skill, and nobody who was asked before', () => {
    each(({ need }, { engineerId }, engineer) => {
      expect(engineer.skills).toEqual(expect.arrayContaining([...need.skills]));
      expect(need.passedOver).not.toContain(engineerId);
    });
  });

  it('nobody works outside a shift, but for overtime that was agreed, and never while away', () => {
    each((one, candidate, engineer) => {
      const { from, to } = takenBy(one, candidate);
      const stretched = isUrgent(one) && engineer.overtime ? overtimeMs : 0;
      const inShift = engineer.shifts.some(
        (shift) => shift.from <= from && from < shift.to && to <= shift.to + stretched,
      );
      const away = engineer.absences.some((absence) => absence.from < to && from < absence.to);
      expect({ inShift, away }).toEqual({ inShift: true, away: false });
    });
  });

  it('nobody is booked twice: what overlaps is displaced', () => {
    each((one, candidate, { bookings }) => {
      const { from, to } = takenBy(one, candidate);
      const kept = bookings.filter(
        ({ visitId }) => visitId !== one.need.visitId && !candidate.displaces.includes(visitId),
      );
      expect(kept.filter((booked) => booked.from < to && from < booked.to)).toEqual([]);
    });
  });

  it('nobody sets out before now, or arrives before they can or are of use', () => {
    each((one, { departAt, window, travelMs, displaces }, engineer) => {
      expect(departAt >= now).toBe(true);
      expect(msOf(window.from)).toBe(msOf(departAt) + travelMs);
      expect(travelMs).toBe(travelFor(one.need, freed(engineer, displaces), window.from, travel));
      expect(window.from >= (one.need.partsReadyAt ?? now)).toBe(true);
    });
  });

  it('a booking by hand of what was chosen is taken, once the displaced are gone', () => {
    each(({ need }, { window, displaces }, engineer) => {
      expect(fitsIn(need, freed(engineer, displaces), window, travel, now)).toBeNull();
    });
  });

  it('nobody who displaces nothing could be there five minutes earlier, or at any time before', () => {
    each((one, candidate, engineer) => {
      if (candidate.displaces.length > 0 || one.need.wanted) return;
      expect(earlierOnes(one, candidate, engineer)).toEqual([]);
    });
  });

  it('only an emergency displaces, and only what is less urgent and can be moved', () => {
    each((one, { displaces }, { bookings }) => {
      if (displaces.length > 0) expect(isUrgent(one)).toBe(true);
      for (const visitId of displaces) {
        const booked = bookings.find((booking) => booking.visitId === visitId);
        expect(booked?.movable).toBe(true);
        expect(['P3', 'P4']).toContain(booked?.priority);
      }
    });
  });

  it('nothing is displaced where somebody free is in time', () => {
    always((one, candidates) => {
      const free = candidates.some((candidate) => candidate.displaces.length === 0 && isInTime(one, candidate));
      if (free) expect(candidates.flatMap(({ displaces }) => displaces)).toEqual([]);
    });
  });

  it('whatever is displaced is really in the way: none of it could stay', () => {
    each((one, { window, displaces }, engineer) => {
      for (const visitId of displaces) {
        const others = displaces.filter((other) => other !== visitId);
        expect(fitsIn(one.need, freed(engineer, others), window, travel, now)).not.toBeNull();
      }
    });
  });

  it('the best comes first, each engineer once', () => {
    always((_one, candidates) => {
      expect(candidates.map(({ score }) => score)).toEqual(
        candidates.map(({ score }) => score).toSorted((a, b) => b - a),
      );
      expect(new Set(candidates.map(({ engineerId }) => engineerId)).size).toBe(candidates.length);
    });
  });

  it('the best is in time if anybody is, and no more than half an hour behind the first', () => {
    always((one, candidates) => {
      const [best] = candidates;
      if (!best) return;
      if (candidates.some((candidate) => isInTime(one, candidate))) expect(isInTime(one, best)).toBe(true);
      if (candidates.some(({ displaces }) => displaces.length > 0)) return;
      const first = Math.min(...candidates.map(({ window }) => msOf(window.from)));
      expect(msOf(best.window.from) - first).toBeLessThanOrEqual(30 * minute);
    });
  });

  it('where nobody is found, the next try lies ahead', () => {
    always(({ need, engineers }, candidates) => {
      const { until } = whyNobody(need, engineers, travel, now);
      if (candidates.length === 0) expect(until === null || until > now).toBe(true);
    });
  });

  it('at the next try somebody is found, unless nothing more is known', () => {
    always(({ need, engineers }, candidates) => {
      const { until } = whyNobody(need, engineers, travel, now);
      const tomorrow = instantOf(msOf(now) + 86_400_000);
      if (candidates.length > 0 || until === null || until === tomorrow) return;
      expect(rankEngineers(need, engineers, travel, until)).not.toEqual([]);
    });
  });
});

/** Round instants before the one chosen at which a booking by hand would have been taken as well. */
function earlierOnes({ need, ...one }: Scene, { window }: Candidate, engineer: EngineerSeen): string[] {
  const earliest = Math.max(msOf(now), msOf(need.partsReadyAt ?? now));
  const urgent = isUrgent({ need, ...one });
  const found: string[] = [];
  for (let ms = Math.ceil(earliest / (5 * minute)) * 5 * minute; ms < msOf(window.from); ms += 5 * minute) {
    const [from, to] = [instantOf(ms), instantOf(ms + windowLengthMs(need.priority))];
    const departAt = ms - travelFor(need, engineer, from, travel);
    const tooFarAhead = urgent && shiftBegins(engineer, departAt) > earliest + soonOnShiftMs;
    if (departAt < msOf(now) || tooFarAhead) continue;
    if (fitsIn(need, engineer, { from, to }, travel, now) === null) found.push(from);
  }
  return found;
}

function shiftBegins({ shifts }: EngineerSeen, at: number): number {
  return shifts.find(({ from, to }) => from <= at && at < to)?.from ?? Infinity;
}
