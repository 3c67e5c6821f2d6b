import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readEntries } from '../../db/protocol.ts';
import { customerContacts, privateTexts, ticketContacts, tickets } from '../../db/schema.ts';
import { ticketOf } from '../../db/telling.ts';
import { customerLinks } from '../../mail/links.ts';
import { engineAway, startApi, testConfig, type TestApi } from '../support/api.ts';
import { bakersInternet, bakery, galina, irina, vera } from '../support/cast.ts';
import { customerBy, type CustomerByLink } from '../support/customer-by-link.ts';
import { answered, bakeryIsServed, opens, restored } from '../support/database-story.ts';
import { whyNoPostgres } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';

const links = customerLinks(testConfig);

describeUnless(whyNoPostgres, 'what was closed and is broken again', () => {
  let api: TestApi;
  let started: string[];
  let number: string;
  let veras: CustomerByLink;
  let irinas: CustomerByLink;

  beforeEach(async () => {
    started = [];
    const opened = (ticket: { number: string }) => Promise.resolve(started.push(ticket.number) > 0);
    api = await startApi({ desk: { ...engineAway, opened } });
    await bakeryIsServed(api.database);
    const ticket = await opens(api.database, { contacts: [vera, irina], severity: 'critical' });
    number = ticket.number;
    [veras, irinas] = [vera, irina].map(({ id }) => customerBy(api.app, links.tokenFor(ticket, id))) as [
      CustomerByLink,
      CustomerByLink,
    ];
    await restored(api.database, number);
    await answered(api.database, number, vera, 'accepted');
  });
  afterEach(() => api.close());

  const next = async () => (await veras.view()).again.next;
  const followUp = async () => ticketOf(api.database.db, (await next())!.number);
  const customersNext = async () => customerBy(api.app, (await next())!.link!.slice(-36));

  it('is asked about on the page of the closed ticket', async () => {
    expect(await veras.look()).toMatch(/Снова не работает\?[^]*action="[\w-]{36}\/again\?language=ru"/);
    expect(await veras.view()).toMatchObject({ again: { mayReport: true, next: null } });
  });

  it('becomes another ticket of the same service and contact, as severe as before, and is started at once', async () => {
    expect((await veras.presses('again', { note: 'с утра опять нет связи' })).statusCode).toBe(303);
    const ticket = await followUp();
    expect(ticket).toMatchObject({
      ...{ previous: number, serviceId: bakersInternet, customerId: bakery, channel: 'portal' },
      ...{ severity: 'critical', status: 'acknowledged', speaks: true },
      contacts: [{ language: 'ru', phone: true, email: true, roles: ['reporter'] }],
    });
    expect(started).toEqual([ticket.number]);
    const [opening] = await readEntries(api.database.db, ticket.number);
    expect(opening).toMatchObject({ by: { kind: 'customer', id: ticket.contacts[0]?.id } });
    const texts = await api.database.db.select().from(privateTexts).where(eq(privateTexts.number, ticket.number));
    expect(texts.map(({ value }) => value)).toEqual(
      expect.arrayContaining(['с утра опять нет связи', 'Вера Кузнецова', '+79161234567', 'vera@bakery.example']),
    );
  });

  it('tells its reporter by the channels and at the hours that they chose before', async () => {
    const chosen = { prefers: ['webhook', 'email'], refuses: ['sms'] } as const;
    const quietHours = { from: '22:00', to: '07:00', timeZone: 'Asia/Yekaterinburg', except: ['restored'] } as const;
    const theirs = {
      ...vera,
      ...chosen,
      webhook: true,
      quietHours,
      id: '019b8c00-0000-7000-9000-0000000000c1',
    } as const;
    const ticket = await opens(api.database, { contacts: [theirs] });
    const webhook = 'https://desk.bakery.example/tickets';
    const reached = { name: 'Вера Кузнецова', phone: '+79161234567', email: 'vera@bakery.example', webhook };
    await api.database.db.update(ticketContacts).set(reached).where(eq(ticketContacts.id, theirs.id));
    await restored(api.database, ticket.number);
    await answered(api.database, ticket.number, theirs, 'accepted');
    veras = customerBy(api.app, links.tokenFor(ticket, theirs.id));
    expect((await veras.sends('again', {})).statusCode).toBe(202);
    expect((await followUp()).contacts).toMatchObject([{ ...chosen, webhook: true, quietHours }]);
    const next = await followUp();
    const rows = await api.database.db.select().from(ticketContacts).where(eq(ticketContacts.number, next.number));
    expect(rows).toMatchObject([reached]);
  });

  it('says so where nothing is written', async () => {
    await veras.sends('again', {});
    const { number: following } = await followUp();
    const texts = await api.database.db.select().from(privateTexts).where(eq(privateTexts.number, following));
    expect(texts.map(({ value }) => value)).toContain(`Снова не работает после закрытия заявки ${number}.`);
  });

  it('leads from the closed ticket to the new one whoever reported it, and nobody else', async () => {
    await veras.presses('again', {});
    const { number: following } = await followUp();
    expect(await (await customersNext()).view()).toMatchObject({ number: following, status: 'acknowledged' });
    expect(await veras.look()).toContain(`Открыть заявку <span class="nb">${following}</span></a>`);
    expect(await irinas.view()).toMatchObject({ again: { mayReport: false, next: { number: following, link: null } } });
  });

  it('stays one ticket, however often and by whomever it is reported', async () => {
    await Promise.all([veras.presses('again', {}), veras.presses('again', {}), irinas.presses('again', {})]);
    expect((await irinas.sends('again', {})).statusCode).toBe(202);
    expect(started).toHaveLength(1);
    expect(await api.database.db.$count(tickets)).toBe(2);
  });

  it('can be reported anew when the new ticket is over too', async () => {
    await veras.presses('again', {});
    const { number: following } = await followUp();
    await restored(api.database, following);
    const [contact] = (await ticketOf(api.database.db, following)).contacts;
    await answered(api.database, following, contact!, 'accepted');
    expect(await irinas.view()).toMatchObject({ again: { mayReport: true } });
    await irinas.presses('again', {});
    expect(await api.database.db.$count(tickets)).toBe(3);
  });

  it('is confirmed by those on the customer’s list, as after any report', async () => {
    await api.database.db.insert(customerContacts).values({
      ...{ id: galina.id, customerId: bakery, name: 'Galina Orlova', email: 'galina@bakery.example' },
      ...{ language: 'en', prefers: ['email'], mayConfirm: true },
    });
    await veras.presses('again', {});
    const { contacts } = await followUp();
    expect(contacts.map(({ roles, listed }) => [roles, listed])).toEqual([
      [['reporter'], false],
      [['confirms'], true],
    ]);
  });

  it('is reported without a service where that is another customer’s by now', async () => {
    await api.database.sql`
      with clinic as (insert into customers (id, name, language, phones, emails)
        values ('019b8c00-0000-7000-a000-000000000002', 'Клиника', 'ru', '[]', '[]') returning id)
      update services set customer_id = clinic.id from clinic`;
    await veras.presses('again', {});
    expect(await followUp()).toMatchObject({ serviceId: null, customerId: null, previous: number });
  });

  it('is shown to its former customer no more when it turns out to be another’s', async () => {
    await veras.presses('again', {});
    const following = await customersNext();
    const { number: theirs } = await followUp();
    await api.database.sql`update tickets set state = jsonb_set(state, '{linkEpoch}', '2') where number = ${theirs}`;
    expect(await following.look()).toContain('Ссылка не действует');
    expect(await (await customersNext()).look()).toContain('Ссылка не действует');
  });
});
