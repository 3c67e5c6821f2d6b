import { askForCall } from '../../domain/ask-for-call.ts';
import { byOf, theDesk, type By, type Person } from '../../domain/actor.ts';
import { callLogged } from '../../domain/calls.ts';
import type { Commands } from '../../domain/decide.ts';
import { customerAnswers } from '../../domain/confirmation.ts';
import type { EventData, TicketContact, TicketEvent } from '../../domain/events.ts';
import type { OfferedEvidence } from '../../domain/evidence.ts';
import type { CallOutcome, Decision, Visibility } from '../../domain/words.ts';
import { at, words } from './cast.ts';
import { asks, happens, type Step } from './story.ts';

/** What people do in the stories, by their verbs; clock times are those of the day (`09:30`). */
export function claims(by: Person, clock: string): Step {
  return asks(by, at(clock), { type: 'assign', userId: by.id });
}

export function promises(by: Person, clock: string, promised: string): Step {
  return asks(by, at(clock), { type: 'promiseEta', promisedAt: at(promised), texts: words('reason') });
}

type Waiting = Partial<Pick<Commands['wait'], 'for' | 'reason' | 'waitId'>> & { readonly until?: string };

/** Waits for the customer's information, if nothing else is said. */
export function waits(by: Person, clock: string, { until, ...waiting }: Waiting = {}): Step {
  return asks(by, at(clock), {
    type: 'wait',
    waitId: 'wait-1',
    for: 'customer',
    reason: 'customerInformation',
    texts: words('note'),
    ...waiting,
    ...(until !== undefined && { until: at(until) }),
  });
}

export function resumes(by: Person, clock: string): Step {
  return asks(by, at(clock), { type: 'resume' });
}

export function voids(by: Person, clock: string, waitId = 'wait-1'): Step {
  return asks(by, at(clock), { type: 'voidWait', waitId, texts: words('reason') });
}

/** Restores the service, at that time or earlier. */
export function restores(by: Person, clock: string, restored = clock): Step {
  const texts = words('cause', 'measures');
  return asks(by, at(clock), { type: 'resolve', zone: 'access', restoredAt: at(restored), texts });
}

/** The call with a contact, offered as the proof of what they said. */
export function callWith({ id: contactId }: TicketContact): OfferedEvidence {
  return { call: { callId: 'call-in-the-act', contactId, direction: 'out', durationSeconds: 60 } };
}

/** An agent records what the contact said on the phone, the call in the same act. */
export function hears(by: Person, clock: string, from: TicketContact, decision: Decision): Step {
  const { id: contactId } = from;
  return asks(by, at(clock), { type: 'confirm', decision, contactId, evidence: callWith(from), texts: {} });
}

/** The contact's own word, by the signed link. */
export function answers(from: TicketContact, clock: string, decision: Decision): Step {
  const word = { decision, contactId: from.id, evidence: { link: true }, texts: {} } as const;
  const by = { kind: 'customer', id: from.id } as const;
  return (story) => happens(customerAnswers(story.ticket, word, by, at(clock)))(story);
}

/** The contact asks by the signed link to be called. */
export function asksForCall({ id }: TicketContact, clock: string): Step {
  return (story) => happens(askForCall(story.ticket, id, { kind: 'customer', id }, at(clock)))(story);
}

type Call = Partial<Pick<EventData['callLogged'], 'callId' | 'direction'>> & { readonly outcome?: CallOutcome };

/** A call out to the contact, answered, if nothing else is said; with nobody known where there is no contact. */
export function calls(by: Person, clock: string, contact: TicketContact | null, call: Call = {}): Step {
  return (story) => {
    const { episode } = story.ticket;
    const whom = contact && { contactId: contact.id };
    const seen = { callId: 'call-1', direction: 'out', outcome: 'answered', happenedAt: at(clock), episode } as const;
    return happens(callLogged({ ...seen, ...whom, ...call }, byOf(by), words('text')))(story);
  };
}

type Written = Partial<Pick<EventData['messageReceived'], 'messageId' | 'channel' | 'episode' | 'offers' | 'byNumber'>>;

/** A mail from the contact, if nothing else is said; from nobody known where there is no contact. */
export function writes(contact: TicketContact | null, clock: string, written: Written = {}): Step {
  return (story) => {
    const data = { messageId: 'mail-1', channel: 'email', episode: story.ticket.episode, ...written } as const;
    const by: By = contact === null ? theDesk : { kind: 'customer', id: contact.id };
    const received = { ...data, contactId: contact?.id ?? null, happenedAt: at(clock) };
    return happens({ type: 'messageReceived', by, data: received, texts: words('subject', 'text') })(story);
  };
}

export function notes(by: Person, visibility: Visibility = 'internal'): Step {
  return happens({ type: 'noteAdded', by: byOf(by), data: { noteId: 'note-1', visibility }, texts: words('text') });
}

/** What became of the one message that is owed under this key. */
export function messageIs(became: 'messageQueued' | 'messageSent' | 'messageFailed', key: string): Step {
  return (story) => happens(outcome(became, key, story.ticket.owed))(story);
}

function outcome(
  became: 'messageQueued' | 'messageSent' | 'messageFailed',
  key: string,
  owed: readonly Omit<EventData['messageQueued'], 'messageId' | 'language'>[],
): TicketEvent {
  const found = owed.find((one) => one.key === key);
  if (!found) throw new Error(`nothing is owed under ${key}`);
  const { cause, channel, audience, to } = found;
  const ids = { messageId: `message ${key}`, key };
  if (became === 'messageSent') return { type: became, by: theDesk, data: ids };
  if (became === 'messageFailed') return { type: became, by: theDesk, data: { ...ids, failure: 'noSuchMailbox' } };
  return { type: became, by: theDesk, data: { ...ids, cause, channel, audience, to, language: 'ru' } };
}
