import { afterAll, beforeAll, expect, it } from 'vitest';
import { after, instantOf, type Duration } from '../../../domain/instant.ts';
import { amira, sergei } from '../../support/cast.ts';
import { whyNoPostgres } from '../../support/database.ts';
import { describeUnless } from '../../support/provided.ts';
import { branchInternet, farAhead, openFor, startSetting, type Ask, type Setting } from './setting.ts';

/** As far as the stories look. */
interface Shown {
  readonly number: string;
  readonly reportedAt: string;
  readonly urgency: number;
  readonly next: { readonly at: string; readonly what: string; readonly text: object } | null;
  readonly clocks: readonly { readonly name: string; readonly state: string; readonly dueAt: string | null }[];
  readonly ladder: readonly { readonly at: string | null; readonly firedAt?: string }[];
  readonly waits: readonly { readonly id: string; readonly stopsClocks: boolean; readonly clocks: readonly string[] }[];
}

describeUnless(whyNoPostgres, 'the clocks of a ticket, over HTTP,', () => {
  let setting: Setting;
  let asAmira: Ask;

  beforeAll(async () => {
    setting = await startSetting();
    asAmira = setting.as(amira);
  });
  afterAll(() => setting.close());

  /** P1 of the branch's contract: response in 15 minutes, an update each hour, restoration in four hours. */
  const open = async (): Promise<Shown> => openFor(asAmira, { serviceId: branchInternet });
  const see = async ({ number }: Shown): Promise<Shown> => (await asAmira('GET', `/tickets/${number}`)).json();
  const clock = ({ clocks }: Shown, name: string) => clocks.find((one) => one.name === name);
  const does = async ({ number }: Shown, method: 'PUT' | 'DELETE', what: string, payload = {}, ask = asAmira) => {
    const answer = await ask(method, `/tickets/${number}/${what}`, method === 'PUT' ? { payload } : {});
    if (answer.statusCode >= 300) throw new Error(answer.body);
    return answer.json() as Shown;
  };
  /** The desk wakes so long after the report. */
  const passes = async (ticket: Shown, duration: Duration): Promise<Shown> => {
    await setting.desk.settle(ticket.number, after(ticket.reportedAt, duration));
    return see(ticket);
  };
  const waits = (ticket: Shown) => does(ticket, 'PUT', 'wait', { for: 'customer', reason: 'customerUnavailable' });

  it('run from the report, each until its own instant, and the nearest one comes next', async () => {
    const { reportedAt, clocks, next } = await open();
    expect(clocks).toEqual([
      { name: 'response', state: 'running', dueAt: after(reportedAt, 'PT15M') },
      { name: 'update', state: 'running', dueAt: after(reportedAt, 'PT1H') },
      { name: 'restore', state: 'running', dueAt: after(reportedAt, 'PT4H') },
    ]);
    const text = { ru: expect.any(String), en: expect.stringContaining('response') };
    expect(next).toEqual({ at: after(reportedAt, 'PT15M'), what: 'clockBreached', text });
  });

  it('arm the whole ladder at once', async () => {
    const { reportedAt, ladder } = await open();
    const ofRestore = (rung: number, duration: Duration, more: object) => ({
      ...{ rung, clock: 'restore', at: after(reportedAt, duration), do: 'notify' },
      ...more,
    });
    expect(ladder).toEqual([
      ofRestore(0, 'PT2H', { threshold: '50%', tell: { role: 'dispatcher' } }),
      ofRestore(1, 'PT3H45M', { threshold: '-PT15M', tell: { role: 'supervisor' }, do: 'raise' }),
      ofRestore(2, 'PT4H', { threshold: '100%', tell: { role: 'supervisor' } }),
      ofRestore(3, 'PT4H30M', { threshold: '+PT30M', tell: { team: 'noc' }, do: 'reassign' }),
    ]);
  });

  it('are none where the contract promises nothing', async () => {
    expect(await openFor(asAmira)).toMatchObject({ clocks: [], ladder: [], next: { what: 'etaDemanded' } });
  });

  it('are met by what a person does for the customer', async () => {
    const claimed = await does(await open(), 'PUT', 'assignee');
    expect(clock(claimed, 'response')).toEqual({
      ...{ name: 'response', state: 'met' },
      ...{ dueAt: after(claimed.reportedAt, 'PT15M'), metAt: expect.any(String) },
    });
  });

  it('stand still for a wait that the contract knows, with its rungs, and say which wait it is', async () => {
    const waiting = await waits(await open());
    const [wait] = waiting.waits;
    expect(wait).toMatchObject({ stopsClocks: true, clocks: ['restore'], voided: false });
    const pausedBy = { id: wait?.id, reason: 'customerUnavailable' };
    expect(clock(waiting, 'restore')).toEqual({ name: 'restore', state: 'paused', dueAt: null, pausedBy });
    expect(clock(waiting, 'update')).toMatchObject({ state: 'running' });
    expect(waiting.ladder.map(({ at }) => at)).toEqual([null, null, null, null]);
  });

  it('go on after the wait, as much later as it took', async () => {
    const waiting = await waits(await open());
    const resumed = await does(waiting, 'DELETE', 'wait');
    const [{ from, to }] = resumed.waits as unknown as [{ from: string; to: string }];
    const waited = Date.parse(to) - Date.parse(from);
    const due = instantOf(Date.parse(after(resumed.reportedAt, 'PT4H')) + waited);
    expect(clock(resumed, 'restore')).toEqual({ name: 'restore', state: 'running', dueAt: due });
    expect(resumed.waits).toMatchObject([{ stopsClocks: true, clocks: ['restore'] }]);
  });

  it('take a voided wait for none', async () => {
    const waiting = await waits(await open());
    const voided = await does(
      waiting,
      'PUT',
      `waits/${waiting.waits[0]?.id}/void`,
      { reason: 'дома' },
      setting.as(sergei),
    );
    expect(voided.waits).toMatchObject([{ voided: true, stopsClocks: false, clocks: [] }]);
    expect(clock(voided, 'restore')).toMatchObject({ state: 'running', dueAt: after(voided.reportedAt, 'PT4H') });
  });

  it('are broken from the instant when they ran out', async () => {
    const late = await passes(await open(), 'PT16M');
    const dueAt = after(late.reportedAt, 'PT15M');
    expect(clock(late, 'response')).toEqual({ name: 'response', state: 'breached', dueAt, breachedAt: dueAt });
  });

  it('fire their rungs, which raises the urgency and leaves the due instants', async () => {
    const ticket = await passes(await open(), 'PT3H50M');
    expect(ticket.ladder.map(({ firedAt }) => firedAt)).toEqual([
      ...[after(ticket.reportedAt, 'PT2H'), after(ticket.reportedAt, 'PT3H45M')],
      ...[undefined, undefined],
    ]);
    expect(ticket.urgency).toBe(1);
    expect(clock(ticket, 'restore')).toMatchObject({ dueAt: after(ticket.reportedAt, 'PT4H') });
  });

  it('end with the restoration, and what comes next is to remind the customer', async () => {
    const ticket = await open();
    await does(ticket, 'PUT', 'eta', { promisedAt: farAhead, reason: 'бригада выехала' });
    const fixed = { cause: 'обрыв', measures: 'сварили', zone: 'access' };
    const restored = await does(ticket, 'PUT', 'resolution', fixed);
    expect(restored.clocks.map(({ name, state }) => [name, state])).toEqual([
      ['response', 'met'],
      ['update', 'off'],
      ['restore', 'met'],
    ]);
    expect(clock(restored, 'update')).toEqual({ name: 'update', state: 'off', dueAt: null });
    expect(restored.next).toMatchObject({ what: 'reminded', text: { en: 'remind the customer' } });
  });
});
