import fc from 'fast-check';
import { theDesk, type By, type Person } from '../../domain/actor.ts';
import { customerAnswers } from '../../domain/confirmation.ts';
import { deadlines, due } from '../../domain/deadlines.ts';
import { decide } from '../../domain/decide.ts';
import type { TicketEvent } from '../../domain/events.ts';
import { instantOf, msOf, type Instant } from '../../domain/instant.ts';
import { noteAdded } from '../../domain/notes.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Ticket } from '../../domain/ticket.ts';
import { callOutcomes, decisions } from '../../domain/words.ts';
import {
  amira,
  aStranger,
  everybody,
  galina,
  goldTerms,
  irina,
  nineOClock,
  oleg,
  quietTerms,
  sergei,
  vera,
} from '../support/cast.ts';
import { officeHours, withLunch } from '../support/working-times.ts';
import { happens, opened, type Story } from '../support/story.ts';
import { randomCommand } from './random-commands.ts';
import { confirmZone, randomField, sending } from './random-field.ts';

/** What somebody tries next, decided from the ticket and the time when it comes to it. */
export type Try = (ticket: Ticket, by: Person, now: Instant) => readonly TicketEvent[];

interface Move {
  readonly minutes: number;
  /** Whether the desk wakes at each deadline on the way, or only at the end. */
  readonly awake: boolean;
  readonly by: Person;
  readonly tries: Try;
}

/** Where a life stands: the story, the time, and the refusals on the way. */
export interface Life extends Story {
  readonly now: Instant;
  readonly refusals: readonly Refusal[];
}

const people = fc.constantFrom(...everybody, amira, amira, sergei, sergei, sergei);
const whom = fc.constantFrom(vera, oleg, galina, irina, aStranger);
/** Of tickets whose desk asks again and again, and soon enough for a life to see it. */
const impatient = {
  speaks: true,
  terms: {
    ...goldTerms,
    confirmation: { callWithin: 'PT10M', remindAfter: ['PT30M', 'PT1H'], repeatEvery: 'PT45M', escalateAfter: 'PT2H' },
  },
} as const;
/** Without clocks, around the clock, in office hours, with engineers who are sent. */
const promises = fc.constantFrom(
  { terms: quietTerms },
  { terms: goldTerms },
  impatient,
  { ...impatient, ...sending, terms: { ...sending.terms, confirmation: impatient.terms.confirmation } },
  { terms: { ...goldTerms, calendarId: officeHours.calendarId }, workingTimes: [officeHours] },
  { terms: { ...goldTerms, calendarId: withLunch.calendarId }, workingTimes: [withLunch] },
  sending,
  sending,
);
const casts = fc.subarray([vera, oleg, galina, irina], { minLength: 0 });

const call: fc.Arbitrary<Try> = fc
  .record({ contact: fc.option(whom), outcome: fc.constantFrom('answered', ...callOutcomes), id: fc.nat(3) })
  .map(({ contact, outcome, id }) => ({ episode }, by, now) => {
    const known = contact && { contactId: contact.id };
    const data = { callId: `call-${id}`, direction: 'in', outcome, happenedAt: now, episode, ...known } as const;
    return [{ type: 'callLogged', by: person(by), data }];
  });

const mail: fc.Arbitrary<Try> = fc.record({ contact: fc.option(whom), id: fc.nat(3) }).map(({ contact, id }) => {
  return ({ episode }, _by, happenedAt) => {
    const data = { messageId: `message-${id}`, contactId: contact?.id ?? null, channel: 'email' } as const;
    const from: By = contact ? { kind: 'customer', id: contact.id } : theDesk;
    return [{ type: 'messageReceived', by: from, data: { ...data, episode, happenedAt } }];
  };
});

const note: fc.Arbitrary<Try> = fc.constantFrom('customer' as const, 'internal' as const).map((visibility) => {
  return (ticket, by, now) => [noteAdded(ticket, { noteId: 'note', visibility, texts: {} }, by, now)];
});

const answer: fc.Arbitrary<Try> = fc.tuple(fc.nat(), fc.constantFrom(...decisions)).map(([place, decision]) => {
  return (ticket, _by, now) => {
    const { id } = ticket.contacts[place % (ticket.contacts.length + 1)] ?? aStranger;
    const word = { decision, contactId: id, evidence: { link: true }, texts: {} } as const;
    return [customerAnswers(ticket, word, { kind: 'customer', id }, now)];
  };
});

