import type { RefusalCode } from '../../../domain/refusal.ts';
import { clinicsInternet, portal } from '../../support/cast.ts';
import { farAhead, internetQuestions, nowhere, verasCall, veraGiven, voiceQuestions } from './setting.ts';
import type { Case } from './wrong-request.ts';

const questionnaire = { id: internetQuestions, version: 2, answers: { works: true } };

/** Openings that the desk can't take, each with the one thing that is wrong about it. */
export const wrongOpenings: readonly Case[] = [
  opening('no description', { description: undefined }, 'invalidBody', 'description'),
  opening('an empty description', { description: '   ' }, 'invalidBody', 'description'),
  opening('a description over 4,000 signs', { description: 'я'.repeat(4_001) }, 'invalidBody', 'description'),
  opening('a NUL', { description: 'a\u0000b' }, 'invalidBody', 'description'),
  opening('half a character', { description: 'a\ud800b' }, 'invalidBody', 'description'),
  opening('a number for a description', { description: 5 }, 'invalidBody', 'description'),
  opening('an unknown field', { urgent: true }, 'invalidBody', 'urgent'),
  opening('an unknown channel', { channel: 'fax' }, 'invalidBody', 'channel'),
  opening('no channel', { channel: undefined }, 'invalidBody', 'channel'),
  opening('a service id that is none', { serviceId: 'internet' }, 'invalidBody', 'serviceId'),
  opening('an unknown service', { serviceId: nowhere }, 'unknownReference', 'serviceId'),
  opening('no contact', { contact: undefined }, 'invalidBody', 'contact'),
  opening('no questionnaire', { questionnaire: undefined }, 'invalidBody', 'questionnaire'),
  opening('an instant without an offset', { reportedAt: '2026-01-05T09:00:00' }, 'invalidBody', 'reportedAt'),
  opening('a day that is none', { reportedAt: '2026-02-30T09:00:00Z' }, 'invalidBody', 'reportedAt'),
  opening('a year before the telephone', { reportedAt: '0001-01-01T00:00:00Z' }, 'invalidBody', 'reportedAt'),
  opening('a report from the future', { reportedAt: farAhead }, 'instantInFuture', 'reportedAt'),
  opening('an earlier ticket with a wrong digit', { previous: 'HD-1000011' }, 'unknownReference', 'previous'),
  opening('an earlier ticket that is none', { previous: 'HD-9999990' }, 'unknownReference', 'previous'),
  opening(
    'an unknown questionnaire',
    { questionnaire: { ...questionnaire, id: nowhere } },
    'unknownReference',
    'questionnaire.id',
  ),
  opening(
    'an unknown version',
    { questionnaire: { ...questionnaire, version: 9 } },
    'unknownReference',
    'questionnaire.version',
  ),
  opening(
    'a version that is no number',
    { questionnaire: { ...questionnaire, version: '2' } },
    'invalidBody',
    'questionnaire.version',
  ),
  opening(
    'questions about another kind of service',
    { questionnaire: { ...questionnaire, id: voiceQuestions, version: 1 } },
    'invalidBody',
    'questionnaire.id',
  ),
  answers('a missing answer', {}, 'works'),
  answers('an answer of another type', { works: 'yes' }, 'works'),
  answers('an answer that is a list', { works: [true] }, 'works'),
  answers('an answer to a hidden question', { works: true, lamp: 'red' }, 'lamp'),
  answers('an answer that is no choice', { works: false, lamp: 'green' }, 'lamp'),
  answers('an answer to no question', { works: true, weather: 'fine' }, 'weather'),
  answers('an empty text', { works: true, words: ' ' }, 'words'),
  reporter('a contact without a name', { name: undefined }, 'invalidBody', 'name'),
  reporter('a name over 200 signs', { name: 'я'.repeat(201) }, 'invalidBody', 'name'),
  reporter('a phone that is none', { phone: '12' }, 'invalidBody', 'phone'),
  reporter('an e-mail address that is none', { email: 'vera@' }, 'invalidBody', 'email'),
  reporter('an unknown language', { language: 'fr' }, 'invalidBody', 'language'),
  reporter('an unknown way to be reached', { prefers: ['pigeon'] }, 'invalidBody', 'prefers.0'),
  reporter('nothing to be reached by', { phone: undefined, email: undefined, prefers: [] }, 'notReachable', 'phone'),
  reporter(
    'a preference without an address',
    { phone: undefined, prefers: ['email', 'sms'] },
    'notReachable',
    'prefers.1',
  ),
  reporter('an unknown field of the contact', { age: 40 }, 'invalidBody', 'age'),
  {
    ...opening('an alarm that nobody can be told of', {}, 'invalidBody', 'contact'),
    by: portal,
    body: { serviceId: clinicsInternet, channel: 'monitoring', description: 'x' },
  },
  { what: 'a list for a body', method: 'POST', to: '/tickets', body: [verasCall], code: 'invalidBody', path: '' },
];

function opening(what: string, change: object, code: RefusalCode, path: string): Case {
  return { what, method: 'POST', to: '/tickets', body: { ...verasCall, ...change }, code, path };
}
function answers(what: string, given: object, path: string): Case {
  const asked = { questionnaire: { ...questionnaire, answers: given } };
  return opening(what, asked, 'invalidBody', `questionnaire.answers.${path}`);
}
function reporter(what: string, change: object, code: RefusalCode, path: string): Case {
  return opening(what, { contact: { ...veraGiven, ...change } }, code, `contact.${path}`);
}
