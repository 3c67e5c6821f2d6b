import fc from 'fast-check';
import type { Person } from '../../domain/actor.ts';
import type { Cancel } from '../../domain/cancellation.ts';
import { customerAnswers } from '../../domain/confirmation.ts';
import { decide, type Command } from '../../domain/decide.ts';
import { due } from '../../domain/deadlines.ts';
import type { TicketContact, TicketEvent } from '../../domain/events.ts';
import type { OfferedEvidence } from '../../domain/evidence.ts';
import { instantOf, msOf, type Instant } from '../../domain/instant.ts';
import { Refusal } from '../../domain/refusal.ts';
import { isFinal } from '../../domain/status.ts';
import type { Ticket } from '../../domain/ticket.ts';
import { cancellationKinds, callOutcomes, decisions, type Decision } from '../../domain/words.ts';
import {
  amira,
  anotherNumber,
  aStranger,
  galina,
  goldTerms,
  irina,
  nineOClock,
  oleg,
  sergei,
  vera,
  words,
} from '../support/cast.ts';
import { happens, opened, type Story } from '../support/story.ts';

/** The desk as it is tried: one ticket, and the time. */
export interface Tried {
  story: Story;
  now: Instant;
}

/** What an ending has to rest on, kept without looking at the ticket's own memory of it. */
export interface Known {
  readonly contacts: TicketContact[];
  /** Who was heard in a call or wrote, by the id of that, and in which episode; nobody in a call that was not answered. */
  readonly heard: Map<string, { readonly contactId: string | null; readonly episode: number }>;
  episode: number;
}

export const anyContacts = fc.subarray([vera, oleg, galina, irina], { minLength: 1 });
const whom = fc.constantFrom(vera, oleg, galina, irina, aStranger);
const people = fc.constantFrom(amira, sergei);
const proofId = fc.nat(7).map((id) => `proof-${id}`);

type Act = fc.Command<Known, Tried>;

function act(name: string, run: (known: Known, desk: Tried) => void): Act {
  return { check: () => true, run, toString: () => name };
}

