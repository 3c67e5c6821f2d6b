import { describe, expect, it } from 'vitest';
import { consumedMs, pausedBy, type Clock } from '../../../domain/clock.ts';
import { deadlines } from '../../../domain/deadlines.ts';
import type { Entry } from '../../../domain/events.ts';
import { evolve, foldAll } from '../../../domain/evolve.ts';
import { latest } from '../../../domain/instant.ts';
import type { Ticket } from '../../../domain/ticket.ts';
import type { ClockName } from '../../../domain/words.ts';
import { sergei, words } from '../../support/cast.ts';
import { breachesOf, claimsAt, clockIn, dueOf, told } from '../../support/clock-deeds.ts';
import { asks, tell, timePassesUntil, wakesAt, type Story } from '../../support/story.ts';
import { instantAt } from './minutes.ts';
import { consumed, isPaused, runsOutAt, type Model } from './model.ts';
import { always, atTheEnd, lives, livesOn, type Life } from './thousand-promises.ts';

const restoreOf = ({ story: { ticket } }: Life): Clock | undefined => {
  return ticket.clocks?.find(({ name, state }) => name === 'restore' && state !== 'off');
};
const isRunning = ({ ticket }: Story, name: ClockName) =>
  ticket.clocks?.some((clock) => clock.name === name && clock.state === 'running');

// A thousand lives take a machine that does other things besides more than the usual patience.
const patience = { timeout: 120_000 };

describe('whatever order of waits, severities, terms, services, duplicates and reopenings,', patience, () => {
  it('the restoration is promised as a simulation minute by minute says: consumed, due, breached', () => {
    always((stages) => stages.forEach((stage) => expect(asCounted(stage)).toEqual(asSimulated(stage))));
  });

  it('these lives pause, breach, restore and reopen, so that these properties say something', () => {
    const seen = (what: (stage: Life) => boolean) => lives.filter(({ stages }) => stages.some(what)).length;
    expect(seen(({ model }) => isPaused(model) && model.promises.length > 0)).toBeGreaterThan(60);
    expect(seen(({ model }) => model.breachedAt !== null)).toBeGreaterThan(60);
    expect(seen(({ model }) => model.pauses.some(({ voided }) => voided))).toBeGreaterThan(60);
    expect(seen(({ model }) => model.promises.length > 1)).toBeGreaterThan(30);
    expect(seen(({ story }) => story.ticket.episode > 1)).toBeGreaterThan(60);
    expect(seen(({ story }) => told(story, 'clockBreachWithdrawn').length > 0)).toBeGreaterThan(30);
  });

  it('a paused clock never breaches', () => {
    always((stages) => {
      momentsOf(stages.at(-1)!.story).forEach(({ before, entry }) => {
        if (entry.type !== 'clockBreached') return;
        const clock = before.clocks!.find(({ name }) => name === entry.data.clock)!;
        const wait = pausedBy(clock, before);
        // Newer terms in the middle of a wait may stop what ran until then.
        if (wait) expect(entry.data.breachedAt <= latest(wait.from, clock.spans.at(-1)!.from)).toBe(true);
      });
    });
  });

  it('a clock that is paused now does not breach, however long that lasts', () => {
    atTheEnd(({ story, now }) => {
      const paused = (['response', 'update', 'restore'] as const).filter((name) => {
        const clock = story.ticket.clocks?.find((one) => one.name === name);
        return clock && pausedBy(clock, story.ticket) !== null;
      });
      const later = tell(story, wakesAt(instantAt(now + 10_000)));
      paused.forEach((name) => expect(breachesOf(later, name)).toEqual(breachesOf(story, name)));
    });
  });

  it('no rung fires twice in one arming of its clock', () => {
    atTheEnd(({ story }) => {
      const fired = told(story, 'rungFired').map(({ clock, arming, rung }) => `${clock} ${arming}: ${rung}`);
      expect(new Set(fired).size).toBe(fired.length);
    });
  });

  it('no promise is breached twice in one arming of its clock', () => {
    atTheEnd(({ story }) => {
      const armings = told(story, 'clockBreached').map(({ clock, arming }) => `${clock} ${arming}`);
      const withdrawn = told(story, 'clockBreachWithdrawn').map(({ clock, arming }) => `${clock} ${arming}`);
      expect(armings.length - new Set(armings).size).toBeLessThanOrEqual(withdrawn.length);
    });
  });

  it('its breaches are counted, those that proved wrong left out', () => {
    atTheEnd(({ story }) => {
      const standing = told(story, 'clockBreached').length - told(story, 'clockBreachWithdrawn').length;
      expect(story.ticket.breaches).toBe(standing);
    });
  });
});

