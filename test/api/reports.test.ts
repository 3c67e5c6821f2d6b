import { afterAll, beforeAll, expect, it } from 'vitest';
import { amira, anton, dina, nikolai, sergei } from '../support/cast.ts';
import { whyNoPostgres } from '../support/database.ts';
import { livedOn } from '../support/past-lives.ts';
import { describeUnless } from '../support/provided.ts';
import { reportedLives } from './reported-lives.ts';
import { bakersContract, startSetting, type Setting } from './tickets/setting.ts';

interface Item {
  readonly clock?: string;
  readonly episode: number;
  readonly zone: string;
}

describeUnless(whyNoPostgres, 'the reports', () => {
  let setting: Setting;

  beforeAll(async () => {
    setting = await startSetting();
    for (const life of reportedLives) await livedOn(setting.database, ...life);
  });
  afterAll(() => setting.close());

  const day = { from: '2026-01-05', to: '2026-01-05' };
  const get = (report: string, query: Record<string, string> = day, headers = {}, person = sergei) =>
    setting.as(person)('GET', `/reports/${report}`, { query, headers });
  const items = async (report: string, which: Partial<Item>): Promise<Item[]> => {
    const answer = await get(report);
    if (answer.statusCode !== 200) throw new Error(answer.body);
    const fits = (item: Item) => Object.entries(which).every(([name, value]) => item[name as keyof Item] === value);
    return answer.json().items.filter(fits);
  };

  it('say for which period they are', async () => {
    const { from, to } = (await get('sla')).json();
    expect({ from, to }).toEqual({ from: '2026-01-05T00:00:00.000Z', to: '2026-01-06T00:00:00.000Z' });
  });

  it('count responses in time and late ones, with how late they were', async () => {
    expect(await items('sla', { clock: 'response', zone: 'core' })).toEqual([
      {
        ...{ clock: 'response', priority: 'P2', zone: 'core', month: '2026-01', episode: 1 },
        contract: { id: bakersContract, name: 'К-1' },
        ...{ promises: 1, kept: 0, missed: 1, share: 0 },
        lateness: {
          ...{ unmet: 0, p50Seconds: 600, p90Seconds: 600, maxSeconds: 600 },
          ...{ upTo15Minutes: 1, upTo1Hour: 0, upTo4Hours: 0, upTo24Hours: 0, longer: 0 },
        },
      },
    ]);
    expect(await items('sla', { clock: 'response', zone: 'access' })).toMatchObject([
      { promises: 3, kept: 3, share: 1 },
    ]);
  });

  it('count the promises that a ticket met before it was given up, and none that was open then', async () => {
    const ofGivenUp = await items('sla', { zone: 'unknown', episode: 1 });
    expect(ofGivenUp).toMatchObject([{ clock: 'response', promises: 1, kept: 1 }]);
  });

  it('count a restoration late by the wall clock', async () => {
    expect(await items('sla', { clock: 'restore', zone: 'core' })).toMatchObject([
      { promises: 1, kept: 0, missed: 1, lateness: { maxSeconds: 1_800, upTo1Hour: 1 } },
    ]);
  });

  it('count no restoration that the customer denied; the next episode answers for it', async () => {
    const ofDenied = [
      ...(await items('sla', { zone: 'cpe' })),
      ...(await items('sla', { clock: 'restore', episode: 2 })),
    ];
    expect(await items('sla', { clock: 'restore', episode: 1, zone: 'access' })).toMatchObject([
      { promises: 2, kept: 2 },
    ]);
    expect(ofDenied).toContainEqual(expect.objectContaining({ clock: 'restore', episode: 2, zone: 'cpe', kept: 1 }));
  });

  it('count a late restoration once that the customer denied, as broken and not met', async () => {
    expect(await items('sla', { clock: 'restore', zone: 'customerLan' })).toEqual([]);
    expect(await items('sla', { clock: 'restore', zone: 'unknown' })).toMatchObject([
      { episode: 2, promises: 1, missed: 1, lateness: { unmet: 1, maxSeconds: null } },
    ]);
  });

  it('forget a breach that later knowledge took back', async () => {
    const restores = (await items('sla', { clock: 'restore' })) as (Item & { promises: number; missed: number })[];
    expect(restores.reduce((sum, { missed }) => sum + missed, 0)).toBe(2);
    expect(restores.reduce((sum, { promises: all }) => sum + all, 0)).toBe(5);
  });

  it('count each silence towards the customer that a word or the restoration ended', async () => {
    const [ofCore] = await items('sla', { clock: 'update', zone: 'core' });
    // From 09:00, 10:30, 13:00, 14:30 and 16:00; the one from 10:30 lasted half an hour too long.
    expect(ofCore).toMatchObject({ promises: 5, kept: 4, missed: 1, share: 0.8, lateness: { maxSeconds: 1_800 } });
  });

  it('compare the first ETA of each episode with its restoration', async () => {
    expect(await items('eta', { zone: 'core' })).toMatchObject([
      {
        ...{ promises: 1, kept: 0, missed: 1, revisions: 1, month: '2026-01', episode: 1 },
        deviation: { p10Seconds: 19_800, p50Seconds: 19_800, p90Seconds: 19_800 },
        lateness: { unmet: 0, maxSeconds: 19_800, upTo24Hours: 1 },
      },
    ]);
    expect(await items('eta', { zone: 'cpe' })).toMatchObject([
      { episode: 2, promises: 1, missed: 1, revisions: 0, lateness: { maxSeconds: 1_800 } },
    ]);
    expect(await items('eta', { zone: 'access' })).toMatchObject([
      { episode: 1, promises: 3, kept: 3, share: 1, deviation: { p50Seconds: -2_700 } },
    ]);
  });

  it('hold what happened in the period, and nothing else', async () => {
    const at1730 = { from: '2026-01-05T17:30:00.000Z', to: '2026-01-05T18:30:00+01:00' };
    expect((await get('sla', { ...at1730, to: '2026-01-05T17:30:00.001Z' })).json().items).toMatchObject([
      { clock: 'update', zone: 'core', promises: 1, kept: 1 },
    ]);
    expect((await get('sla', { from: '2026-01-06', to: '2026-02-28' })).json().items).toEqual([]);
    expect((await get('eta', { from: '2025-12-01', to: '2026-01-04' })).json().items).toEqual([]);
  });

  it.each([
    ['asked for by name', { format: 'csv' }, {}],
    ['accepted', {}, { accept: 'text/csv' }],
    ['accepted rather than JSON', {}, { accept: 'text/csv; q=1, application/json; q=0.5' }],
  ])('are CSV where that is %s', async (_how, format, headers) => {
    const answer = await get('sla', { ...day, ...format }, headers);
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    const [head, ...rows] = answer.body.trimEnd().split('\r\n');
    expect(head).toBe(
      'clock,priority,contractId,contract,zone,month,episode,promises,kept,missed,share,lateUnmet,lateP50Seconds,' +
        'lateP90Seconds,lateMaxSeconds,lateUpTo15Minutes,lateUpTo1Hour,lateUpTo4Hours,lateUpTo24Hours,lateLonger',
    );
    expect(rows).toContain(`response,P2,${bakersContract},К-1,core,2026-01,1,1,0,1,0,0,600,600,600,1,0,0,0,0`);
    expect(rows).toHaveLength((await get('sla')).json().items.length);
  });

  it('are CSV with numbers below zero as numbers', async () => {
    const { body } = await get('eta', { ...day, format: 'csv' });
    expect(body).toMatch(/^P2,.*,access,2026-01,1,3,3,0,1,0,.*-2700/m);
  });

  it('are JSON for browsers and for everybody who says nothing', async () => {
    const accept = 'text/html,application/json;q=0.9,*/*;q=0.8';
    for (const headers of [{}, { accept }]) expect((await get('sla', day, headers)).json()).toHaveProperty('items');
    expect((await get('sla', { ...day, format: 'json' }, { accept: 'text/csv' })).json()).toHaveProperty('items');
  });

  it.each([
    ['an agent', amira, 403],
    ['a dispatcher', dina, 403],
    ['the network operations', nikolai, 403],
    ['an administrator', anton, 200],
  ])('are for supervisors and administrators: %s', async (_who, person, status) => {
    expect((await get('sla', day, {}, person)).statusCode).toBe(status);
  });

  it.each([
    ['no period', {}, 'from'],
    ['an end before the beginning', { from: '2026-01-06', to: '2026-01-04' }, 'to'],
    ['no instant', { from: 'yesterday', to: '2026-01-04' }, 'from'],
    ['an unknown format', { ...day, format: 'xls' }, 'format'],
  ])('refuse %s', async (_what, query, path) => {
    const { status, code, errors } = (await get('eta', query)).json();
    expect({ status, code }).toEqual({ status: 400, code: 'badQuery' });
    expect(errors.map((fault: { path: string }) => fault.path)).toContain(path);
  });
});