const outcomes = ['messageQueued', 'messageSent', 'messageFailed', 'messageDelivered'] as const;
const message: fc.Arbitrary<Try> = fc
  .tuple(fc.nat(9), fc.constantFrom(...outcomes))
  .map(([index, type]) => ({ owed }) => {
    const one = owed[index % Math.max(owed.length, 1)];
    if (!one) return [];
    const { position: _entry, elseCall: _else, ...told } = one;
    const ids = { messageId: `message ${one.key}`, key: one.key };
    const data = { ...told, ...ids, language: 'ru', failure: 'noSuchMailbox' } as const;
    return [{ type, by: theDesk, data }];
  });

const erasure: fc.Arbitrary<Try> = whom.map(({ id }) => {
  return () => [{ type: 'contactErased', by: theDesk, data: { contactId: id } }];
});

const field: fc.Arbitrary<Try> = randomField.map((happens) => (ticket, _by, now) => {
  return ticket.field ? happens(ticket, now) : [];
});

const anyCommand = fc.oneof({ weight: 12, arbitrary: randomCommand }, { weight: 1, arbitrary: confirmZone });
const command: fc.Arbitrary<Try> = anyCommand.map((ask) => (ticket, by, now) => {
  return decide(ticket, ask(ticket, now), by, now);
});

function person({ kind, id }: Person): By {
  return { kind, id };
}

function moves(tries: fc.Arbitrary<Try>): fc.Arbitrary<Move[]> {
  const move = fc.record({ minutes: fc.nat(45), awake: fc.boolean(), by: people, tries });
  return fc.noBias(fc.array(move, { maxLength: 60, size: 'max' }));
}

const anything: fc.Arbitrary<Try> = fc.oneof(
  { weight: 24, arbitrary: command },
  { weight: 4, arbitrary: fc.oneof(call, mail, message, answer) },
  { weight: 2, arbitrary: note },
  { weight: 6, arbitrary: field },
  { weight: 1, arbitrary: erasure },
);

/** A ticket’s life in which anybody tries anything at any time. */
export const randomLife: fc.Arbitrary<Life> = livesOf(anything);

/** The same, but whatever brings the customer's word about a restoration is left out. */
export const lifeWithoutTheCustomersWord: fc.Arbitrary<Life> = livesOf(
  anything.map((tries): Try => {
    return (ticket, by, now) => withoutWord(tries(ticket, by, now));
  }),
);

function withoutWord(events: readonly TicketEvent[]): readonly TicketEvent[] {
  return events.some(({ type }) => type === 'customerConfirmed' || type === 'customerDenied') ? [] : events;
}

function livesOf(tries: fc.Arbitrary<Try>): fc.Arbitrary<Life> {
  return fc.tuple(casts, promises, moves(tries)).map(([contacts, promise, all]) => {
    const born: Life = { ...opened({ contacts, ...promise }), now: nineOClock, refusals: [] };
    return all.reduce(lived, born);
  });
}

function lived(life: Life, { minutes, awake, by, tries }: Move): Life {
  const later = passes(life, instantOf(msOf(life.now) + minutes * 60_000), awake);
  return settled(tried(later, by, tries), later.now);
}

function passes(life: Life, now: Instant, awake: boolean): Life {
  const next = deadlines(life.ticket)[0];
  return awake && next && next.at < now ? passes(settled(life, next.at), now, awake) : settled(life, now);
}

function tried(life: Life, by: Person, tries: Try): Life {
  try {
    return { ...life, ...happens(...tries(life.ticket, by, life.now))(life) };
  } catch (error) {
    if (error instanceof Refusal) return { ...life, refusals: [...life.refusals, error] };
    throw error;
  }
}

/** More steps than this at one instant would never end. */
const enough = 6;

function settled(life: Life, now: Instant, steps = 0): Life {
  if (steps > enough) throw new Error(`time goes round in circles at ${now}`);
  const events = due(life.ticket, now);
  if (events.length === 0) return { ...life, now };
  return settled({ ...life, ...happens(...events)(life) }, now, steps + 1);
}
