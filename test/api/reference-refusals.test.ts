import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seedDemo } from '../../db/seed/demo.ts';
import { demoCustomerId } from '../../db/seed/ids.ts';
import { goldTerms } from '../../db/seed/terms.ts';
import { askAs, startApi, type TestApi } from '../support/api.ts';
import { whyNoPostgres } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';

const nowhere = '019b8c00-ffff-7000-8000-000000000000';
const demoCustomer = demoCustomerId(1);

describeUnless(whyNoPostgres, 'bad reference data', () => {
  let api: TestApi;
  let admin: ReturnType<typeof askAs>;
  let agent: ReturnType<typeof askAs>;

  beforeAll(async () => {
    api = await startApi();
    await seedDemo(api.database, 'demo');
    admin = askAs(api.app, await api.signedInAs('admin'));
    agent = askAs(api.app, await api.signedInAs('agent'));
  });
  afterAll(() => api.close());

  const aCustomer = { name: 'Ателье «Игла»', language: 'ru', phones: [], emails: [] };
  const aCalendar = {
    name: 'Daytime',
    timeZone: 'Europe/Moscow',
    kind: 'business',
    intervals: [{ day: 'monday', from: '09:00', to: '18:00' }],
    holidays: ['2027-01-01'],
  };
  const boris = { login: 'boris', name: 'Борис', password: 'sesame', roles: ['agent'], language: 'ru' };
  const theTemplate = {
    name: 'Принято',
    cause: 'opened',
    channel: 'email',
    subject: { ru: 'Заявка {{number}}', en: 'Ticket {{number}}' },
    body: { ru: 'Заявка {{number}}: {{link}}', en: 'Ticket {{number}}: {{link}}' },
  };
  const aText = { ...theTemplate, channel: 'sms', subject: { ru: '-', en: '-' } };
  const contact = { name: 'Анна', phone: '+79160000151', language: 'ru', prefers: [], mayConfirm: true };
  const [askWorks] = [{ id: 'works', type: 'yesNo', required: true, text: { ru: 'Работает?', en: 'Does it work?' } }];
  const aQuestionnaire = { name: { ru: 'Т', en: 'T' }, serviceKind: 'tv', questions: [askWorks], rules: [] };
  const theContract = { customerId: nowhere, name: 'x', terms: goldTerms };
  const termsWith = (changes: object) => ({ ...theContract, terms: { ...goldTerms, ...changes } });
  const rung = goldTerms.ladder[0];
  const calendarWith = (changes: object) => ({ ...aCalendar, ...changes });
  const interval = aCalendar.intervals[0];
  const element = { name: 'x', zone: 'cpe', address: '192.0.2.1', probes: [], owner: 'operator' };
  const duty = { userId: nowhere, from: '2026-01-05T09:00:00Z', to: '2026-01-05T21:00:00Z' };

  it.each<[string, string, object, string, string]>([
    ['a name missing', 'POST /customers', { ...aCustomer, name: undefined }, 'invalidBody', 'name'],
    ['a blank name', 'POST /customers', { ...aCustomer, name: '   ' }, 'invalidBody', 'name'],
    ['a name too long', 'POST /customers', { ...aCustomer, name: 'я'.repeat(201) }, 'invalidBody', 'name'],
    ['a NUL in a name', 'POST /customers', { ...aCustomer, name: 'a\0b' }, 'invalidBody', 'name'],
    ['half a character', 'POST /customers', { ...aCustomer, name: 'a\ud800' }, 'invalidBody', 'name'],
    ['an unknown language', 'POST /customers', { ...aCustomer, language: 'de' }, 'invalidBody', 'language'],
    ['a phone that is none', 'POST /customers', { ...aCustomer, phones: ['12'] }, 'invalidBody', 'phones.0'],
    ['an address that is none', 'POST /customers', { ...aCustomer, emails: ['a@b', 'x'] }, 'invalidBody', 'emails.0'],
    ['a field too many', 'POST /customers', { ...aCustomer, vip: true }, 'invalidBody', 'vip'],
    ['a list instead of an object', 'POST /customers', [], 'invalidBody', ''],
    [
      'no way to reach a contact',
      'POST /customers/{customer}/contacts',
      { ...contact, phone: undefined },
      'invalidBody',
      'phone',
    ],
    [
      'a preference without address',
      'POST /customers/{customer}/contacts',
      { ...contact, prefers: ['email'] },
      'invalidBody',
      'prefers.0',
    ],
    [
      'quiet hours that are none',
      'POST /customers/{customer}/contacts',
      { ...contact, quietHours: { from: '22', to: '07:00' } },
      'invalidBody',
      'quietHours.from',
    ],
    ['a contact of nobody', `POST /customers/${nowhere}/contacts`, contact, 'notFound', ''],
    ['an unknown role', 'POST /users', { ...boris, login: 'x', roles: ['king'] }, 'invalidBody', 'roles.0'],
    ['no role', 'POST /users', { ...boris, login: 'x', roles: [] }, 'invalidBody', 'roles'],
    ['blanks in a login', 'POST /users', { ...boris, login: 'a b' }, 'invalidBody', 'login'],
    [
      'a time zone that is none',
      'POST /calendars',
      calendarWith({ timeZone: 'Mars/Olympus' }),
      'invalidBody',
      'timeZone',
    ],
    [
      'an interval backwards',
      'POST /calendars',
      calendarWith({ intervals: [{ ...interval, to: '08:00' }] }),
      'invalidBody',
      'intervals.0',
    ],
    [
      'intervals that overlap',
      'POST /calendars',
      calendarWith({ intervals: [interval, interval] }),
      'invalidBody',
      'intervals.1',
    ],
    ['working hours without hours', 'POST /calendars', calendarWith({ intervals: [] }), 'invalidBody', 'intervals'],
    [
      'a holiday that is no date',
      'POST /calendars',
      calendarWith({ holidays: ['2027-02-30'] }),
      'invalidBody',
      'holidays.0',
    ],
    ['a contract of nobody', 'POST /contracts', theContract, 'unknownReference', 'customerId'],
    [
      'a calendar that leads nowhere',
      'POST /contracts',
      termsWith({ calendarId: nowhere }),
      'unknownReference',
      'terms.calendarId',
    ],
    [
      'a calendar of one priority that leads nowhere',
      'POST /contracts',
      termsWith({ priorities: { ...goldTerms.priorities, P2: { ...goldTerms.priorities.P2, calendarId: nowhere } } }),
      'unknownReference',
      'terms.priorities.P2.calendarId',
    ],
    [
      'a working day too far ahead',
      'POST /contracts',
      termsWith({
        priorities: { ...goldTerms.priorities, P4: { ...goldTerms.priorities.P4, restore: { endOfWorkingDay: 21 } } },
      }),
      'invalidBody',
      'terms.priorities.P4.restore.endOfWorkingDay',
    ],
    [
      'a severity without priority',
      'POST /contracts',
      termsWith({ priorityBySeverity: { critical: 'P1' } }),
      'invalidBody',
      'terms.priorityBySeverity.major',
    ],
    [
      'a priority left out',
      'POST /contracts',
      termsWith({ priorities: { ...goldTerms.priorities, P4: undefined } }),
      'invalidBody',
      'terms.priorities.P4',
    ],
    [
      'a duration in months',
      'POST /contracts',
      termsWith({ eta: { ...goldTerms.eta, firstWithin: 'P1M' } }),
      'invalidBody',
      'terms.eta.firstWithin',
    ],
    [
      'a rung at a place that is none',
      'POST /contracts',
      termsWith({ ladder: [{ ...rung, at: 'PT15M' }] }),
      'invalidBody',
      'terms.ladder.0.at',
    ],
    [
      'a rung that tells nobody',
      'POST /contracts',
      termsWith({ ladder: [{ ...rung, tell: {} }] }),
      'invalidBody',
      'terms.ladder.0.tell',
    ],
    [
      'a rung that tells a stranger',
      'POST /contracts',
      termsWith({ ladder: [{ ...rung, tell: { userId: nowhere } }] }),
      'unknownReference',
      'customerId',
    ],
    [
      'parts that stop replacement',
      'POST /contracts',
      termsWith({ stopClockReasons: [{ reason: 'parts', clocks: ['replacement'] }] }),
      'invalidBody',
      'terms.stopClockReasons.0',
    ],
    [
      'an instant without offset',
      'POST /contracts',
      termsWith({ validFrom: '2026-01-05T09:00:00' }),
      'invalidBody',
      'terms.validFrom',
    ],
    ['an unknown zone', 'POST /elements', { ...element, zone: 'moon' }, 'invalidBody', 'zone'],
    ['a site that leads nowhere', 'POST /elements', { ...element, siteId: nowhere }, 'unknownReference', 'siteId'],
    [
      'a probe without port',
      'POST /elements',
      { ...element, probes: [{ kind: 'tcp' }] },
      'invalidBody',
      'probes.0.port',
    ],
    [
      'a service through nothing',
      'POST /services',
      { customerId: nowhere, contractId: nowhere, siteId: nowhere, name: 'x', kind: 'vpn', chain: [nowhere] },
      'unknownReference',
      'chain.0',
    ],
    [
      'a choice without options',
      'POST /questionnaires',
      { ...aQuestionnaire, questions: [{ ...askWorks, type: 'choice' }] },
      'invalidBody',
      'questions.0.options',
    ],
    [
      'a rule about no question',
      'POST /questionnaires',
      { ...aQuestionnaire, rules: [{ when: { fails: true }, severity: 'minor', reason: { ru: 'р', en: 'r' } }] },
      'invalidBody',
      'rules.0.when.fails',
    ],
    [
      'a text in one language',
      'POST /questionnaires',
      { ...aQuestionnaire, name: { ru: 'Т' } },
      'invalidBody',
      'name.en',
    ],
    [
      'a placeholder that cannot be filled',
      'POST /templates',
      { ...theTemplate, body: { ...theTemplate.body, en: '{{salary}}' } },
      'invalidBody',
      'body.en',
    ],
    [
      'a link in a subject',
      'POST /templates',
      { ...theTemplate, subject: { ru: '{{link}}', en: 'x' } },
      'invalidBody',
      'subject.ru',
    ],
    [
      'HTML with a placeholder that cannot be filled, however it is written',
      'POST /templates',
      { ...theTemplate, html: { ru: '<p>&#123;&#123;salary}}</p>', en: '<p>1</p>' } },
      'invalidBody',
      'html.ru',
    ],
    [
      'HTML that runs',
      'POST /templates',
      { ...theTemplate, html: { ru: '<p>1</p>', en: '<p onclick="go()">1</p>' } },
      'invalidBody',
      'html.en',
    ],
    [
      'HTML for the phone',
      'POST /templates',
      { ...theTemplate, channel: 'phone', body: { ru: '1', en: '1' }, html: { ru: '<p>1</p>', en: '<p>1</p>' } },
      'invalidBody',
      'html',
    ],
    [
      'a short message that is four too many',
      'POST /templates',
      { ...aText, body: { ru: 'Принято. {{link}}', en: `{{number}} ${'x'.repeat(600)}` } },
      'invalidBody',
      'body.en',
    ],
    [
      'what somebody wrote in a short message',
      'POST /templates',
      { ...aText, body: { ru: 'Сообщено: {{description}}', en: '{{link}}' } },
      'invalidBody',
      'body.ru',
    ],
    ['an unknown cause', 'POST /templates', { ...theTemplate, cause: 'birthday' }, 'invalidBody', 'cause'],
    ['a duty of nobody', 'PUT /roster', { role: 'noc', entries: [duty] }, 'unknownReference', 'entries.0.userId'],
    [
      'a duty backwards',
      'PUT /roster',
      { role: 'noc', entries: [{ ...duty, to: duty.from }] },
      'invalidBody',
      'entries.0.to',
    ],
    ['a key for no role', 'POST /api-keys', { name: 'x', roles: [] }, 'invalidBody', 'roles'],
    ['a call without outcome', 'POST /calls', { direction: 'in' }, 'invalidBody', 'outcome'],
    [
      'a call of a negative length',
      'POST /calls',
      { direction: 'in', outcome: 'busy', durationSeconds: -1 },
      'invalidBody',
      'durationSeconds',
    ],
  ])('refuses %s and writes nothing', async (_what, call, payload, code, path) => {
    const [method, url = ''] = call.split(' ') as ['POST' | 'PUT', string?];
    const before = await everything();
    const asked = method === 'POST' && url === '/calls' ? agent : admin;
    const answer = await asked(method, `/api/v1${url.replace('{customer}', demoCustomer)}`, { payload });
    expect(answer.headers['content-type']).toMatch('application/problem+json');
    expect(answer.json()).toMatchObject({ code });
    if (code !== 'notFound') expect(answer.json().errors.map((one: { path: string }) => one.path)).toContain(path);
    expect(answer.statusCode).toBe(code === 'notFound' ? 404 : 422);
    expect(await everything()).toEqual(before);
  });

  /** How many rows there are in every table; keys of requests among them. */
  async function everything(): Promise<unknown> {
    return api.database.db.execute(sql`
      select relname, (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from %I', relname), false, true, '')))[1]::text as rows
      from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by relname`);
  }
});
