import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { amira, dina, egor, nikolai } from '../../support/cast.ts';
import { whyNoPostgres } from '../../support/database.ts';
import { describeUnless } from '../../support/provided.ts';
import { longAgo, nowhere, openFor, type Ask } from '../tickets/setting.ts';
import { asksForVisit, done, inHours, irma, startVisits, theSite, type VisitSetting } from './visit-setting.ts';

describeUnless(whyNoPostgres, 'booking a visit by hand', () => {
  let setting: VisitSetting;
  let asDina: Ask;
  beforeAll(async () => {
    setting = await startVisits();
    asDina = setting.as(dina);
  });
  afterAll(() => setting?.close());
  beforeEach(() => setting.database.sql`delete from bookings`);

  const books = async (id: string, payload: object) =>
    (await asDina('PUT', `/visits/${id}/booking`, { payload })).json();
  const morning = () => ({ from: inHours(20), to: inHours(21) });

  it('takes the window as it is said, and who is free then', async () => {
    const { id } = await asksForVisit(setting);
    const visit = await books(id, { window: morning() });
    expect(visit).toMatchObject({ status: 'offered', engineer: { id: egor.id }, window: morningOf(visit.window) });
    const second = await asksForVisit(setting);
    expect(await books(second.id, { window: visit.window })).toMatchObject({ engineer: { id: irma.id } });
    const third = await asksForVisit(setting);
    expect(await books(third.id, { window: visit.window })).toMatchObject({ status: 409, code: 'engineerBooked' });
  });
  const morningOf = ({ from, to }: { from: string; to: string }) => ({ from, to });

  it('says that the customer chose the window', async () => {
    const { id, number } = await asksForVisit(setting);
    await books(id, { window: { ...morning(), chosenBy: 'customer' } });
    const { items } = await done(setting.as(amira), 'GET', `/tickets/${number}/protocol`);
    const booked = items.find(({ type }: { type: string }) => type === 'visitBooked');
    expect(booked.data).toMatchObject({ engineerId: egor.id, chosenBy: 'customer' });
  });

  it('moves it to another engineer and to another time', async () => {
    const { id } = await asksForVisit(setting);
    await books(id, {});
    expect(await books(id, { engineerId: irma.id })).toMatchObject({ status: 'offered', engineer: { id: irma.id } });
    const moved = await books(id, { engineerId: irma.id, window: morning() });
    expect(moved.log.map(({ type }: { type: string }) => type)).toEqual([
      ...['visitRequested', 'visitBooked', 'visitUnbooked', 'visitBooked', 'visitBooked'],
    ]);
    expect(await books(id, {})).toMatchObject({ engineer: { id: irma.id }, window: moved.window });
  });

  it('never books two visits of one engineer at once, however many dispatchers are at it', async () => {
    const visits = [];
    for (let made = 0; made < 6; made++) visits.push((await asksForVisit(setting)).id);
    const payload = { engineerId: egor.id, window: morning() };
    const answers = await Promise.all(visits.map((id) => asDina('PUT', `/visits/${id}/booking`, { payload })));
    expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1);
    const refused = answers.filter(({ statusCode }) => statusCode === 409).map((answer) => answer.json().code);
    expect(new Set(refused)).toEqual(new Set(['engineerBooked']));
  });

  it.each([
    ['an engineer without the skill', { engineerId: egor.id }, ['fibre'], 409, 'engineerUnfit'],
    ['the best of nobody with the skill', {}, ['submarine'], 409, 'engineerUnfit'],
    ['somebody who is no engineer', { engineerId: nikolai.id }, ['router'], 422, 'unknownReference'],
    [
      'an engineer outside their shifts',
      { engineerId: egor.id, window: nextMonth() },
      ['router'],
      409,
      'engineerUnfit',
    ],
    [
      'a window that is over',
      { window: { from: longAgo, to: '2020-06-01T01:00:00Z' } },
      ['router'],
      422,
      'untilInPast',
    ],
  ])('refuses %s', async (_what, payload, skills, status, code) => {
    const { id } = await asksForVisit(setting, { skills });
    expect(await books(id, payload)).toMatchObject({ status, code });
    expect(await done(asDina, 'GET', `/visits/${id}`)).toMatchObject({ status: 'proposed', engineer: null });
  });

  it('is too late once the engineer has set out', async () => {
    const { id } = await asksForVisit(setting);
    await books(id, { engineerId: egor.id });
    await done(setting.as(egor), 'PUT', `/visits/${id}/departure`);
    expect(await books(id, { engineerId: irma.id })).toMatchObject({ status: 409, code: 'visitFinished' });
  });
});

