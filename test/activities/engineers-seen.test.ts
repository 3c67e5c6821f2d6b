import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { connect, type Database } from '../../db/client.ts';
import { engineersSeen } from '../../db/dispatch/engineers-seen.ts';
import { bookings, engineers, parts, shifts, stock, users, visits, warehouses } from '../../db/schema.ts';
import { spanOf } from '../../domain/dispatch/agenda.ts';
import type { Window } from '../../domain/events-of-field.ts';
import type { Visit } from '../../domain/visit/visit.ts';
import type { VisitStatus } from '../../domain/words.ts';
import { after, before, msOf, type Instant } from '../../domain/instant.ts';
import { at, egor, nineOClock, stella, theNextDay } from '../support/cast.ts';
import { freshDatabase, whyNoPostgres, type TestDatabase } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';

const id = (place: number) => `019b8c00-eeee-7000-8000-${String(place).padStart(12, '0')}`;

const msAt = (time: string) => msOf(at(time));

describeUnless(whyNoPostgres, 'engineers as dispatch sees them', () => {
  let fresh: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    fresh = await freshDatabase();
    database = connect(fresh.appUrl);
    const { db } = database;
    const person = { passwordHash: 'none', roles: ['engineer' as const], language: 'ru' as const };
    await db.insert(users).values([
      { id: egor.id, login: 'egor', name: 'Егор', ...person },
      { id: stella.id, login: 'stella', name: 'Стелла', ...person },
    ]);
    await db.insert(engineers).values([
      { id: egor.id, region: 'Москва', skills: ['olt', 'ont'], languages: ['ru'], overtime: true },
      { id: stella.id, region: 'Тверь', skills: ['ont'], languages: ['en'] },
    ]);
  });
  afterAll(async () => {
    await database.close();
    await fresh.drop();
  });
  beforeEach(async () => {
    for (const table of [bookings, visits, shifts]) await database.db.delete(table);
  });

  const seen = async (now = nineOClock) => (await engineersSeen(database.db, now)).find((one) => one.id === egor.id);

  async function planned(kind: 'shift' | 'absence', ...windows: Window[]): Promise<void> {
    const rows = windows.map(({ from, to }, place) => ({ kind, from: new Date(from), to: new Date(to), place }));
    await database.db.insert(shifts).values(
      rows.map(({ place, ...row }) => ({
        ...row,
        id: id(kind === 'shift' ? place : 50 + place),
        engineerId: egor.id,
      })),
    );
  }

  async function booked(place: number, status: VisitStatus, from: Instant, to: Instant): Promise<void> {
    const times = { from: new Date(after(from, 'PT40M')), requestedAt: new Date(from) };
    const state = {} as Visit;
    const visit = { id: id(place), status, priority: 'P3', zone: 'access', state, position: 1 } as const;
    await database.db.insert(visits).values({ ...visit, ...times, engineerId: egor.id });
    const during = `[${from},${to})`;
    await database.db.insert(bookings).values({ visitId: id(place), engineerId: egor.id, during, region: 'Клин' });
  }

  it('have what is known of them, and neither shifts nor bookings at first', async () => {
    expect(await engineersSeen(database.db, nineOClock)).toEqual([
      {
        ...{ id: egor.id, region: 'Москва', skills: ['olt', 'ont'], languages: ['ru'], overtime: true },
        ...{ shifts: [], absences: [], bookings: [], carries: {} },
      },
      {
        ...{ id: stella.id, region: 'Тверь', skills: ['ont'], languages: ['en'], overtime: false },
        ...{ shifts: [], absences: [], bookings: [], carries: {} },
      },
    ]);
  });

  it('can be asked for by their skills', async () => {
    const able = await engineersSeen(database.db, nineOClock, undefined, ['ont', 'olt']);
    expect(able.map((one) => one.id)).toEqual([egor.id]);
  });

  it('work in the shifts that are not over and begin within a week, but for their absences', async () => {
    const shift = { from: at('08:00'), to: at('18:00') };
    const over = { from: before(nineOClock, 'P1D'), to: nineOClock };
    const afar = { from: after(nineOClock, 'P7D'), to: after(nineOClock, 'P8D') };
    const absence = { from: at('12:00'), to: at('13:00') };
    await planned('shift', over, shift, { from: at('18:00'), to: theNextDay }, afar);
    await planned('absence', absence);
    expect(await seen()).toMatchObject({
      shifts: [
        { from: msAt('08:00'), to: msAt('12:00') },
        { from: msAt('13:00'), to: msOf(theNextDay) },
      ],
      absences: [spanOf(absence)],
    });
  });

  it('are booked, and can be moved until they set out', async () => {
    await booked(1, 'accepted', at('10:00'), at('12:00'));
    await booked(2, 'enRoute', at('12:00'), at('14:00'));
    await booked(3, 'offered', at('14:00'), at('16:00'));
    const told = { priority: 'P3', region: 'Клин' };
    expect((await seen())?.bookings).toEqual([
      { visitId: id(1), ...told, movable: true, from: msAt('10:00'), to: msAt('12:00'), arriveAt: msAt('10:40') },
      { visitId: id(2), ...told, movable: false, from: msAt('12:00'), to: msAt('14:00'), arriveAt: msAt('12:40') },
      { visitId: id(3), ...told, movable: true, from: msAt('14:00'), to: msAt('16:00'), arriveAt: msAt('14:40') },
    ]);
  });

  it('are where the last visit of the shift has left them, and at home after a night', async () => {
    await booked(1, 'completed', at('06:00'), at('08:00'));
    expect((await seen())?.bookings).toMatchObject([{ visitId: id(1), movable: false }]);
    expect((await seen(theNextDay))?.bookings).toEqual([]);
  });

  it('are still busy where the time is over and they are still there', async () => {
    await booked(1, 'onSite', at('06:00'), at('08:30'));
    expect((await seen())?.bookings).toMatchObject([{ from: msAt('06:00'), to: msAt('09:30') }]);
  });

  it('carry what lies in their van and is nobody’s', async () => {
    const { db } = database;
    const [van, store] = [id(90), id(91)];
    await db.insert(warehouses).values([
      { id: van, name: 'Машина', region: 'Москва', engineerId: egor.id },
      { id: store, name: 'Склад', region: 'Москва' },
    ]);
    const part = (place: number) => ({ id: id(place), name: `Плата ${place}`, number: String(place), unit: 'шт' });
    await db.insert(parts).values([part(80), part(81)]);
    await db.insert(stock).values([
      { partId: id(80), warehouseId: van, onHand: 3, reserved: 1 },
      { partId: id(81), warehouseId: van, onHand: 1, reserved: 1 },
      { partId: id(81), warehouseId: store, onHand: 5, reserved: 0 },
    ]);
    expect((await seen())?.carries).toEqual({ [id(80)]: 2 });
  });
});