/** What somebody tries; nothing has happened where it is refused. */
function tries(desk: Tried, events: (ticket: Ticket, now: Instant) => readonly TicketEvent[]): boolean {
  try {
    desk.story = happens(...events(desk.story.ticket, desk.now))(desk.story);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

function asks(desk: Tried, command: Command, by: Person): boolean {
  return tries(desk, (ticket, now) => decide(ticket, command, by, now));
}

/** Those whose word counts: whom the list names, else who reported. */
function speaks({ contacts }: Known, contactId: string): boolean {
  const named = contacts.filter(({ roles }) => roles.includes('confirms'));
  const heard = named.length > 0 ? named : contacts.filter(({ roles }) => roles.includes('reporter'));
  return heard.some(({ id }) => id === contactId);
}

function proves(known: Known, evidence: OfferedEvidence, contactId: string): boolean {
  if ('call' in evidence) return evidence.call.contactId === contactId && speaks(known, contactId);
  const proof = known.heard.get('callId' in evidence ? `call ${evidence.callId}` : `mail ${evidence.messageId}`);
  return proof?.contactId === contactId && proof.episode === known.episode && speaks(known, contactId);
}

function fails(why: string): never {
  throw new Error(why);
}

const restores = people.map((by) =>
  act('restores', (_known, desk) => void asks(desk, { type: 'resolve', zone: 'access', texts: {} }, by)),
);

const passes = fc.integer({ min: 1, max: 3_000 }).map((minutes) =>
  act(`${minutes} minutes pass`, (known, desk) => {
    desk.now = instantOf(msOf(desk.now) + minutes * 60_000);
    const before = desk.story.ticket;
    for (let events = due(before, desk.now); events.length > 0; events = due(desk.story.ticket, desk.now)) {
      desk.story = happens(...events)(desk.story);
    }
    settles(known, before, desk.story.ticket);
  }),
);

/** Time alone ends nothing: it may only bring the consequence of an answer that was taken. */
function settles(known: Known, before: Ticket, after: Ticket): void {
  const answer =
    before.status === 'resolved' && before.answer?.episode === known.episode ? before.answer.decision : null;
  if (isFinal(after.status) && !isFinal(before.status) && answer !== 'accepted') fails(`time made it ${after.status}`);
  if (before.status === 'resolved' && after.status === 'inProgress') known.episode += 1;
}

const answersByLink = fc.tuple(whom, fc.constantFrom(...decisions)).map(([contact, decision]) =>
  act(`answers ${decision} by the link`, (known, desk) => {
    const wasAsked = desk.story.ticket.status === 'resolved';
    const word = { decision, contactId: contact.id, evidence: { link: true }, texts: {} } as const;
    const by = { kind: 'customer', id: contact.id } as const;
    const taken = tries(desk, (ticket, now) => [customerAnswers(ticket, word, by, now)]);
    if (taken && !(wasAsked && speaks(known, contact.id))) fails('a word was taken of who may not give it');
  }),
);

const offered: fc.Arbitrary<OfferedEvidence | undefined> = fc.oneof(
  fc.constant(undefined),
  proofId.map((callId) => ({ callId })),
  proofId.map((messageId) => ({ messageId })),
  whom.map(({ id: contactId }) => ({ call: { callId: 'in-the-act', contactId, direction: 'out' as const } })),
);

const hears = fc.tuple(people, whom, fc.constantFrom(...decisions), offered).map(([by, { id }, decision, evidence]) =>
  act(`hears ${decision}`, (known, desk) => {
    const { status } = desk.story.ticket;
    const command = { type: 'confirm', decision, contactId: id, texts: {}, ...(evidence && { evidence }) } as const;
    if (!asks(desk, command, by)) return;
    const rests = status === 'resolved' && evidence !== undefined && proves(known, evidence, id);
    if (!rests) fails('a word was recorded without what proves it');
    follows(known, desk, decision);
  }),
);

function follows(known: Known, { story: { ticket } }: Tried, decision: Decision): void {
  if (decision === 'accepted' && ticket.status !== 'closed') fails('accepted, and not closed');
  if (decision === 'stillBroken') known.episode += 1;
}

const calls = fc
  .tuple(whom, fc.constantFrom('answered' as const, ...callOutcomes), proofId)
  .map(([{ id }, outcome, callId]) =>
    act(`a call: ${outcome}`, (known, desk) => {
      if (known.heard.has(`call ${callId}`)) return;
      const { episode } = known;
      const data = { callId, direction: 'out', outcome, contactId: id, happenedAt: desk.now, episode } as const;
      tries(desk, () => [{ type: 'callLogged', by: { kind: 'person', id: amira.id }, data }]);
      known.heard.set(`call ${callId}`, { contactId: outcome === 'answered' ? id : null, episode });
    }),
  );

const writes = fc.tuple(fc.option(whom), proofId).map(([contact, messageId]) =>
  act('a mail', (known, desk) => {
    if (known.heard.has(`mail ${messageId}`)) return;
    const { episode } = known;
    const contactId = contact?.id ?? null;
    const data = { messageId, contactId, channel: 'email', episode, happenedAt: desk.now, offers: 'accepted' } as const;
    tries(desk, () => [{ type: 'messageReceived', by: { kind: 'system' }, data }]);
    known.heard.set(`mail ${messageId}`, { contactId, episode });
  }),
);

const texts = fc.constantFrom(words('reason'), words('reason', 'document'));
const cancels = fc
  .tuple(people, fc.constantFrom(...cancellationKinds), offered, texts)
  .map(([by, kind, evidence, said]) =>
    act(`cancels: ${kind}`, (known, desk) => {
      const before = desk.story.ticket;
      const bring =
        kind === 'withdrawn' ? evidence && { evidence } : kind === 'duplicate' ? { duplicateOf: anotherNumber } : {};
      if (!asks(desk, { type: 'cancel', kind, texts: said, ...bring } as Cancel, by)) return;
      const speakers = known.contacts.map(({ id }) => id).filter((id) => evidence && proves(known, evidence, id));
      const supervised = by === sergei;
      const rests = {
        withdrawn: before.status !== 'resolved' && speakers.length > 0,
        duplicate: before.status !== 'resolved',
        mistake: before.status === 'acknowledged' && (supervised || !hasBreached(desk)),
        contractEnded: supervised && 'document' in said,
      }[kind];
      if (!rests) fails(`cancelled as ${kind} without what that demands`);
    }),
  );

const rejects = people.map((by) =>
  act('rejects', (_known, desk) => {
    const { status } = desk.story.ticket;
    if (!asks(desk, { type: 'reject', texts: words('reason') }, by)) return;
    const rests = status === 'acknowledged' && (by === sergei || !hasBreached(desk));
    if (!rests) fails('rejected without what that demands');
  }),
);

/** As the protocol says it, not as the ticket counts it. */
function hasBreached({ story: { entries } }: Tried): boolean {
  return entries.some(({ type }) => type === 'clockBreached');
}

const promises = people.map((by) =>
  act('promises', (_known, desk) => {
    const promisedAt = instantOf(msOf(desk.now) + 3_600_000);
    asks(desk, { type: 'promiseEta', promisedAt, texts: {} }, by);
  }),
);

const joins = fc.constantFrom(galina, irina, oleg).map((contact) =>
  act('a contact joins', (known, desk) => {
    const id = `${contact.id}-${desk.story.ticket.foldedUpTo}`;
    const added = { ...contact, id };
    if (asks(desk, { type: 'changeContact', change: 'added', contact: added, texts: {} }, amira))
      known.contacts.push(added);
  }),
);

/** The ticket goes on from its own JSON, as after continue-as-new or a revival. */
const goesOn = fc.constant(
  act('goes on in a new run', (_known, desk) => {
    desk.story = { ...desk.story, ticket: JSON.parse(JSON.stringify(desk.story.ticket)) as Ticket };
  }),
);

export const anyActs = fc.commands(
  [restores, restores, passes, answersByLink, hears, calls, writes, cancels, rejects, promises, joins, goesOn],
  {
    maxCommands: 40,
    size: 'max',
  },
);

export function trying(contacts: TicketContact[]): { model: Known; real: Tried } {
  const story = opened({ contacts, terms: goldTerms, speaks: true });
  return { model: { contacts: [...contacts], heard: new Map(), episode: 1 }, real: { story, now: nineOClock } };
}
