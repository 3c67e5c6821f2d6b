import { afterEach, beforeEach, expect, it } from 'vitest';
import { visits, visitTickets } from '../../db/schema.ts';
import type { Fact } from '../../db/tell-tickets.ts';
import type { Visit } from '../../domain/visit/visit.ts';
import { customerLinks } from '../../mail/links.ts';
import { startApi, testConfig, type TestApi } from '../support/api.ts';
import { bakery, clinic, nineOClock, oleg, vera } from '../support/cast.ts';
import { bakeryIsServed, opens } from '../support/database-story.ts';
import { whyNoPostgres } from '../support/database.ts';
import { theVisit } from '../support/field-deeds.ts';
import { describeUnless } from '../support/provided.ts';
import {
  accepted,
  arrived,
  completed,
  departed,
  failed,
  offered,
  theWindow,
  ticketHears,
} from '../support/visit-facts.ts';

describeUnless(whyNoPostgres, 'the customer’s page about a visit', () => {
  let api: TestApi;
  let number: string;
  let token: string;

  beforeEach(async () => {
    api = await startApi();
    await bakeryIsServed(api.database);
    const ticket = await opens(api.database, { contacts: [vera], dispatches: true });
    number = ticket.number;
    token = customerLinks(testConfig).tokenFor(ticket, vera.id);
  });
  afterEach(() => api.close());

  const happens = (...facts: readonly Fact[]) => ticketHears(api.database, number, ...facts);
  /** The visit that the facts are about went for this ticket as well. */
  async function servedByOneVisit(served: string): Promise<void> {
    const [requestedAt, state] = [new Date(nineOClock), {} as Visit];
    const visit = {
      id: theVisit,
      status: 'completed',
      priority: 'P2',
      zone: 'cpe',
      requestedAt,
      state,
      position: 1,
    } as const;
    await api.database.db.insert(visits).values(visit).onConflictDoNothing();
    await api.database.db.insert(visitTickets).values({ visitId: theVisit, number: served, joinedAt: requestedAt });
  }
  const look = async (query = '') => (await api.app.inject({ url: `/c/${token}${query}` })).body;
  const view = async () =>
    (await api.app.inject({ url: `/c/${token}`, headers: { accept: 'application/json' } })).json();

  it('promises nobody before an engineer has accepted', async () => {
    await happens(...offered());
    expect(await view()).toMatchObject({ visit: null });
    expect(await look()).not.toContain('Выезд инженера');
  });

  it('shows the agreed time, in the zone of the customer’s place', async () => {
    await happens(...offered(), accepted());
    expect(await view()).toMatchObject({ visit: { state: 'agreed', window: theWindow } });
    const page = await look();
    expect(page).toContain('Выезд инженера');
    expect(page).toContain('5 января 2026 г., 15:00–17:00 (Екатеринбург, UTC+5)');
    expect(page).toContain('Инженер принял выезд: с 5 января 2026 г., 15:00 до 5 января 2026 г., 17:00.');
    expect(page).not.toMatch(/\d UTC\b/);
    expect(await look('?language=en')).toContain('Our engineer will come at the agreed time.');
  });

  it('says that the engineer is on the way, then there', async () => {
    await happens(...offered(), accepted(), departed);
    expect(await look()).toContain('Инженер в пути.');
    await happens(arrived);
    expect(await look()).toContain('Инженер на месте.');
  });

  it('shows what was done, and what was found only to the desk', async () => {
    await happens(...offered());
    await happens(accepted(), arrived, completed({ found: 'тайна шкафа', done: 'роутер заменён' }));
    const page = await look();
    expect(page).toContain('роутер заменён');
    expect(page).not.toContain('тайна шкафа');
    expect(await view()).toMatchObject({ visit: null });
  });

  it('says why nothing could be done where that lies with the customer', async () => {
    await happens(...offered(), accepted(), failed('customer', 'дверь закрыта'));
    expect(await look()).toContain('дверь закрыта');
  });

  it('keeps the operator’s own reasons to the desk', async () => {
    await happens(...offered(), accepted(), failed('operator', 'дверь закрыта'));
    const page = await look();
    expect(page).toContain('по вине оператора');
    expect(page).not.toContain('дверь закрыта');
  });

  it.each([
    ['shows it where that went for nobody else', [], true],
    ['shows it where their other ticket was served too', [{ customerId: bakery }], true],
    ['hides it where another customer was served too', [{ customerId: bakery }, { customerId: clinic }], false],
    ['hides it where nobody knew yet who else was served', [{ serviceId: null, customerId: null }], false],
  ] as const)('%s: what an engineer wrote about a visit', async (_, others, shown) => {
    await happens(...offered(), accepted(), arrived, completed({ found: 'x', done: 'роутер заменён' }));
    await servedByOneVisit(number);
    for (const [index, other] of others.entries()) {
      const contacts = [{ ...oleg, id: `019b8c00-0000-7000-9000-0000000000d${index}` }];
      await servedByOneVisit((await opens(api.database, { contacts, ...other })).number);
    }
    expect((await look()).includes('роутер заменён')).toBe(shown);
  });

  it('expects nobody where the engineer goes to a site of ours', async () => {
    await happens(...offered('core'), accepted());
    expect(await view()).toMatchObject({ visit: null });
  });
});
