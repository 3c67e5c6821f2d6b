import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { appendTo, lockTicket } from '../../../db/append.ts';
import { digestOfTest, elementTestsById } from '../../../db/element-tests.ts';
import { elements, elementTests, services } from '../../../db/schema.ts';
import { theDesk } from '../../../domain/actor.ts';
import type { TicketEvent } from '../../../domain/events.ts';
import type { VerdictCode } from '../../../domain/line/line.ts';
import type { Measure } from '../../../domain/line/tests.ts';
import { amira, bakersInternet, dina, sergei } from '../../support/cast.ts';
import { whyNoPostgres } from '../../support/database.ts';
import { verdictOf } from '../../support/line-deeds.ts';
import { describeUnless } from '../../support/provided.ts';
import { nowhere, openFor, startSetting, type Ask, type Setting } from './setting.ts';

describeUnless(whyNoPostgres, 'the tests of a ticket’s line', () => {
  let setting: Setting;
  let asAmira: Ask;
  let access: string;
  beforeAll(async () => {
    setting = await startSetting();
    asAmira = setting.as(amira);
    access = v7();
    const { db } = setting.database;
    await db.insert(elements).values({
      ...{ id: access, name: 'OLT М-17', zone: 'access', address: '192.0.2.1', owner: 'operator' },
      probes: [{ kind: 'tcp', port: 22 }],
    });
    await db.update(services).set({ chain: [access] });
  });
  afterAll(() => setting?.close());

  /** What the desk's worker records when a run of the tests ends. */
  async function runEnds(number: string, code: VerdictCode, reachable: boolean): Promise<string> {
    const { db } = setting.database;
    const at = new Date();
    const measure: Measure = {
      ...{ elementId: access, kind: 'tcp', via: 'line', at: at.toISOString() },
      ...{ metricName: 'reachable', value: reachable, unit: '', violated: !reachable },
      threshold: { metricName: 'reachable', op: '=', value: false, severity: 'critical' },
    };
    const outcome = reachable ? 'pass' : 'fail';
    const row = {
      id: v7(),
      elementId: access,
      site: 'demo',
      claimedBy: number,
      startedAt: at,
      endedAt: at,
      outcome,
    } as const;
    await db.insert(elementTests).values({ ...row, measures: [measure], raw: 'SSH-2.0-olt' });
    const [test] = await elementTestsById(db, [row.id]);
    await db.transaction(async (tx) => {
      const head = await lockTicket(tx, number);
      const run = head.ticket.localization?.runs ?? 0;
      const when = { startedAt: at.toISOString(), endedAt: at.toISOString() };
      const tested = { run, testId: row.id, digest: digestOfTest(test!), element: access, outcome, ...when } as const;
      const verdict = { ...verdictOf(code), element: access };
      const ended: TicketEvent[] = [
        { type: 'testRecorded', by: theDesk, data: tested },
        { type: 'faultLocalized', by: theDesk, data: { run, episode: head.ticket.episode, ...when, verdict } },
      ];
      await appendTo(tx, head, ended);
    });
    return row.id;
  }

  const opens = async () => (await openFor(asAmira)).number as string;
  const reads = async (number: string) => (await asAmira('GET', `/tickets/${number}/tests`)).json();

  it('are under way from the opening, and end with a verdict, measures and the limits they break', async () => {
    const number = await opens();
    expect((await reads(number)).items).toMatchObject([{ id: '1', because: 'opened', endedAt: null, verdict: null }]);
    await runEnds(number, 'linkDown', false);
    const { items } = await reads(number);
    expect(items).toMatchObject([
      {
        verdict: { code: 'linkDown', zone: 'access', element: access, confidence: 'high', party: 'operator' },
        tests: [{ elementName: 'OLT М-17', outcome: 'fail' }],
        measures: [{ metricName: 'reachable', value: false, element: access, ruleViolation: { severity: 'critical' } }],
      },
    ]);
  });

  it('put the suspected zone on the ticket and in the list, and a warning before it is resolved', async () => {
    const number = await opens();
    await runEnds(number, 'linkDown', false);
    const ticket = (await asAmira('GET', `/tickets/${number}`)).json();
    expect(ticket).toMatchObject({
      zone: { suspected: 'access', confidence: 'high', confirmed: null, party: 'operator' },
    });
    expect(ticket.warnings).toMatchObject([{ code: 'lineFails' }]);
    const listed = (await asAmira('GET', '/tickets?zone=access')).json();
    expect(listed.items.map((one: { number: string }) => one.number)).toContain(number);
    expect((await asAmira('GET', '/tickets?zone=core')).json().items).toEqual([]);
  });

  it('keep what was heard, under the digest that the protocol tells', async () => {
    const number = await opens();
    const testId = await runEnds(number, 'linkDown', false);
    const evidence = (await asAmira('GET', `/tickets/${number}/tests/${testId}/evidence`)).json();
    expect(evidence).toMatchObject({ raw: 'SSH-2.0-olt', outcome: 'fail' });
    const { items } = (await asAmira('GET', `/tickets/${number}/protocol`)).json();
    expect(items.find(({ type }: { type: string }) => type === 'testRecorded').data.digest).toBe(evidence.digest);
    const another = await opens();
    expect((await asAmira('GET', `/tickets/${another}/tests/${testId}/evidence`)).statusCode).toBe(404);
  });

  it('are run again for whoever asks, as one run however often they do', async () => {
    const number = await opens();
    await runEnds(number, 'linkDown', false);
    const asked = await setting.as(dina)('POST', `/tickets/${number}/tests`);
    expect([asked.statusCode, asked.json().id]).toEqual([202, '2']);
    const again = await asAmira('POST', `/tickets/${number}/tests`, { payload: {} });
    expect([again.statusCode, again.json().id]).toEqual([202, '2']);
    expect((await reads(number)).items).toMatchObject([{}, { because: 'asked', by: { kind: 'person', id: dina.id } }]);
  });

  it('show before and after a repair side by side', async () => {
    const number = await opens();
    await runEnds(number, 'linkDown', false);
    const fixed = { cause: 'обрыв', measures: 'сварка', zone: 'access' };
    expect((await asAmira('PUT', `/tickets/${number}/resolution`, { payload: fixed })).statusCode).toBe(200);
    expect((await reads(number)).comparison).toBeNull();
    await runEnds(number, 'noFaultFound', true);
    const { comparison } = await reads(number);
    expect(comparison).toMatchObject({ before: '1', after: '2' });
    expect(comparison.measures).toMatchObject([{ metricName: 'reachable', before: false, after: true }]);
    expect((await asAmira('GET', `/tickets/${number}`)).json().warnings).toEqual([]);
  });

  it.each([
    ['a field that is none', { again: true }, 422, 'invalidBody'],
    ['a specification that leads nowhere', { specificationIds: [nowhere] }, 422, 'unknownReference'],
    ['ids that are none', { specificationIds: ['x'] }, 422, 'invalidBody'],
  ])('are not asked for with %s', async (_what, payload, status, code) => {
    const answer = await asAmira('POST', `/tickets/${await opens()}/tests`, { payload });
    expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
  });

  it('are not run again on a ticket that is over', async () => {
    const number = await opens();
    await setting.as(sergei)('PUT', `/tickets/${number}/rejection`, { payload: { reason: 'не наша линия' } });
    expect((await asAmira('POST', `/tickets/${number}/tests`)).json().code).toBe('ticketFinished');
  });
});

