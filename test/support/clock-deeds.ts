import { byOf, theDesk, type Person } from '../../domain/actor.ts';
import { dueAt, type Clock } from '../../domain/clock.ts';
import type { EventData, EventType, Opening, ServedBy, TicketContact } from '../../domain/events.ts';
import type { MessageCause } from '../../domain/events-of-talk.ts';
import type { Instant } from '../../domain/instant.ts';
import { ladder } from '../../domain/ladder.ts';
import { noteAdded } from '../../domain/notes.ts';
import type { Addressee, PriorityTargets, Terms } from '../../domain/terms.ts';
import type {
  CallOutcome,
  ClockName,
  Severity,
  SeverityChangeKind,
  Visibility,
  WaitReason,
} from '../../domain/words.ts';
import type { WorkingTime } from '../../domain/working-time.ts';
import {
  amira,
  anotherNumber,
  bakersInternet,
  bakersTelephony,
  bakery,
  goldTerms,
  sergei,
  vera,
  words,
} from './cast.ts';
import { callWith } from './deeds.ts';
import { asks, happens, opened, type Step, type Story } from './story.ts';

// Promises run for days, so the deeds here are told by whole instants: `on(7, '10:00')`.

/** Vera's ticket of nine o'clock under the golden terms, or with differences. */
export function goldenTicket(overrides: Partial<Opening> = {}): Story {
  return opened({ terms: goldTerms, ...overrides });
}

/** The golden terms with other targets for the priority that the stories have (P2). */
export function goldWith(targets: Partial<PriorityTargets>, more: Partial<Terms> = {}): Terms {
  const { priorities } = goldTerms;
  return { ...goldTerms, priorities: { ...priorities, P2: { ...priorities.P2, ...targets } }, ...more };
}

// ---- what a story says of its clocks ---------------------------------------------------------------------------

/** A clock of the ticket as it stands; loud where there is none. */
export function clockIn({ ticket }: Story, name: ClockName): Clock {
  const clock = ticket.clocks?.find((one) => one.name === name);
  if (!clock) throw new Error(`the ticket has no ${name} clock`);
  return clock;
}

/** When the promise of a clock runs out; null while it is paused. */
export function dueOf(story: Story, name: ClockName): Instant | null {
  return dueAt(clockIn(story, name), story.ticket);
}

/** What the protocol says about each event of a kind, in order. */
export function told<T extends EventType>({ entries }: Story, type: T): EventData[T][] {
  return entries.flatMap((entry) => (entry.type === type ? [entry.data as EventData[T]] : []));
}

/** The instants at which the promise of a clock ran out, in the order in which that was recorded. */
export function breachesOf(story: Story, name: ClockName): Instant[] {
  return told(story, 'clockBreached').flatMap(({ clock, breachedAt }) => (clock === name ? [breachedAt] : []));
}

/** When each rung fires or has fired, by its place. */
export function rungsOf({ ticket }: Story): (Instant | null)[] {
  return ladder(ticket).map(({ at: instant }) => instant);
}

/** Which rungs fired, in order, with the instant for which each was armed. */
export function firedIn(story: Story): [number, Instant][] {
  return told(story, 'rungFired').map(({ rung, dueAt: armedFor }) => [rung, armedFor]);
}

// ---- what people do --------------------------------------------------------------------------------------------

export function claimsAt(by: Person, now: Instant): Step {
  return asks(by, now, { type: 'assign', userId: by.id });
}

export function promisesAt(by: Person, now: Instant, promisedAt: Instant): Step {
  return asks(by, now, { type: 'promiseEta', promisedAt, texts: words('reason') });
}

/** For the customer where the reason is theirs; a supervisor, so that any reason may be given. */
export function waitsFor(reason: WaitReason, now: Instant, wait: { id?: string; until?: Instant } = {}): Step {
  const { id: waitId = 'wait-1', ...until } = wait;
  const whom = reason.startsWith('customer') ? 'customer' : reason === 'supplier' ? 'supplier' : 'internal';
  return asks(sergei, now, { type: 'wait', waitId, for: whom, reason, texts: words('note'), ...until });
}

export function goesOn(now: Instant): Step {
  return asks(amira, now, { type: 'resume' });
}

export function takesBack(now: Instant, waitId = 'wait-1'): Step {
  return asks(sergei, now, { type: 'voidWait', waitId, texts: words('reason') });
}

