import type { Person } from '../../../domain/actor.ts';
import type { RefusalCode } from '../../../domain/refusal.ts';
import { amira, dina, egor, nikolai, stella } from '../../support/cast.ts';
import { farAhead, longAgo, nowhere } from '../tickets/setting.ts';

/** Where the request goes: the visit by how it stands, or its ticket, and what of it. */
export type VisitPlace =
  `${'proposed' | 'offered' | 'over' | 'cancelled' | 'ticket' | 'finished'}/${string}` | `/${string}`;

export interface WrongVisit {
  readonly what: string;
  readonly by: Person;
  readonly method: 'POST' | 'PUT' | 'DELETE';
  readonly to: VisitPlace;
  readonly body?: unknown;
  readonly code: RefusalCode;
  /** Where the fault is; null where the request as a whole is at fault. */
  readonly path: string | null;
}

const asked = { reason: 'x', skills: ['router'] };
const ends = { found: 'x', done: 'y', zone: 'access' };
const window = { from: farAhead, to: '2090-01-01T01:00:00.000Z' };
const backwards = { from: window.to, to: window.from };
const over = { from: longAgo, to: '2020-06-01T01:00:00.000Z' };
const onePart = { partId: nowhere, quantity: 1 };

/** What can't be done about visits, or not like this. */
export const wrongVisits: readonly WrongVisit[] = [
  // asking for one
  asks('without a reason', { skills: ['router'] }, 'reason'),
  asks('with an empty reason', { ...asked, reason: ' ' }, 'reason'),
  asks('with a field nobody knows', { ...asked, urgent: true }, 'urgent'),
  asks('with skills that are none', { ...asked, skills: [''] }, 'skills.0'),
  asks('in a window that ends before it begins', { ...asked, window: backwards }, 'window.to'),
  asks('in a window without an end', { ...asked, window: { from: farAhead } }, 'window.to'),
  asks('in a window that somebody else chose', { ...asked, window: { ...window, chosenBy: 'us' } }, 'window.chosenBy'),
  { ...asks('in a window that is over', { ...asked, window: over }, 'window.to'), code: 'untilInPast' },
  asks('with half a part', { ...asked, parts: [{ ...onePart, quantity: 0.5 }] }, 'parts.0.quantity'),
  asks('with no part of a kind', { ...asked, parts: [{ ...onePart, quantity: 0 }] }, 'parts.0.quantity'),
  { ...asks('with a part that is none', { ...asked, parts: [onePart] }, 'parts.0.partId'), code: 'unknownReference' },
  {
    ...asks('on a call that never was', { ...asked, consent: { callId: nowhere } }, 'consent'),
    code: 'evidenceRefused',
  },
  {
    ...asks(
      'on a call with a stranger',
      { ...asked, consent: { call: { contactId: nowhere, direction: 'in' } } },
      'consent.call.contactId',
    ),
    code: 'unknownReference',
  },
  { ...asks('on a ticket that is over', asked, null), to: 'finished/visits', code: 'ticketFinished' },
  { ...asks('on no ticket', asked, null), to: '/tickets/HD-1000011/visits', code: 'notFound' },
  { ...asks('as an engineer', asked, null), by: egor, code: 'notAllowed' },
  { ...asks('as the network’s own people', asked, null), by: nikolai, code: 'notAllowed' },

  // booking
  books('an engineer who is no id', { engineerId: 'egor' }, 'engineerId'),
  books('with a field nobody knows', { engineer: egor.id }, 'engineer'),
  books('a window that ends before it begins', { window: backwards }, 'window.to'),
  books('a window in the year 9999', { window: { ...window, to: '9999-12-31T00:00:00Z' } }, 'window.to'),
  { ...books('a window that is over', { window: over }, 'window.to'), code: 'untilInPast' },
  { ...books('an engineer who is none', { engineerId: nowhere }, 'engineerId'), code: 'unknownReference' },
  { ...books('outside all shifts', { window }, null), code: 'engineerUnfit' },
  { ...books('a visit that is none', {}, null), to: `/visits/${nowhere}/booking`, code: 'notFound' },
  { ...books('a visit whose id is none', {}, null), to: '/visits/none/booking', code: 'notFound' },
  { ...books('a visit that is over', { engineerId: egor.id }, null), to: 'over/booking', code: 'visitFinished' },
  { ...books('as an engineer', {}, null), by: egor, code: 'notAllowed' },
  { ...books('JSON that breaks off', '{"engineerId":', null), code: 'malformedJson' },

  // on the way
  does('a departure tomorrow', 'departure', { happenedAt: farAhead }, 'happenedAt', 'instantInFuture'),
  does('a departure long ago', 'departure', { happenedAt: longAgo }, 'happenedAt', 'instantBeforeEpisode'),
  does('a departure at no instant', 'departure', { happenedAt: 'soon' }, 'happenedAt'),
  does('an arrival with a field nobody knows', 'arrival', { where: 'here' }, 'where'),
  does('an acceptance with a call that is no id', 'acceptance', { callId: 'x' }, 'callId'),
  does('an acceptance with a call that never was', 'acceptance', { callId: nowhere }, 'callId', 'evidenceRefused'),
  { ...does('an arrival told by the desk without a call', 'arrival', {}, 'callId', 'evidenceRequired'), by: dina },
  { ...does('an arrival told by an agent', 'arrival', {}, null, 'notAllowed'), by: amira },
  { ...does('an arrival told by a storekeeper', 'arrival', {}, null, 'notAllowed'), by: stella },
  { ...does('a departure that nobody is booked for', 'departure', {}, null, 'notFound'), to: 'proposed/departure' },
  { ...does('setting out for what was called off', 'departure', {}, null, 'visitFinished'), to: 'cancelled/departure' },

  // the end
  does('an end without what was found', 'completion', { ...ends, found: undefined }, 'found'),
  does('an end without what was done', 'completion', { ...ends, done: '' }, 'done'),
  does('an end in an unknown zone', 'completion', { ...ends, zone: 'moon' }, 'zone'),
  does('an end with a NUL', 'completion', { ...ends, found: 'x\u0000' }, 'found'),
  does('parts without a number', 'completion', { ...ends, partsUsed: [{ partId: nowhere }] }, 'partsUsed.0.quantity'),
  does(
    'parts below nothing',
    'completion',
    { ...ends, partsDead: [{ ...onePart, quantity: -1 }] },
    'partsDead.0.quantity',
  ),
  does(
    'a returned part with what it replaced',
    'completion',
    { ...ends, partsReturned: [{ ...onePart, replacedSerialNumbers: ['a'] }] },
    'partsReturned.0.replacedSerialNumbers',
  ),
  does('an end of somebody’s fault', 'failure', { fault: 'nobody', reason: 'x' }, 'fault'),
  does('a failure without a reason', 'failure', { fault: 'customer' }, 'reason'),
  { ...does('calling it off without a reason', 'cancellation', {}, 'reason'), by: dina },
  {
    ...does('calling off what is over', 'cancellation', { reason: 'x' }, null, 'visitFinished'),
    by: dina,
    to: 'over/cancellation',
  },
];

function asks(what: string, body: unknown, path: string | null): WrongVisit {
  return { what: `asking ${what}`, by: amira, method: 'POST', to: 'ticket/visits', body, code: 'invalidBody', path };
}
function books(what: string, body: unknown, path: string | null): WrongVisit {
  return { what: `booking ${what}`, by: dina, method: 'PUT', to: 'proposed/booking', body, code: 'invalidBody', path };
}
function does(
  what: string,
  which: string,
  body: unknown,
  path: string | null,
  code: RefusalCode = 'invalidBody',
): WrongVisit {
  return { what, by: egor, method: 'PUT', to: `offered/${which}`, body, code, path };
}
