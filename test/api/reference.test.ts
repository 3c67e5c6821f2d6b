import { afterAll, beforeAll, expect, it } from 'vitest';
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
    expect(new Set(answers.map((answer) => answer.json().version))).toEqual(new Set([2, 3, 4, 5, 6, 7]));
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

  it.each(['sms', 'webhook'])('takes one for %s', async (channel) => {
    expect(await add('/templates', { ...theTemplate, channel })).toMatchObject({ version: 1, channel });
  });

  it('shows a customer’s webhook secret once, another each time it is asked for', async () => {
    const { id } = await add('/customers', aCustomer);
    const ask = () => admin('POST', `/api/v1/customers/${id}/webhook-secret`);
    const [first, second] = [(await ask()).json().secret, (await ask()).json().secret];
    expect(first).toMatch(/^whs_/);
    expect(second).toMatch(/^whs_/);
    expect(second).not.toBe(first);
    expect((await admin('GET', `/api/v1/customers/${id}`)).body).not.toContain('whs_');
  });
});