function nextMonth() {
  return { from: inHours(40 * 24), to: inHours(40 * 24 + 1) };
}

describeUnless(whyNoPostgres, 'the list of visits', () => {
  let setting: VisitSetting;
  let asDina: Ask;
  let [today, tomorrow, open] = ['', '', ''];
  const start = new Date(Date.now() + 3 * 24 * 3_600_000).toISOString().slice(0, 10);
  const onDay = (day: string, clock: string) => `${day}T${clock}:00.000Z`;
  const next = new Date(Date.parse(start) + 24 * 3_600_000).toISOString().slice(0, 10);
  beforeAll(async () => {
    setting = await startVisits();
    asDina = setting.as(dina);
    [today, tomorrow, open] = [
      (await asksForVisit(setting)).id,
      (await asksForVisit(setting)).id,
      (await asksForVisit(setting)).id,
    ];
    const windows = {
      [today]: [onDay(start, '10:00'), onDay(start, '11:00')],
      [tomorrow]: [onDay(next, '10:00'), onDay(next, '11:00')],
    };
    for (const [id, [from, to]] of Object.entries(windows).toReversed()) {
      await done(asDina, 'PUT', `/visits/${id}/booking`, { engineerId: egor.id, window: { from, to } });
    }
  });
  afterAll(() => setting?.close());

  const list = async (query: Record<string, string>, ask = asDina) => {
    const answer = await ask('GET', '/visits', { query });
    if (answer.statusCode !== 200) throw new Error(answer.body);
    return answer.json().items.map(({ id }: { id: string }) => id);
  };

  it('has those last that were asked for first', async () => {
    expect(await list({})).toEqual([open, tomorrow, today]);
  });

  it.each([
    ['an engineer, by their windows', { engineer: egor.id }, () => [today, tomorrow]],
    ['a day', { day: start }, () => [today]],
    ['a status', { status: 'proposed' }, () => [open]],
    ['statuses', { status: 'proposed,offered' }, () => [open, tomorrow, today]],
    ['a site', { siteId: theSite, day: next }, () => [tomorrow]],
    ['a site where nobody goes', { siteId: nowhere }, () => []],
  ])('finds by %s', async (_what, query, found) => {
    expect(await list(query)).toEqual(found());
  });

  it('shows engineers their own', async () => {
    expect(await list({}, setting.as(egor))).toEqual([tomorrow, today]);
    expect(await list({ engineer: 'me', day: start }, setting.as(egor))).toEqual([today]);
    expect(await list({ engineer: egor.id }, setting.asIrma)).toEqual([]);
  });

  it.each([{}, { engineer: egor.id }])('goes page by page, each once', async (query) => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: { items: { id: string }[]; nextCursor: string | null } = (
        await asDina('GET', '/visits', { query: { ...query, limit: '1', ...(cursor !== null && { cursor }) } })
      ).json();
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(await list(query));
  });

  it.each([
    ['a day that is none', { day: '2026-02-30' }, 'day'],
    ['an unknown status', { status: 'lost' }, 'status.0'],
    ['an engineer who is no id', { engineer: 'egor' }, 'engineer'],
    ['an unknown parameter', { when: 'now' }, 'when'],
    ['a cursor of the other order', { cursor: 'bm9uZQ' }, 'cursor'],
  ])('refuses %s', async (_what, query, path) => {
    const answer = await asDina('GET', '/visits', { query: query as unknown as Record<string, string> });
    expect(answer.json()).toMatchObject({ status: 400, code: 'badQuery', errors: [{ path }] });
  });

  it('is no way to a ticket’s visits for a stranger', async () => {
    const { number } = await openFor(setting.as(amira));
    expect((await setting.as(egor)('GET', `/tickets/${number}/visits`)).statusCode).toBe(404);
    expect((await asDina('GET', `/visits/${nowhere}`)).statusCode).toBe(404);
    expect((await asDina('GET', '/visits/none')).statusCode).toBe(404);
  });
});
