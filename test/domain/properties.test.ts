import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarsEnd, deadlines, due } from '../../domain/deadlines.ts';
import { describe as sentenceOf } from '../../domain/describe.ts';
import type { Entry } from '../../domain/events.ts';
import { evolve, foldAll } from '../../domain/evolve.ts';
import { instantOf, msOf } from '../../domain/instant.ts';
import { refusalCodes } from '../../domain/refusal.ts';
import { isFinal, nextStatuses, statuses } from '../../domain/status.ts';
import { hasAddress } from '../../domain/telling/route.ts';
import { mayConfirm, type Ticket } from '../../domain/ticket.ts';
import { sergei } from '../support/cast.ts';
import { lifeWithoutTheCustomersWord } from './random-life.ts';
import { always, atEveryMoment, lives } from './thousand-lives.ts';

const paused = ['pending', 'held'];

describe('whatever is tried on a ticket, at whatever time,', () => {
  it('is done or refused with a known word, and time comes to rest', () => {
    always(({ refusals, ticket, now }) => {
      refusals.forEach(({ code }) => expect(refusalCodes).toContain(code));
      expect(due(ticket, now)).toEqual([]);
    });
  });

  it('its lives go through every status, so that these properties say something', () => {
    const reached = lives.map(({ moments }) => new Set(moments.map(({ after }) => after.status)));
    statuses.forEach((status) => {
      expect(reached.filter((seen) => seen.has(status)).length, status).toBeGreaterThan(10);
    });
  });

  it('its deadlines lie ahead, the earliest first, and none is left when it has ended', () => {
    always(({ ticket, now }) => {
      const armed = deadlines(ticket).map(({ at }) => at);
      expect(armed).toEqual([...armed].sort());
      armed.forEach((at) => expect(at > now).toBe(true));
      if (isFinal(ticket.status)) expect(armed).toEqual([]);
    });
  });

  it('nothing follows from time alone before the earliest deadline', () => {
    always(({ ticket, now }) => {
      const [next] = deadlines(ticket);
      const justBefore = next ? instantOf(msOf(next.at) - 1) : '9999-12-31T23:59:59.999Z';
      expect(due(ticket, justBefore > now ? justBefore : now)).toEqual([]);
      if (next?.what === 'calendarEnds') expect(calendarsEnd(ticket, next.at)).toBe(true);
      else if (next) expect(due(ticket, next.at)).not.toEqual([]);
    });
  });

  it('it goes through JSON unchanged', () => {
    always(({ ticket }) => expect(JSON.parse(JSON.stringify(ticket))).toStrictEqual(ticket));
  });

  it('its protocol folds to the same ticket again, in one go and from the middle, through JSON', () => {
    always(({ entries, ticket }) => {
      const middle = Math.ceil(entries.length / 2);
      const carried = JSON.parse(JSON.stringify(foldAll(entries.slice(0, middle)))) as Ticket;
      expect(foldAll(entries)).toStrictEqual(ticket);
      expect(foldAll(entries.slice(middle), carried)).toStrictEqual(ticket);
    });
  });

  it('its status moves only as the standard allows', () => {
    atEveryMoment(({ before, after }) => {
      if (after.status !== before.status) expect(nextStatuses[before.status]).toContain(after.status);
    });
  });

  it('it is pending or held exactly while a wait runs', () => {
    atEveryMoment(({ after: { wait, status, waits } }) => {
      expect(wait !== null).toBe(paused.includes(status));
      expect(waits.filter(({ to }) => to === null)).toEqual(wait ? [wait] : []);
    });
  });

  it('nobody but the customer closes it', () => {
    fc.assert(
      fc.property(lifeWithoutTheCustomersWord, ({ ticket }) => ticket.status !== 'closed'),
      { numRuns: 1_000 },
    );
  });

  it('it closes on the word of a contact who may confirm, about this very restoration', () => {
    atEveryMoment(({ before, entry, after }) => {
      if (entry.type === 'customerConfirmed') {
        expect(before.status).toBe('resolved');
        expect(mayConfirm(before, entry.data.contactId)).toBe(true);
      }
      if (after.status === 'closed' && before.status !== 'closed') {
        expect(before.answer).toMatchObject({ decision: 'accepted', episode: before.episode });
      }
    });
  });

  it('each “still broken” is one more episode', () => {
    always(({ entries, ticket }) => {
      expect(ticket.episode).toBe(1 + entries.filter(({ type }) => type === 'ticketReopened').length);
    });
  });

  it('its version only grows, by one, and not with facts or time alone', () => {
    atEveryMoment(({ before, entry, after }) => {
      const byItself = ['callLogged', 'noteAdded', 'customerConfirmed', 'customerDenied'].includes(entry.type);
      const counts = (entry.by.kind === 'person' && !byItself) || before.status !== after.status;
      expect(after.version - before.version).toBe(counts ? 1 : 0);
    });
  });

  it('no message is owed twice under one key', () => {
    always((life, moments) => {
      const owed = new Set(evolve(null, life.entries[0]!).owed.map(({ key }) => key));
      moments.forEach(({ before, after }) => {
        const fresh = after.owed.filter(({ key }) => !before.owed.some((old) => old.key === key));
        fresh.forEach(({ key }) => expect(owed).not.toContain(key));
        fresh.forEach(({ key }) => owed.add(key));
        expect(new Set(after.owed.map(({ key }) => key)).size).toBe(after.owed.length);
      });
    });
  });

  it('nothing is owed by a channel that there is no address for', () => {
    atEveryMoment(({ before, after }) => {
      after.owed
        .filter(({ key }) => !before.owed.some((old) => old.key === key))
        .forEach(({ to, channel }) => {
          if (!('contactId' in to)) return;
          const contact = after.contacts.find(({ id }) => id === to.contactId);
          expect(contact && hasAddress(contact, channel)).toBe(true);
        });
    });
  });

  it('an ETA is kept only by the first promise of its episode', () => {
    always((_life, moments) => {
      moments.forEach(({ entry }, place, all) => {
        if (entry.type !== 'etaKept') return;
        const first = all.findLast((earlier, at) => at < place && isFirstPromise(earlier.entry))?.entry;
        expect(first?.type === 'etaPromised' && first.data.promisedAt).toBe(entry.data.promisedAt);
        expect(entry.data.restoredAt <= entry.data.promisedAt).toBe(true);
      });
    });
  });

  it('only a supervisor dates a restoration before a breach that its episode has recorded', () => {
    always((_life, moments) => {
      const breaches = new Map<number, string>();
      moments.forEach(({ before: { episode }, entry }) => {
        if (entry.type === 'etaBreached') breaches.set(episode, entry.data.breachedAt);
        if (entry.type !== 'serviceRestored') return;
        // At the very instant of the breach it may be what happens now, which is no date given afterwards.
        const dated = entry.data.restoredAt < (breaches.get(episode) ?? '');
        if (dated) expect(entry.by.id).toBe(sergei.id);
      });
    });
  });

  it('each breach is of the promise that stood, at its own instant, and a new one is demanded', () => {
    always((_life, moments) => {
      moments.forEach(({ before, entry, after }, place, all) => {
        if (entry.type !== 'etaBreached') return;
        expect(entry.data.breachedAt).toBe(before.eta?.promisedAt);
        expect(after.eta?.state).toBe('missed');
        expect(all[place + 1]?.entry.type).toBe('etaDemanded');
      });
    });
  });

  it('no reminder comes twice, before its time, after the answer or when nothing is asked', () => {
    always((_life, moments) => {
      const known = new Set<string>();
      moments.forEach(({ before, entry }) => {
        if (entry.type !== 'reminded') return;
        const { episode, nth, dueAt, remindedAt } = entry.data;
        expect([before.status, before.episode]).toEqual(['resolved', episode]);
        expect(before.answer?.episode).not.toBe(episode);
        expect(dueAt <= remindedAt && dueAt > before.question!.askedAt).toBe(true);
        expect(known).not.toContain(`${episode}/${nth}`);
        known.add(`${episode}/${nth}`);
      });
      expect(known.size).toBe(moments.filter(({ entry }) => entry.type === 'reminded').length);
    });
    expect(lives.filter(({ life }) => life.entries.some(({ type }) => type === 'reminded')).length).toBeGreaterThan(10);
  });

  it('an owner is asked for words once a silence, and a silence is filled once, where the customer heard nothing', () => {
    always((life) => {
      const armings = (type: 'wordsWanted' | 'silenceFilled') =>
        life.entries.flatMap((entry) => (entry.type === type ? [entry.data.arming] : []));
      for (const each of [armings('wordsWanted'), armings('silenceFilled')]) {
        expect(new Set(each).size).toBe(each.length);
      }
    });
    expect(
      lives.filter(({ life }) => life.entries.some(({ type }) => type === 'silenceFilled')).length,
    ).toBeGreaterThan(10);
  });

  it('every entry has its sentence, without a hole in it', () => {
    always(({ entries }) => {
      entries.forEach((entry) => {
        const { ru, en } = sentenceOf(entry);
        expect(`${ru} ${en}`).not.toMatch(/undefined|null|NaN|\[object|[0-9a-f]{8}-/u);
      });
    });
  });
});

function isFirstPromise(entry: Entry): boolean {
  return entry.type === 'etaPromised' && entry.data.move === 'first';
}