describeUnless(whyNoPostgres, 'the zone of a fault', () => {
  let setting: Setting;
  let asAmira: Ask;
  beforeAll(async () => {
    setting = await startSetting();
    asAmira = setting.as(amira);
  });
  afterAll(() => setting?.close());

  it('is confirmed by a person, with who has to mend it and whether equipment is broken', async () => {
    const { number } = await openFor(asAmira, { serviceId: bakersInternet });
    const said = { zone: 'cpe', party: 'operator', hardware: true, note: 'не включается' };
    const answer = await asAmira('PUT', `/tickets/${number}/zone`, { payload: said });
    expect(answer.json()).toMatchObject({
      status: 'inProgress',
      zone: { suspected: 'unknown', confirmed: 'cpe', party: 'operator', hardware: true, element: null },
    });
    const { items } = (await asAmira('GET', `/tickets/${number}/protocol`)).json();
    const { type, private: kept } = items.at(-1);
    expect([type, kept.note.value]).toEqual(['zoneConfirmed', 'не включается']);
  });

  it.each([
    ['without a party', { zone: 'cpe', hardware: false }, 'party'],
    ['without a word on the hardware', { zone: 'cpe', party: 'operator' }, 'hardware'],
    ['where no zone is', { zone: 'moon', party: 'operator', hardware: false }, 'zone'],
    [
      'at an element that leads nowhere',
      { zone: 'cpe', party: 'operator', hardware: false, element: nowhere },
      'element',
    ],
  ])('is not confirmed %s', async (_how, payload, path) => {
    const { number } = await openFor(asAmira);
    const answer = await asAmira('PUT', `/tickets/${number}/zone`, { payload });
    expect(answer.statusCode).toBe(422);
    expect(answer.json().errors).toMatchObject([{ path }]);
  });
});