describe('what is due next', patience, () => {
  it('is the same from the state as from its protocol, read again', () => {
    atTheEnd(({ story: { ticket, entries } }) => {
      const again = foldAll(JSON.parse(JSON.stringify(entries)) as Entry[]);
      expect(again).toStrictEqual(ticket);
      expect(deadlines(again)).toEqual(deadlines(ticket));
    });
  });

  it('is the same where the workflow was continued as new on the way', () => {
    always((stages, { moves }) => {
      const cut = Math.floor(stages.length / 2);
      const { story, ...life } = stages[cut]!;
      const ticket = JSON.parse(JSON.stringify(story.ticket)) as Ticket;
      const end = livesOn({ ...life, story: { ...story, ticket } }, moves.slice(cut)).at(-1)!;
      expect(end.story).toStrictEqual(stages.at(-1)!.story);
    });
  });

  it('runs out at the same instants whether the desk wakes at every deadline or only at the end', () => {
    atTheEnd(({ story, now }) => {
      const until = instantAt(now + 3_000);
      const [awake, asleep] = [tell(story, timePassesUntil(until)), tell(story, wakesAt(until))];
      for (const name of ['response', 'restore'] as const) {
        expect(breachesOf(asleep, name)).toEqual(breachesOf(awake, name));
        expect(firedOf(asleep, name)).toEqual(firedOf(awake, name));
      }
      expect(breachesOf(asleep, 'update')[0]).toBe(breachesOf(awake, 'update')[0]);
      expect(missedIn(asleep)).toBe(missedIn(awake));
      if (isRunning(story, 'update')) expect(dueOf(asleep, 'update')).toBe(dueOf(awake, 'update'));
    });
  });

  it('runs out before a command that comes later, though the desk slept until then', () => {
    atTheEnd(({ story, now }) => {
      // Not at the very instant of a deadline: who is first then is nobody's promise.
      const later = instantAt(now + 2_000.5);
      if (story.ticket.status === 'resolved') return;
      const ends = asks(sergei, later, { type: 'cancel', kind: 'contractEnded', texts: words('document') });
      for (const step of [ends, claimsAt(sergei, later)]) {
        const [awake, asleep] = [tell(story, wakesAt(later), step), tell(story, step)];
        for (const name of ['response', 'restore'] as const) {
          expect(breachesOf(asleep, name)).toEqual(breachesOf(awake, name));
        }
      }
    });
  });
});

// ---- how it is compared ----------------------------------------------------------------------------------------

interface Promise {
  readonly consumed: readonly number[];
  readonly due: string | null;
  readonly breachedAt: string | null;
}

function asCounted(stage: Life): Promise {
  const { story, now } = stage;
  const clock = restoreOf(stage);
  if (!clock) return { consumed: [], due: null, breachedAt: null };
  const minutes = clock.limits.map((limit) => consumedMs(clock, limit, story.ticket, instantAt(now)) / 60_000);
  return { consumed: minutes, due: dueOf(story, 'restore'), breachedAt: clockIn(story, 'restore').breachedAt };
}

function asSimulated({ model, now }: Life): Promise {
  if (model.promises.length === 0) return { consumed: [], due: null, breachedAt: null };
  const minutes = model.promises.map((promised) => consumed(model, promised, now));
  return { consumed: minutes, due: instantOrNull(runsOutAt(model)), breachedAt: instantOrNull(model.breachedAt) };
}

function instantOrNull(minute: Model['breachedAt']): string | null {
  return minute === null ? null : instantAt(minute);
}

function momentsOf({ entries }: Story): { before: Ticket; entry: Entry }[] {
  let before = evolve(null, entries[0]!);
  return entries.slice(1).map((entry) => {
    const moment = { before, entry };
    before = evolve(before, entry);
    return moment;
  });
}

function firedOf(story: Story, name: ClockName): unknown[] {
  return told(story, 'rungFired').flatMap(({ clock, rung, dueAt }) => (clock === name ? [[rung, dueAt]] : []));
}

function missedIn(story: Story): number {
  return told(story, 'clockBreached').reduce((sum, { missed }) => sum + (missed ?? 0), 0);
}
