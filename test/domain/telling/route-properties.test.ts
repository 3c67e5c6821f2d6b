import fc from 'fast-check';
import { expect, it } from 'vitest';
import { theDesk } from '../../../domain/actor.ts';
import { deadlines, due } from '../../../domain/deadlines.ts';
import type { Entry, TicketContact, TicketEvent } from '../../../domain/events.ts';
import { evolve } from '../../../domain/evolve.ts';
import { instantOf, msOf, type Instant } from '../../../domain/instant.ts';
import { obligationsNow } from '../../../domain/obligations.ts';
import { contactChannels } from '../../../domain/words.ts';
import { galina, irina, nineOClock, oleg, vera } from '../../support/cast.ts';
import { happens, tell, type Story } from '../../support/story.ts';
import { speaking } from '../../support/telling-deeds.ts';

const channels = fc.uniqueArray(fc.constantFrom(...contactChannels), { maxLength: 4 });

const anyContact = (known: TicketContact) =>
  fc
    .record({ prefers: channels, refuses: channels, phone: fc.boolean(), email: fc.boolean() })
    .map((how): TicketContact => ({ ...known, ...how, roles: ['reporter'], webhook: true }));
const anyContacts = fc.tuple(...[vera, oleg, galina, irina].map(anyContact));

/** What a channel makes of what is owed, or of what it took before; `which` is one of those, wherever it stands. */
const deed = fc.record({
  what: fc.constantFrom('sent', 'sentAndReports', 'failed', 'delivered', 'deferred', 'timePasses', 'corrected'),
  which: fc.nat(),
});

interface Telling {
  readonly story: Story;
  readonly now: Instant;
  /** Keys of messages that a channel took, or a person. */
  readonly taken: readonly string[];
}

type Deed = typeof deed extends fc.Arbitrary<infer One> ? One : never;

function minutesAfter(now: Instant, minutes: number): Instant {
  return instantOf(msOf(now) + minutes * 60_000);
}

function settle(telling: Telling): Telling {
  for (;;) {
    const events = due(telling.story.ticket, telling.now);
    if (events.length === 0) return telling;
    telling = { ...telling, story: tell(telling.story, happens(...events)) };
  }
}

function does(telling: Telling, { what, which }: Deed): Telling {
  const { story, now, taken } = telling;
  const owed = obligationsNow(story.ticket).filter(({ audience }) => audience === 'customer');
  const one = owed[which % (owed.length || 1)];
  const happened = (event: TicketEvent, more: readonly string[] = []): Telling =>
    settle({ story: tell(story, happens(event)), now, taken: [...taken, ...more] });
  const old = taken[which % (taken.length || 1)];
  switch (what) {
    case 'timePasses':
      return settle({ ...telling, now: minutesAfter(now, 20) });
    case 'corrected': {
      const contact = story.ticket.contacts[which % story.ticket.contacts.length]!;
      return happened({ type: 'contactChanged', by: theDesk, data: { ...contact, prefers: [], change: 'changed' } });
    }
    case 'delivered':
      return old ? happened({ type: 'messageDelivered', by: theDesk, data: { messageId: old, key: old } }) : telling;
    case 'failed': {
      const key = which % 2 === 0 ? (one?.key ?? old) : (old ?? one?.key);
      if (key === undefined || key.endsWith(':phone')) return telling;
      return happened({ type: 'messageFailed', by: theDesk, data: { messageId: key, key, failure: 'refused' } }, [key]);
    }
    default:
      return one ? became(what, one) : telling;
  }

  function became(
    how: 'sent' | 'sentAndReports' | 'deferred',
    { key, cause, channel, audience, to }: (typeof owed)[number],
  ) {
    const ids = { messageId: key, key };
    if (how === 'deferred') {
      return happened({ type: 'messageDeferred', by: theDesk, data: { key, until: minutesAfter(now, 30) } });
    }
    if (channel === 'phone') {
      return happened(
        { type: 'messageQueued', by: theDesk, data: { ...ids, cause, channel, audience, to, language: 'ru' } },
        [key],
      );
    }
    const confirmBy = how === 'sentAndReports' ? { confirmBy: minutesAfter(now, 15) } : {};
    return happened({ type: 'messageSent', by: theDesk, data: { ...ids, sentAt: now, ...confirmBy } }, [key]);
  }
}

/** Everybody does their part to the end: what is owed is refused by each channel, and nobody reports. */
function toTheEnd(telling: Telling): Telling {
  let last = telling;
  for (let turns = 0; turns < 200; turns++) {
    const [next] = obligationsNow(last.story.ticket).filter(({ audience }) => audience === 'customer');
    const armed = deadlines(last.story.ticket).find(
      ({ what }) => what === 'messageDue' || what === 'messageUnconfirmed',
    );
    if (next) last = does(last, { what: next.channel === 'phone' ? 'sent' : 'failed', which: 0 });
    else if (armed) last = settle({ ...last, now: armed.at });
    else return last;
  }
  throw new Error('the telling never comes to an end');
}

const start = (contacts: readonly TicketContact[]): Telling =>
  settle({ story: speaking(contacts), now: nineOClock, taken: [] });

const anyTelling = fc
  .tuple(anyContacts, fc.array(deed, { maxLength: 40 }))
  .map(([contacts, deeds]) => deeds.reduce(does, start(contacts)));

const forAll = (holds: (telling: Telling) => void) => fc.assert(fc.property(anyTelling, holds), { numRuns: 500 });

it('every contact with an address is told or called, or a person hears that they could not be', () => {
  forAll((telling) => {
    const { entries, ticket } = toTheEnd(telling).story;
    for (const { id } of ticket.contacts.filter(({ phone, email }) => phone || email)) {
      expect(entries.some((entry) => reaches(entry, id, entries))).toBe(true);
    }
  });
});

/** A call that was made a task, a message that did not fail after it was sent, or a person who sees to it. */
function reaches({ type, data, position }: Entry, contactId: string, entries: readonly Entry[]): boolean {
  if (type === 'escalated') return data.contactId === contactId;
  if (!('key' in data) || !data.key.includes(contactId)) return false;
  if (type === 'messageQueued') return data.channel === 'phone';
  if (type === 'messageDelivered') return true;
  const lost = entries.filter((later) => later.type === 'messageFailed' || later.type === 'messageUnconfirmed');
  return type === 'messageSent' && !lost.some((later) => later.position > position && later.data.key === data.key);
}

it('no message is owed twice under one key, whatever becomes of those before it', () => {
  forAll((telling) => {
    const { story } = toTheEnd(telling);
    const owed: string[] = [];
    let ticket = evolve(null, story.entries[0]!);
    owed.push(...ticket.owed.map(({ key }) => key));
    for (const entry of story.entries.slice(1)) {
      const after = evolve(ticket, entry);
      const fresh = after.owed.filter(({ key }) => !ticket.owed.some((old) => old.key === key));
      fresh.forEach(({ key }) => expect(owed).not.toContain(key));
      owed.push(...fresh.map(({ key }) => key));
      ticket = after;
    }
  });
});

it('nothing follows from time before the earliest deadline, and no deadline lies behind', () => {
  forAll(({ story: { ticket }, now }) => {
    expect(due(ticket, now)).toEqual([]);
    deadlines(ticket).forEach(({ at }) => expect(at > now).toBe(true));
  });
});

it('the ticket goes through JSON unchanged, and remembers no more than it needs', () => {
  forAll(({ story: { ticket } }) => {
    expect(JSON.parse(JSON.stringify(ticket))).toStrictEqual(ticket);
    expect(ticket.hearings!.length).toBeLessThanOrEqual(60);
  });
});
