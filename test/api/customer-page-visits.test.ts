import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Fact } from '../../db/tell-tickets.ts';
import { customerLinks } from '../../mail/links.ts';
import { startApi, testConfig, type TestApi } from '../support/api.ts';
import { vera } from '../support/cast.ts';
import { bakeryIsServed, opens } from '../support/database-story.ts';
import { whyNoPostgres } from '../support/database.ts';
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

  it('expects nobody where the engineer goes to a site of ours', async () => {
    await happens(...offered('core'), accepted());
    expect(await view()).toMatchObject({ visit: null });
  });
});
