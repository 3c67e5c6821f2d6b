import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from 'drizzle-orm';
import { seedDemo } from '../../db/seed/demo.ts';
import { goldTerms } from '../../db/seed/terms.ts';
import { demoPeople } from '../../db/seed/people.ts';
import { askAs, startApi, type TestApi } from '../support/api.ts';
import { whyNoPostgres } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';

const nowhere = '019b8c00-ffff-7000-8000-000000000000';

describeUnless(whyNoPostgres, 'reference data', () => {
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

  const add = async (path: string, payload: object) => {
    const answer = await admin('POST', `/api/v1${path}`, { payload });
    expect(answer.json()).toMatchObject({ id: expect.any(String) });
    expect(answer.statusCode).toBe(201);
    return answer.json();
  };
  const aCustomer = { name: 'Ателье «Игла»', language: 'ru', phones: [], emails: [] };
  const aCalendar = {
    name: 'Daytime',
    timeZone: 'Europe/Moscow',
    kind: 'business',
    intervals: [{ day: 'monday', from: '09:00', to: '18:00' }],
    holidays: ['2027-01-01'],
  };

  it('is kept by an administrator and read by everybody', async () => {
    const refused = await agent('POST', '/api/v1/customers', { payload: aCustomer });
    expect(refused.json()).toMatchObject({ status: 403, code: 'notAllowed' });
    const { id } = await add('/customers', aCustomer);
    expect((await agent('GET', `/api/v1/customers/${id}`)).json()).toEqual({ ...aCustomer, id });
  });

  it('keeps phones as E.164, however they were written', async () => {
    const customer = await add('/customers', { ...aCustomer, phones: ['8 (495) 000-01-40', '+44 20 7946 0000'] });
    expect(customer.phones).toEqual(['+74950000140', '+442079460000']);
  });

  it('is replaced whole: what is left out is gone', async () => {
    const site = await add('/sites', { name: 'Склад', address: 'Химки, 1', region: 'Москва', access: 'код 12' });
    const changed = { name: 'Склад', address: 'Химки, 2', region: 'Москва' };
    const answer = await admin('PUT', `/api/v1/sites/${site.id}`, { payload: changed });
    expect(answer.json()).toMatchObject({ id: site.id, address: 'Химки, 2', access: null });
  });

  it('answers 404 for what is not there, and for what is no id', async () => {
    for (const id of [nowhere, 'me', '%00', '1']) {
      const answer = await agent('GET', `/api/v1/sites/${id}`);
      expect(answer.json(), id).toMatchObject({ status: 404, code: 'notFound' });
    }
    const lost = await admin('PUT', `/api/v1/customers/${nowhere}`, { payload: aCustomer });
    expect(lost.json()).toMatchObject({ status: 404, code: 'notFound' });
  });

  it('is listed in pages without gap or overlap', async () => {
    for (let i = 0; i < 7; i++) await add('/customers', { ...aCustomer, name: `Лист ${i}` });
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query: Record<string, string> = { limit: '3', ...(cursor !== null && { cursor }) };
      const page = (await agent('GET', '/api/v1/customers', { query })).json();
      seen.push(...page.items.map(({ id }: { id: string }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThanOrEqual(10);
  });

  it('makes a new version of a calendar, and keeps the old one readable', async () => {
    const { id, version } = await add('/calendars', aCalendar);
    expect(version).toBe(1);
    const changed = { ...aCalendar, name: 'Evenings' };
    const put = () => admin('PUT', `/api/v1/calendars/${id}`, { payload: changed });
    expect((await put()).json()).toMatchObject({ id, version: 2, name: 'Evenings' });
    expect((await put()).json()).toMatchObject({ version: 2 });
    expect((await agent('GET', `/api/v1/calendars/${id}`)).json()).toMatchObject({ version: 2 });
    const old = await agent('GET', `/api/v1/calendars/${id}`, { query: { version: '1' } });
    expect(old.json()).toMatchObject({ version: 1, name: 'Daytime' });
  });

  it('makes one version each of changes that come at once', async () => {
    const { id } = await add('/calendars', aCalendar);
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const answers = await Promise.all(
      names.map((name) => admin('PUT', `/api/v1/calendars/${id}`, { payload: { ...aCalendar, name } })),
    );
    expect(answers.map((answer) => answer.json().version).toSorted()).toEqual([2, 3, 4, 5, 6, 7]);
  });

  it('gives a contract new terms, in force from their own date', async () => {
    const { id: customerId } = await add('/customers', aCustomer);
    const contract = await add('/contracts', { customerId, name: 'Договор 1', terms: goldTerms });
    expect(contract).toMatchObject({ version: 1, terms: { serviceClass: 'gold' } });
    const payload = { ...goldTerms, serviceClass: 'platinum', validFrom: '2027-01-01T00:00:00+03:00' };
    const answer = await admin('POST', `/api/v1/contracts/${contract.id}/terms`, { payload });
    expect(answer.json()).toMatchObject({ version: 2, terms: { validFrom: '2026-12-31T21:00:00.000Z' } });
    const old = await agent('GET', `/api/v1/contracts/${contract.id}`, { query: { version: '1' } });
    expect(old.json().terms.serviceClass).toBe('gold');
  });

  it('refuses a service under the contract of another customer', async () => {
    const { id: customerId } = await add('/customers', aCustomer);
    const { items: contracts } = (await agent('GET', '/api/v1/contracts')).json();
    const { items: sites } = (await agent('GET', '/api/v1/sites')).json();
    const payload = { customerId, contractId: contracts[0].id, siteId: sites[0].id, name: 'x', kind: 'vpn', chain: [] };
    const answer = await admin('POST', '/api/v1/services', { payload });
    expect(answer.json()).toMatchObject({
      code: 'unknownReference',
      errors: [{ path: 'contractId' }, { path: 'siteId' }],
    });
  });

  it('finds questionnaires by kind of service, in their latest version', async () => {
    const find = async () => (await agent('GET', '/api/v1/questionnaires', { query: { serviceKind: 'voice' } })).json();
    const [voice] = (await find()).items;
    const { id, version, ...content } = voice;
    const payload = { ...content, name: { ru: 'Связь', en: 'Voice' } };
    const answer = await admin('PUT', `/api/v1/questionnaires/${id}`, { payload });
    expect(answer.json()).toMatchObject({ id, version: version + 1 });
    expect((await find()).items).toMatchObject([{ id, version: version + 1, name: { en: 'Voice' } }]);
  });

  it('tells which services run through an element', async () => {
    const { items } = (await agent('GET', '/api/v1/elements', { query: { limit: '200' } })).json();
    const voice = items.find(({ zone }: { zone: string }) => zone === 'service');
    const through = (await agent('GET', `/api/v1/elements/${voice.id}/services`)).json();
    expect(through.items).toMatchObject([{ kind: 'voice' }]);
  });

  it('keeps a customer’s contacts with the customer', async () => {
    const [one, other] = [await add('/customers', aCustomer), await add('/customers', aCustomer)];
    const payload = { name: 'Анна', phone: '8 916 000-01-51', language: 'ru', prefers: ['phone'], mayConfirm: true };
    const contact = await add(`/customers/${one.id}/contacts`, payload);
    expect(contact).toMatchObject({ customerId: one.id, phone: '+79160000151', email: null });
    const changed = { payload: { ...payload, name: 'Анна Ли' } };
    expect((await admin('PUT', `/api/v1/customers/${other.id}/contacts/${contact.id}`, changed)).statusCode).toBe(404);
    expect((await admin('PUT', `/api/v1/customers/${one.id}/contacts/${contact.id}`, changed)).statusCode).toBe(200);
    const { items } = (await agent('GET', `/api/v1/customers/${one.id}/contacts`)).json();
    expect(items).toMatchObject([{ id: contact.id, name: 'Анна Ли' }]);
  });

  const boris = { login: 'boris', name: 'Борис', password: 'sesame', roles: ['agent'], language: 'ru' };
  const signIn = (login: string, password: string) =>
    api.app.inject({ method: 'POST', url: '/api/v1/sessions', payload: { login, password } });

  it('never shows a password, and a new one ends what was signed in with the old', async () => {
    const user = await add('/users', boris);
    expect(JSON.stringify(user)).not.toMatch(/password|sesame|argon/);
    const { token } = (await signIn('boris', 'sesame')).json();
    const put = (payload: object) => admin('PUT', `/api/v1/users/${user.id}`, { payload });
    const { password: _password, ...rest } = boris;
    expect((await put({ ...rest, roles: ['noc'] })).statusCode).toBe(200);
    expect((await signIn('boris', 'sesame')).json().user.roles).toEqual(['noc']);
    expect((await put({ ...boris, password: 'open it' })).statusCode).toBe(200);
    expect((await askAs(api.app, token)('GET', '/api/v1/users')).statusCode).toBe(401);
    expect((await signIn('boris', 'open it')).statusCode).toBe(201);
  });

  it('gives a login to one person only, whatever its capitals', async () => {
    const answer = await admin('POST', '/api/v1/users', { payload: { ...boris, login: 'AGENT' } });
    expect(answer.json()).toMatchObject({ status: 409, code: 'loginTaken', errors: [{ path: 'login' }] });
  });

  it('makes a key for another system, shown once, good at once', async () => {
    const { key } = await add('/api-keys', { name: 'Портал', roles: ['integration'] });
    expect((await askAs(api.app, key)('GET', '/api/v1/services')).statusCode).toBe(200);
    expect((await askAs(api.app, key)('POST', '/api/v1/api-keys', { payload: {} })).statusCode).toBe(403);
  });

  it('replaces who is on duty in a role', async () => {
    const entry = { userId: demoPeople.noc.id, from: '2026-01-05T09:00:00.000Z', to: '2026-01-05T21:00:00.000Z' };
    const roster = { role: 'noc', entries: [entry] };
    expect((await admin('PUT', '/api/v1/roster', { payload: roster })).json()).toEqual(roster);
    expect((await agent('GET', '/api/v1/roster', { query: { role: 'noc' } })).json()).toEqual(roster);
  });

  const theTemplate = {
    name: 'Принято',
    cause: 'opened',
    channel: 'email',
    subject: { ru: 'Заявка {{number}}', en: 'Ticket {{number}}' },
    body: { ru: 'Заявка {{number}}: {{link}}', en: 'Ticket {{number}}: {{link}}' },
  };

  it('takes a template that can be filled', async () => {
    expect(await add('/templates', theTemplate)).toMatchObject({ version: 1, cause: 'opened' });
  });

  it('recognises a caller by a number on the customer’s list, in any writing', async () => {
    const { json } = await agent('GET', '/api/v1/callers', { query: { phone: '8 916 000 01 21' } });
    expect(json()).toMatchObject({
      phone: '+79160000121',
      contacts: [{ name: 'Олег Миронов', ticket: null }],
      customers: [{ name: 'Клиника «Здравница»' }],
      services: [{ kind: 'vpn' }, { kind: 'internet' }],
      openTickets: [],
    });
  });

  it('recognises a customer’s own number, and says plainly that it does not know another', async () => {
    const known = await agent('GET', '/api/v1/callers', { query: { phone: '+7 495 000-01-10' } });
    expect(known.json()).toMatchObject({ contacts: [], customers: [{ name: 'Сеть пекарен «Тёплый хлеб»' }] });
    const unknown = await agent('GET', '/api/v1/callers', { query: { phone: '+7 495 999-99-99' } });
    expect(unknown.json()).toEqual({
      phone: '+74959999999',
      contacts: [],
      customers: [],
      services: [],
      openTickets: [],
    });
  });

  it('logs a call that is about no ticket', async () => {
    const payload = { direction: 'in', outcome: 'answered', phone: '8 495 000 01 10', text: 'ошиблись номером' };
    const answer = await agent('POST', '/api/v1/calls', { payload });
    expect(answer.statusCode).toBe(201);
    expect(answer.json()).toMatchObject({ id: expect.any(String), phone: '+74950000110' });
  });

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

  const demoCustomer = '019b8c00-0000-7000-a000-000000000001';

  /** How many rows there are in every table; keys of requests among them. */
  async function everything(): Promise<unknown> {
    return api.database.db.execute(sql`
      select relname, (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from %I', relname), false, true, '')))[1]::text as rows
      from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by relname`);
  }
});
