import { describe, expect, it } from 'vitest';
import { describe as sentenceOf } from '../../domain/describe.ts';
import type { EventData, EventType, TicketEvent } from '../../domain/events.ts';
import { amira, anotherNumber, at, bakersInternet, irina, opening, sergei, vera } from '../support/cast.ts';

const by = { kind: 'person', id: amira.id } as const;
const answer = { episode: 1, contactId: vera.id, happenedAt: at('10:20') };
const message = { messageId: 'message-1', key: 'opened:1:x:email' };
const { serviceId, customerId, contractId, terms, termsVersion, chain, priority, priorityReason } = opening();
const service = { serviceId, customerId, contractId, terms, termsVersion, chain, priority, priorityReason };
const wait = { waitId: 'wait-1', for: 'customer', reason: 'noAccess', from: at('09:10'), until: at('10:00') } as const;
const call = { callId: 'call-1', direction: 'out', outcome: 'answered', happenedAt: at('09:10'), episode: 1 } as const;
const written = { messageId: 'm', contactId: 'c', channel: 'email', episode: 1, happenedAt: at('09:10') } as const;
const reminder = { episode: 1, nth: 1, dueAt: at('10:00'), remindedAt: at('12:00') } as const;
const digestId = '019b8c00-0000-7000-f000-000000000001';
const restoring = { clock: 'restore', arming: 1, episode: 1 } as const;
const start = { limits: [], spans: [], leftOut: [], fired: [], breachedAt: null } as const;
const rung = {
  ...restoring,
  rung: 0,
  dueAt: at('13:00'),
  at: '50%',
  tell: { role: 'supervisor' },
  do: 'notify',
} as const;
const mail = { ...message, cause: 'etaPromised', channel: 'email', audience: 'customer', language: 'ru' } as const;

function eventOf<T extends EventType>(type: T, data: EventData[T]): TicketEvent {
  return { type, by, data } as unknown as TicketEvent;
}

describe('the sentence about', () => {
  it.each([
    ['an assignment by another', 'assigned', { userId: sergei.id }, 'Assigned to somebody.'],
    ['a service replaced', 'serviceIdentified', { ...service, previousServiceId: bakersInternet }, 'Service replaced'],
    [
      'a ticket after another',
      'ticketOpened',
      opening({ previous: anotherNumber }),
      `by phone, after ${anotherNumber}`,
    ],
    ['a corrected contact', 'contactChanged', { ...irina, change: 'changed' }, 'Contact corrected.'],
    ['an escalation by hand', 'escalated', { to: { team: 'noc' }, because: 'byHand' }, 'by hand: the team “network'],
    ['an escalation to a person', 'escalated', { to: { userId: amira.id }, because: 'byHand' }, 'the person in charge'],
    [
      'an escalation to a role of the operator’s own',
      'escalated',
      { to: { role: 'duty' }, because: 'byHand' },
      ': duty',
    ],
    ['a team of the operator’s own', 'handedOver', { team: 'constructor', from: 'desk' }, 'the team “constructor”'],
    [
      'a clock under a wait',
      'clockStarted',
      { ...restoring, ...start, because: 'severity', dueAt: null },
      'paused by a',
    ],
    [
      'a clock that starts anew',
      'clockStarted',
      { ...restoring, ...start, arming: 2, because: 'terms', dueAt: at('17:00') },
      'started again, newer terms hold',
    ],
    [
      'a clock that starts again after a visit of ours failed',
      'clockStarted',
      { ...restoring, ...start, clock: 'arrival', arming: 2, because: 'failed', dueAt: at('17:00') },
      'started again, the visit came to nothing on our side: arrival time',
    ],
    [
      'a clock of what is not needed any more',
      'clockStopped',
      { ...restoring, clock: 'arrival', because: 'notNeeded' },
      'Clock stopped: arrival time, nothing of it is needed any more.',
    ],
    [
      'a clock met late',
      'clockMet',
      { ...restoring, priority, metAt: at('18:00'), dueAt: at('17:00'), late: true },
      'late:',
    ],
    [
      'many rounds of silence',
      'clockBreached',
      { ...restoring, clock: 'update', priority, dueAt: at('11:00'), breachedAt: at('11:00'), missed: 3 },
      'intervals missed: 3.',
    ],
    [
      'a breach of another service',
      'clockBreachWithdrawn',
      { ...restoring, breachedAt: at('17:00'), because: 'service', metAt: null },
      'the promise of another service.',
    ],
    ['a rung at the end', 'rungFired', { ...rung, at: '100%' }, 'restoration time, the time is up'],
    ['a rung before the end', 'rungFired', { ...rung, at: '-PT1H30M' }, '1 h 30 min left'],
    [
      'a rung after the end',
      'rungFired',
      { ...rung, at: '+P1DT10S', tell: { team: 'noc' } },
      'overdue by 1 d 10 s): the team',
    ],
    ['a rung without a delay', 'rungFired', { ...rung, at: '+PT0S' }, 'overdue by 0 s'],
    ['a channel that is not set up', 'messageFailed', { ...message, failure: 'notConfigured' }, 'it is not set up'],
    [
      'a message that came to nothing',
      'messageFailed',
      { ...message, failure: 'notOwed' },
      'need not be said any more',
    ],
    ['a message in a digest', 'messageQueued', { ...mail, to: { userId: amira.id }, digestId }, 'goes into a digest'],
    ['a digest that went out', 'messageSent', { ...message, digestId }, 'Message sent in a digest.'],
    [
      'a digest that may come twice',
      'messageSent',
      { ...message, digestId, possibleDuplicate: true },
      'in a digest, possibly for the second time',
    ],
    ['a wait without an end', 'waitStarted', { ...wait, until: null }, 'no access to the site.'],
    ['a call without a length', 'callLogged', { ...call, outcome: 'busy' }, 'Outgoing call: busy.'],
    ['a note for the customer', 'noteAdded', { noteId: 'n', visibility: 'customer' }, 'the customer can see'],
    ['a word on the page', 'messageReceived', { ...written, channel: 'link' }, 'The customer wrote on their page.'],
    [
      'a word of somebody unknown',
      'messageReceived',
      { ...written, contactId: null },
      'no contact of the ticket wrote',
    ],
    ['a word like an answer', 'messageReceived', { ...written, offers: 'stillBroken' }, 'seems to be still broken'],
    ['a late reminder', 'reminded', { ...reminder, missed: 2 }, 'reminder 1 (2 missed).'],
    ['a word by mail', 'customerConfirmed', { ...answer, evidence: { messageId: 'm' } }, 'confirmed by e-mail'],
    ['a cancellation', 'ticketCancelled', { kind: 'mistake', cancelledAt: at('10:00') }, 'opened by mistake.'],
    ['a message that may come twice', 'messageSent', { ...message, possibleDuplicate: true }, 'the second time'],
    [
      'a call task',
      'messageQueued',
      { ...mail, channel: 'phone', to: { contactId: vera.id } },
      'A call to the contact',
    ],
  ] as const)('%s says so', (_what, type, data, words) => {
    expect(sentenceOf(eventOf(type, data as EventData[typeof type])).en).toContain(words);
  });
});
