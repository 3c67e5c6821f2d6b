import { beforeAll, expect, it } from 'vitest';
import { extendCalendars } from '../../activities/extend-calendars.ts';
import { expand } from '../../calendars/expand.ts';
import { append } from '../../db/append.ts';
import { readEntries, verify } from '../../db/protocol.ts';
import { calendars } from '../../db/schema.ts';
import { ticketOf } from '../../db/telling.ts';
import type { TicketEvent } from '../../domain/events.ts';
import { instantOf, msOf } from '../../domain/instant.ts';
import type { WorkingTime } from '../../domain/working-time.ts';
import { aroundTheClockIn, asRow, officeHours } from '../support/calendars.ts';
import { whyNoPostgres } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';
import { decided, noted, openedOn, ownDatabase } from '../support/tickets-on-database.ts';

const dayMs = 86_400_000;

describeUnless(whyNoPostgres, 'extendCalendars', () => {
  const own = ownDatabase();
  const db = () => own().database.db;
  const office = officeHours({ holidays: ['2026-06-12'] });

  beforeAll(async () => {
    const newer = { ...office, version: 2, holidays: [] };
    await db().insert(calendars).values([office, newer].map(asRow));
  });

  const inDays = (days: number) => instantOf(Date.now() + days * dayMs);
  const endingIn = (days: number): WorkingTime => expand(office, inDays(-1), inDays(days));
  const opened = (...workingTimes: readonly WorkingTime[]) => openedOn(own().database, { workingTimes });
  const appends = async (number: string, ...events: readonly TicketEvent[]) =>
    (await db().transaction((tx) => append(tx, number, events))).ticket;
  const extend = async (number: string, foldedUpTo: number) =>
    (await extendCalendars(own().database, { number, foldedUpTo })).entries;

  it('tells a ticket more of the version that it counts by, and answers with what is new', async () => {
    const known = endingIn(30);
    const { number, foldedUpTo } = await opened(known);
    await appends(number, noted());
    const entries = await extend(number, foldedUpTo);
    expect(entries.map(({ type }) => type)).toEqual(['noteAdded', 'calendarExtended']);
    const [time] = (await ticketOf(db(), number)).workingTimes ?? [];
    expect(time).toMatchObject({ version: 1, from: known.from });
    expect(time).toEqual(expand(office, known.from, time!.until));
    expect(Math.round((msOf(time!.until) - Date.now()) / dayMs)).toBeGreaterThanOrEqual(119);
    expect(await verify(db(), number)).toMatchObject({ intact: true });
  });

  it('extends once, however often it runs', async () => {
    const { number, foldedUpTo } = await opened(endingIn(30));
    await Promise.all([extend(number, foldedUpTo), extend(number, foldedUpTo)]);
    await extend(number, foldedUpTo);
    const types = (await readEntries(db(), number, foldedUpTo)).map(({ type }) => type);
    expect(types).toEqual(['calendarExtended']);
  });

  it('goes on from a calendar that ended long ago', async () => {
    const ended = expand(office, inDays(-90), inDays(-20));
    const { number, foldedUpTo } = await opened(ended);
    await extend(number, foldedUpTo);
    const [time] = (await ticketOf(db(), number)).workingTimes ?? [];
    expect(time).toEqual(expand(office, ended.from, time!.until));
  });

  it('leaves alone what ends late, and what is always open', async () => {
    const always = expand(aroundTheClockIn('Europe/Moscow'), inDays(-1), inDays(1));
    const { number, foldedUpTo } = await opened(endingIn(70), { ...always, calendarId: 'another' });
    expect(await extend(number, foldedUpTo)).toEqual([]);
  });

  it('leaves alone a ticket that has ended', async () => {
    const ticket = await opened(endingIn(30));
    const { foldedUpTo } = await appends(ticket.number, ...decided(ticket, { type: 'reject', texts: {} }));
    expect(await extend(ticket.number, foldedUpTo)).toEqual([]);
  });
});
