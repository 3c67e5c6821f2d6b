import type { RefusalCode } from '../../../domain/refusal.ts';
import { sergei } from '../../support/cast.ts';
import { farAhead, longAgo, nowhere } from './setting.ts';
import type { Case, Place } from './wrong-request.ts';

const call = { direction: 'in', outcome: 'answered' };
const eta = { promisedAt: farAhead, reason: 'x' };
const resolution = { cause: 'x', measures: 'y', zone: 'access' };
const oleg = { name: 'Олег', phone: '+74951110000', language: 'ru', roles: ['site'] };
const severity = { severity: 'critical', kind: 'corrected', reason: 'x' };

/** What can't be done to a ticket, or not like this. */
export const wrongRequests: readonly Case[] = [
  // contacts
  invalid('a contact with an unknown role', 'open/contacts', { ...oleg, roles: ['boss'] }, 'roles.0', 'POST'),
  invalid('a contact without a role', 'open/contacts', { ...oleg, roles: [] }, 'roles', 'POST'),
  {
    ...invalid('a contact who can’t be reached', 'open/contacts', { ...oleg, phone: undefined }, 'phone', 'POST'),
    code: 'notReachable',
  },
  invalid(
    'a webhook without encryption',
    'open/contacts',
    { ...oleg, webhook: 'http://bakery.example/desk' },
    'webhook',
    'POST',
  ),
  invalid(
    'a webhook that is no name of a host',
    'open/contacts',
    { ...oleg, webhook: 'https://10.0.0.1/' },
    'webhook',
    'POST',
  ),
  invalid(
    'a webhook with a password',
    'open/contacts',
    { ...oleg, webhook: 'https://a:b@bakery.example/' },
    'webhook',
    'POST',
  ),
  invalid('a consent to no channel', 'open/contacts', { ...oleg, consents: { fax: true } }, 'consents.fax', 'POST'),
  invalid(
    'quiet hours at no time',
    'open/contacts',
    { ...oleg, quietHours: { from: '25:00', to: '08:00' } },
    'quietHours.from',
    'POST',
  ),
  invalid(
    'quiet hours without an end',
    'open/contacts',
    { ...oleg, quietHours: { from: '08:00', to: '08:00' } },
    'quietHours.to',
    'POST',
  ),
  invalid(
    'quiet hours nowhere',
    'open/contacts',
    { ...oleg, quietHours: { from: '22:00', to: '08:00', timeZone: 'Mars/Olympus' } },
    'quietHours.timeZone',
    'POST',
  ),
  {
    ...invalid(
      'a webhook that is preferred and not given',
      'open/contacts',
      { ...oleg, prefers: ['webhook'] },
      'prefers.0',
      'POST',
    ),
    code: 'notReachable',
  },
  refused('a contact that is not there', `open/contacts/${nowhere}`, 'notFound', oleg),
  refused('a contact whose id is none', 'open/contacts/oleg', 'notFound', oleg),

  // facts
  invalid('a note without a text', 'open/notes', { visibility: 'internal' }, 'text', 'POST'),
  invalid(
    'a note over 10,000 signs',
    'open/notes',
    { text: 'x'.repeat(10_001), visibility: 'internal' },
    'text',
    'POST',
  ),
  invalid('a note for nobody', 'open/notes', { text: 'x', visibility: 'public' }, 'visibility', 'POST'),
  invalid('a note with a NUL', 'open/notes', { text: 'x\u0000', visibility: 'internal' }, 'text', 'POST'),
  invalid('a call in no direction', 'open/calls', { outcome: 'busy' }, 'direction', 'POST'),
  invalid('a call with an unknown outcome', 'open/calls', { ...call, outcome: 'fine' }, 'outcome', 'POST'),
  invalid('a call of half a second', 'open/calls', { ...call, durationSeconds: 0.5 }, 'durationSeconds', 'POST'),
  invalid('a call of negative length', 'open/calls', { ...call, durationSeconds: -1 }, 'durationSeconds', 'POST'),
  {
    ...invalid('a call with a stranger', 'open/calls', { ...call, contactId: nowhere }, 'contactId', 'POST'),
    code: 'unknownReference',
  },

  // commands
  {
    what: 'an unknown assignee',
    to: 'open/assignee',
    body: { userId: nowhere },
    code: 'unknownReference',
    path: 'userId',
  },
  invalid('an assignee who is no id', 'open/assignee', { userId: 'amira' }, 'userId'),
  invalid('no team', 'open/team', {}, 'team'),
  invalid('a team over 50 signs', 'open/team', { team: 'x'.repeat(51) }, 'team'),
  invalid('an unknown severity', 'open/severity', { ...severity, severity: 'huge' }, 'severity'),
  invalid('no reason for a severity', 'open/severity', { ...severity, reason: undefined }, 'reason'),
  refused('a lower severity on nobody’s word', 'open/severity', 'consentRequired', { ...severity, severity: 'none' }),
  {
    what: 'a lower severity on a call that never was',
    to: 'open/severity',
    body: { ...severity, severity: 'none', evidence: { callId: nowhere } },
    code: 'evidenceRefused',
    path: 'evidence',
  },
  {
    what: 'a lower severity on a call with a stranger',
    to: 'open/severity',
    body: { ...severity, severity: 'none', evidence: { call: { contactId: nowhere, direction: 'in' } } },
    code: 'unknownReference',
    path: 'evidence.call.contactId',
  },
  invalid(
    'two proofs at once',
    'open/severity',
    { ...severity, evidence: { callId: nowhere, messageId: 'm' } },
    'evidence',
  ),
  {
    what: 'terms that are not there',
    by: sergei,
    to: 'open/terms',
    body: { version: 9 },
    code: 'unknownReference',
    path: 'version',
  },
  { what: 'older terms', by: sergei, to: 'open/terms', body: { version: 1 }, code: 'olderTerms', path: null },
  { what: 'version zero', by: sergei, to: 'open/terms', body: { version: 0 }, code: 'invalidBody', path: 'version' },
  {
    what: 'a service that is none',
    to: 'open/service',
    body: { serviceId: nowhere },
    code: 'unknownReference',
    path: 'serviceId',
  },
  invalid('an ETA without a reason', 'open/eta', { promisedAt: farAhead }, 'reason'),
  invalid('an ETA that is no instant', 'open/eta', { ...eta, promisedAt: 'soon' }, 'promisedAt'),
  invalid('an ETA in the year 9999', 'open/eta', { ...eta, promisedAt: '9999-12-31T00:00:00Z' }, 'promisedAt'),
  {
    what: 'an ETA in the past',
    to: 'open/eta',
    body: { ...eta, promisedAt: longAgo },
    code: 'etaInPast',
    path: 'promisedAt',
  },
  refused('an ETA after the restoration', 'resolved/eta', 'wrongStatus', eta),
  invalid('a wait for nobody', 'open/wait', { reason: 'parts' }, 'for'),
  invalid('a wait for an unknown reason', 'open/wait', { for: 'internal', reason: 'lunch' }, 'reason'),
  {
    what: 'a wait for something else without a note',
    to: 'open/wait',
    body: { for: 'internal', reason: 'other' },
    code: 'noteRequired',
    path: 'note',
  },
  {
    what: 'a wait that is over',
    to: 'open/wait',
    body: { for: 'internal', reason: 'parts', until: longAgo },
    code: 'untilInPast',
    path: 'until',
  },
  refused('a wait while it waits', 'held/wait', 'wrongStatus', { for: 'internal', reason: 'parts' }),
  refused('force majeure by an agent', 'open/wait', 'notAllowed', {
    for: 'internal',
    reason: 'forceMajeure',
    note: 'x',
  }),
  { ...refused('going on without a wait', 'open/wait', 'noWait'), method: 'DELETE' },
  {
    ...refused('taking back a wait that never was', `open/waits/${nowhere}/void`, 'notFound', { reason: 'x' }),
    by: sergei,
  },
  invalid('a resolution without a cause', 'open/resolution', { ...resolution, cause: undefined }, 'cause'),
  invalid('a resolution in an unknown zone', 'open/resolution', { ...resolution, zone: 'moon' }, 'zone'),
  {
    what: 'a restoration to come',
    to: 'open/resolution',
    body: { ...resolution, restoredAt: farAhead },
    code: 'instantInFuture',
    path: 'restoredAt',
  },
  {
    what: 'a restoration before the report',
    to: 'open/resolution',
    body: { ...resolution, restoredAt: longAgo },
    code: 'instantBeforeEpisode',
    path: 'restoredAt',
  },
  refused('a second restoration', 'resolved/resolution', 'wrongStatus', resolution),
  invalid('neither yes nor no', 'resolved/confirmation', { decision: 'maybe', contactId: nowhere }, 'decision'),
  {
    what: 'a word of a stranger',
    to: 'resolved/confirmation',
    body: { decision: 'accepted', contactId: nowhere },
    code: 'unknownReference',
    path: 'contactId',
  },
  invalid('no kind of cancellation', 'open/cancellation', { reason: 'x' }, 'kind'),
  invalid('an unknown kind of cancellation', 'open/cancellation', { kind: 'tired', reason: 'x' }, 'kind'),
  invalid(
    'a document that this kind knows not',
    'open/cancellation',
    { kind: 'mistake', reason: 'x', document: 'y' },
    'document',
  ),
  invalid('a duplicate of nothing', 'open/cancellation', { kind: 'duplicate', reason: 'x' }, 'duplicateOf'),
  {
    what: 'a duplicate of a wrong number',
    to: 'open/cancellation',
    body: { kind: 'duplicate', reason: 'x', duplicateOf: 'HD-1000011' },
    code: 'unknownReference',
    path: 'duplicateOf',
  },
  refused('a withdrawal on nobody’s word', 'open/cancellation', 'evidenceRequired', { kind: 'withdrawn', reason: 'x' }),
  refused('a mistake found too late', 'held/cancellation', 'wrongStatus', { kind: 'mistake', reason: 'x' }),
  refused('a rejection after work has begun', 'held/rejection', 'wrongStatus', { reason: 'x' }),
  invalid('a rejection without a reason', 'open/rejection', {}, 'reason'),
  refused('a second rejection', 'rejected/rejection', 'ticketFinished', { reason: 'x' }),
  invalid(
    'an escalation to two at once',
    'open/escalations',
    { to: { role: 'noc', team: 'noc' }, reason: 'x' },
    'to',
    'POST',
  ),
  invalid(
    'an escalation to an unknown role',
    'open/escalations',
    { to: { role: 'boss' }, reason: 'x' },
    'to.role',
    'POST',
  ),
  {
    ...invalid(
      'an escalation to nobody',
      'open/escalations',
      { to: { userId: nowhere }, reason: 'x' },
      'to.userId',
      'POST',
    ),
    code: 'unknownReference',
  },
  refused('a number with a wrong digit', '/tickets/HD-1000011/team', 'notFound', { team: 'noc' }),
  refused('a number that is none', '/tickets/vera/team', 'notFound', { team: 'noc' }),
  refused('a query on a command', 'open/team?force=1', 'badQuery', { team: 'noc' }),
  refused('JSON that breaks off', 'open/team', 'malformedJson', '{"team":'),
  refused('no JSON at all', 'open/team', 'malformedJson', 'team=noc'),
  refused('fields of the prototype', 'open/team', 'malformedJson', '{"__proto__": {"team": "noc"}}'),
  refused('a body over 256 KiB', 'open/team', 'bodyTooLarge', { team: 'x'.repeat(300_000) }),
];

function invalid(what: string, to: Place, body: unknown, path: string, method: 'POST' | 'PUT' = 'PUT'): Case {
  return { what, method, to, body, code: 'invalidBody', path };
}
function refused(what: string, to: Place, code: RefusalCode, body?: unknown): Case {
  return { what, method: 'PUT', to, body, code, path: null };
}
