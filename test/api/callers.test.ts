import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seedDemo } from '../../db/seed/demo.ts';
import { demoCustomerId } from '../../db/seed/ids.ts';
import { askAs, startApi, type TestApi } from '../support/api.ts';
import { whyNoPostgres } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';

const demoCustomer = demoCustomerId(1);

describeUnless(whyNoPostgres, 'whoever picks up the phone', () => {
  let api: TestApi;
  let agent: ReturnType<typeof askAs>;

  beforeAll(async () => {
    api = await startApi();
    await seedDemo(api.database, 'demo');
    agent = askAs(api.app, await api.signedInAs('agent'));
  });
  afterAll(() => api.close());

  it('recognises a caller by a number on the customer’s list, in any writing', async () => {
    const { json } = await agent('GET', '/api/v1/callers', { query: { phone: '8 916 000 01 21' } });
    expect(json()).toMatchObject({
      phone: '+79160000121',
      contacts: [{ name: 'Олег Миронов', ticket: null }],
      customers: [{ name: 'Клиника «Здравница»' }],
      services: expect.arrayContaining([expect.objectContaining({ kind: 'vpn', site: expect.anything() })]),
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

  it('recognises somebody who stands on tickets only, once, with what is open', async () => {
    const { db } = api.database;
    for (const [number, ended] of [
      ['HD-1000016', null],
      ['HD-1000024', '2026-01-05T09:00:00Z'],
    ]) {
      await db.execute(sql`insert into tickets (number, status, version, channel, severity, priority, urgency, team,
        episode, customer_id, reported_at, opened_at, ended_at, state, position, head_hash) values (${number},
        'inProgress', 1, 'phone', 'major', 'P2', 0, 'desk', 1, ${demoCustomer}, now(), now(), ${ended}, '{}', 1, 'h')`);
      await db.execute(sql`insert into ticket_contacts (id, number, name, phone, language, prefers, roles)
        values (gen_random_uuid(), ${number}, 'Зоя', '+79160000199', 'ru', '[]', '["reporter"]')`);
    }
    const { json } = await agent('GET', '/api/v1/callers', { query: { phone: '+79160000199' } });
    const { contacts, openTickets, customers } = json();
    expect(contacts).toMatchObject([{ name: 'Зоя', customerId: demoCustomer }]);
    expect(openTickets).toMatchObject([{ number: 'HD-1000016', status: 'inProgress' }]);
    expect(customers).toMatchObject([{ id: demoCustomer }]);
  });

  it('logs a call that is about no ticket', async () => {
    const payload = { direction: 'in', outcome: 'answered', phone: '8 495 000 01 10', text: 'ошиблись номером' };
    const answer = await agent('POST', '/api/v1/calls', { payload });
    expect(answer.statusCode).toBe(201);
    expect(answer.json()).toMatchObject({ id: expect.any(String), phone: '+74950000110' });
  });
});
