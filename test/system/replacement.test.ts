import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { users } from '../../db/schema.ts';
import type { Role } from '../../domain/actor.ts';
import type { Caller } from '../support/caller.ts';
import { whyNoPostgres } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import {
  hardwareAt,
  keptForNobody,
  sentAtOnce,
  visitUntil,
  type SeenField,
  type SeenVisit,
} from '../support/field-by-api.ts';
import { describeUnless } from '../support/provided.ts';
import { brokenTickets } from '../support/protocols.ts';
import { startDesk, type RunningDesk } from '../support/running-desk.ts';
import { whyNoTemporal } from '../support/temporal.ts';
import { linkIn, mailsTo, pressOn, report, typesOf, until, type Seen } from '../support/tickets-by-api.ts';

interface Picking {
  readonly reservationId: string;
  readonly ticket: string;
  readonly quantity: number;
}

describeUnless(whyNoPostgres ?? whyNoTemporal, 'a broken router', () => {
  let desk: RunningDesk;
  let amira: Caller;
  let stella: Caller;
  let engineer: Caller;
  let number: string;
  let visit: SeenVisit;
  const vera = 'vera@replacement.example';
  const ticket = () => amira.done<SeenField>('GET', `/tickets/${number}`);
  const mail = async (words: string, to = vera) => {
    const found = desk.smtp.mails.find((one) => one.to.includes(to) && one.text.includes(words));
    if (!found) throw new Error(`no mail to ${to} says “${words}”`);
    return found;
  };

  beforeAll(async () => {
    desk = await startDesk({ terms: sentAtOnce });
    [amira, stella] = await Promise.all([desk.as('agent'), desk.as('storekeeper')]);
  });
  afterAll(() => desk?.close());

  it('that a person confirms sends an engineer at once, with the part that fits', async () => {
    ({ number } = await amira.done<Seen>('POST', '/tickets', report(vera)));
    await amira.insist('PUT', `/tickets/${number}/zone`, hardwareAt(1));
    visit = await visitUntil(amira, number, ({ status }) => status === 'offered');
    expect(visit.why?.en).toMatch(/\w+/);
    const seen = await ticket();
    expect(seen.reservations).toMatchObject([{ status: 'reserved' }]);
    expect(seen.clocks).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'arrival', state: 'running' }),
        expect.objectContaining({ name: 'replacement', state: 'running' }),
      ]),
    );
    const types = await typesOf(amira, number);
    expect(types).toEqual(expect.arrayContaining(['zoneConfirmed', 'visitProposed', 'partReserved', 'visitBooked']));
  });

  it('is picked, handed over, and received as the engineer says', async () => {
    const { items } = await stella.done<{ items: Picking[] }>('GET', '/picking');
    expect(items).toMatchObject([{ ticket: number, quantity: 1 }]);
    const [{ reservationId } = { reservationId: '' }] = items;
    engineer = await desk.as(await loginOf(visit.engineer!.id));
    await stella.done('PUT', `/reservations/${reservationId}/issue`, { engineerId: visit.engineer!.id });
    await engineer.done('PUT', `/reservations/${reservationId}/receipt`, {});
    expect((await ticket()).reservations).toMatchObject([{ status: 'issued' }]);
    expect((await stella.done<{ items: Picking[] }>('GET', '/picking')).items).toEqual([]);
  });

  it('is on its way, and the customer reads when', async () => {
    await engineer.done('PUT', `/visits/${visit.id}/acceptance`, {});
    await engineer.done('PUT', `/visits/${visit.id}/departure`, {});
    await mailsTo(desk.smtp, vera, 3);
    expect((await ticket()).status).toBe('inProgress');
  });

  it('is replaced: the actions come out of order and twice, and end in one visit', async () => {
    const earlier = new Date(Date.now() - 1_000).toISOString();
    const used = [{ partId: (await ticket()).reservations[0]!.partId, quantity: 1 }];
    const completion = { found: 'сгорел блок питания', done: 'заменён маршрутизатор', zone: 'cpe', partsUsed: used };
    await engineer.done('PUT', `/visits/${visit.id}/completion`, completion);
    for (const _again of [1, 2]) await engineer.done('PUT', `/visits/${visit.id}/arrival`, { happenedAt: earlier });
    const seen = await ticket();
    expect(seen.visits).toMatchObject([{ status: 'completed', arrivedAt: earlier }]);
    expect(seen.reservations).toMatchObject([{ status: 'used' }]);
    await eventually(async () => clock(await ticket(), 'arrival')?.state === 'met', { withinMs: 20_000 });
  });

  it('is resolved by who was there, and closed by the customer', async () => {
    await engineer.done('PUT', `/tickets/${number}/resolution`, { cause: 'питание', measures: 'замена', zone: 'cpe' });
    const restored = await eventually(() => mail('замена'), { withinMs: 30_000 });
    expect(clock(await ticket(), 'replacement')?.state).toBe('met');
    expect(await pressOn(linkIn(restored), 'accepted')).toBe(303);
    await until(amira, number, ({ status }) => status === 'closed');
  });

  it('leaves nothing kept for nobody, a ledger that sums up, and a protocol that verifies', async () => {
    expect(await keptForNobody(desk.database)).toEqual([]);
    expect(await brokenTickets(desk.database)).toEqual([]);
  });

  it('is nobody else’s business among the engineers', async () => {
    const others = ['engineer', 'engineer2'].map((login) => desk.as(login as Role));
    const strangers = (await Promise.all(others)).filter((one) => one !== engineer);
    const answers = await Promise.all(strangers.map((one) => one.ask('GET', `/visits/${visit.id}`)));
    const mine = await engineer.ask('GET', `/visits/${visit.id}`);
    expect(mine.status).toBe(200);
    expect(answers.map(({ status }) => status).filter((status) => status === 404).length).toBeGreaterThan(0);
  });

  function clock({ clocks }: SeenField, name: string) {
    return clocks.find((one) => one.name === name);
  }

  async function loginOf(id: string): Promise<Role> {
    const [row] = await desk.database.db.select().from(users).where(eq(users.id, id));
    return row!.login as Role;
  }
});