export function isRestored(now: Instant, restoredAt = now, by: Person = amira): Step {
  return asks(by, now, { type: 'resolve', zone: 'access', restoredAt, texts: words('cause', 'measures') });
}

/** Vera says on the phone that it does not work; the call stands beside her word. */
export function isStillBroken(now: Instant): Step {
  const word = { decision: 'stillBroken', contactId: vera.id, evidence: callWith(vera) } as const;
  return asks(amira, now, { type: 'confirm', ...word, texts: {} });
}

/** By a supervisor, if nobody else is named: they need no consent on the way down. */
export function isNow(severity: Severity, kind: SeverityChangeKind, now: Instant, by: Person = sergei): Step {
  return asks(by, now, { type: 'changeSeverity', severity, kind, texts: words('reason') });
}

export function talks(by: Person, now: Instant, whom: TicketContact = vera, outcome: CallOutcome = 'answered'): Step {
  return (story) => {
    const { episode } = story.ticket;
    const call = { callId: `call ${now}`, direction: 'out', outcome, happenedAt: now, episode } as const;
    return happens({ type: 'callLogged', by: byOf(by), data: { ...call, contactId: whom.id } })(story);
  };
}

export function notesAt(by: Person, happenedAt: Instant, visibility: Visibility): Step {
  const note = { noteId: 'note-1', visibility, texts: words('text') };
  return (story) => happens(noteAdded(story.ticket, note, by, happenedAt))(story);
}

/** The last mail that is owed for a cause goes out at an instant. */
export function mailGoes(cause: MessageCause, sentAt: Instant): Step {
  return (story) => happens({ type: 'messageSent', by: theDesk, data: { ...mailOf(story, cause), sentAt } })(story);
}

/** The mail server learns that a mail which went out has no reader. */
export function mailBounces(cause: MessageCause): Step {
  return (story) => {
    const sent = story.entries.findLast(({ type, data }) => type === 'messageSent' && data.key.startsWith(`${cause}:`));
    if (sent?.type !== 'messageSent') throw new Error(`no mail about ${cause} has gone out`);
    const { messageId, key } = sent.data;
    return happens({ type: 'messageFailed', by: theDesk, data: { messageId, key, failure: 'noSuchMailbox' } })(story);
  };
}

function mailOf({ ticket }: Story, cause: MessageCause): { messageId: string; key: string } {
  const owed = ticket.owed.findLast((one) => one.cause === cause);
  if (!owed) throw new Error(`nothing is owed for ${cause}`);
  return { messageId: `message ${owed.key}`, key: owed.key };
}

/** A ticket about the same trouble, reported then, turns out to be a duplicate of this one. */
export function joinsDuplicate(reportedAt: Instant): Step {
  return happens({
    type: 'duplicateJoined',
    by: byOf(amira),
    data: { number: anotherNumber, reportedAt, contacts: [] },
  });
}

/** Newer terms of the contract, moved to by the supervisor. */
export function movesTo(
  terms: Terms,
  now: Instant,
  { workingTimes, agreed }: { workingTimes?: readonly WorkingTime[]; agreed?: TicketContact } = {},
): Step {
  return (story) => {
    const termsVersion = story.ticket.termsVersion + 1;
    const consent = agreed && { evidence: callWith(agreed) };
    const times = workingTimes && { workingTimes };
    return asks(sergei, now, { type: 'moveTerms', terms, termsVersion, ...times, ...consent })(story);
  };
}

/** The bakery's telephony in place of its internet, or the other way round: what was taken for broken was not. */
export function turnsOutToBe(terms: Terms, now: Instant, workingTimes?: readonly WorkingTime[]): Step {
  return (story) => {
    const serviceId = story.ticket.serviceId === bakersTelephony ? bakersInternet : bakersTelephony;
    const served = { serviceId, customerId: bakery, contractId: null, termsVersion: 1, chain: [] };
    const service: ServedBy = { ...served, terms, ...(workingTimes && { workingTimes }) };
    return asks(amira, now, { type: 'identifyService', service, listed: [], texts: {} })(story);
  };
}

/** One rung on the restoration, telling the shift lead if nobody else. */
export function rung(when: string, tell: Addressee = { role: 'supervisor' }): Terms['ladder'][number] {
  return { clock: 'restore', at: when, tell };
}
