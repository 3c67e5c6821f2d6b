import { describe, expect, it } from 'vitest';
import { chipSentence, chipText } from '../../web/src/queue/chip-words.ts';
import { deadlineOf } from '../../web/src/queue/deadline.ts';
import { wordsIn } from '../../web/src/words/words-in.ts';
import { at, nineOClock, theNextDay } from '../support/cast.ts';

type Promises = Parameters<typeof deadlineOf>[0];
type Clock = Promises['clocks'][number];

const now = Date.parse(nineOClock);
const bakers: Promises = { status: 'inProgress', clocks: [], eta: null };
const running = (name: Clock['name'], dueAt: string): Clock => ({ name, state: 'running', dueAt });
const eta = (state: 'running' | 'missed' | 'superseded', promisedAt: string): Promises['eta'] => ({
  ...{ state, promisedAt, revision: 1, by: null, demandedBy: null },
});

const ru = { t: wordsIn('ru').t, language: 'ru', timeZone: 'Europe/Moscow' } as const;
const en = { t: wordsIn('en').t, language: 'en', timeZone: 'Europe/Moscow' } as const;

function chip(promises: Partial<Promises>, reader: typeof ru | typeof en = ru): string | null {
  const deadline = deadlineOf({ ...bakers, ...promises }, now);
  return deadline && chipText(deadline, now, reader);
}

describe('the chip of a ticket', () => {
  it('names the nearest promise that can still hurt, and calendar time to its instant', () => {
    const clocks = [running('restore', at('13:05')), running('update', at('11:05'))];
    expect(chip({ clocks })).toBe('ИНФ 2 ч 05 мин');
    expect(chip({ clocks }, en)).toBe('UPD 2 h 05 min');
    expect(chip({ clocks: [running('restore', theNextDay)] })).toBe('ВОССТ 24 ч 00 мин');
    expect(chip({ clocks: [running('restore', '2026-01-08T13:30:00.000Z')] })).toBe('ВОССТ 3 дн 4 ч');
  });

  it('is at risk in the last half hour, to the second in the last minute', () => {
    expect(chip({ eta: eta('running', at('09:14')) })).toBe('ETA ! 14 мин');
    expect(chip({ eta: eta('running', at('09:30')) }, en)).toBe('ETA ! 30 min');
    expect(chip({ eta: eta('running', '2026-01-05T09:00:45.900Z') })).toBe('ETA ! 45 с');
  });

  it('counts up from the instant when the promise ran out', () => {
    expect(chip({ clocks: [running('response', at('08:43'))] }, en)).toBe('RESP −00:17');
    expect(chip({ clocks: [running('response', nineOClock)] })).toBe('РЕАКЦ −00:00');
    const breached: Clock = { name: 'restore', state: 'breached', dueAt: at('07:00'), breachedAt: at('06:30') };
    expect(chip({ clocks: [breached] })).toBe('ВОССТ −02:30');
    expect(chip({ eta: eta('missed', '2026-01-02T05:00:00.000Z') })).toBe('ETA −3 дн 4 ч');
  });

  it('forgets a promise that was broken and met afterwards', () => {
    const late: Clock = { name: 'response', state: 'breached', dueAt: at('07:00'), metAt: at('08:00') };
    expect(chip({ clocks: [late, running('restore', at('13:00'))] })).toBe('ВОССТ 4 ч 00 мин');
  });

  it('tells what holds the clocks where nothing else can hurt', () => {
    const paused: Clock = { name: 'restore', state: 'paused', dueAt: null, pausedBy: { id: 'w1', reason: 'parts' } };
    expect(chip({ clocks: [paused] })).toBe('ВОССТ ❚❚ запасные части');
    expect(chip({ clocks: [paused, running('update', at('10:00'))] })).toBe('ИНФ 1 ч 00 мин');
  });

  it('asks for an ETA until somebody promises one, but not of what is restored', () => {
    const demanded = { state: 'demanded' as const, promisedAt: null, revision: 0, by: null, demandedBy: at('09:40') };
    expect(chip({ eta: demanded })).toBe('ETA? 40 мин');
    const met: Clock = { name: 'restore', state: 'met', dueAt: at('13:00'), metAt: at('08:50') };
    expect(chip({ status: 'resolved', clocks: [met], eta: eta('running', at('09:10')) })).toBe('ВОССТ ✓');
  });

  it('shows nothing where nothing was promised, or all is over', () => {
    expect(chip({})).toBeNull();
    expect(chip({ status: 'cancelled', clocks: [running('restore', at('08:00'))] })).toBeNull();
  });

  it('says the whole with the instant to who points at it or listens', () => {
    const deadline = deadlineOf({ ...bakers, clocks: [running('restore', at('08:43'))] }, now);
    if (deadline === null) throw new Error('a running clock has a deadline');
    expect(chipSentence(deadline, now, ru)).toBe('восстановление: срок нарушен 17 мин назад, 5 янв., 11:43');
    expect(chipSentence(deadline, now, en)).toBe('restoration: breached 17 min ago, at 5 Jan, 11:43');
  });
});
