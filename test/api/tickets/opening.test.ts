import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { commands, orders, privateTexts, protocol, tickets } from '../../../db/schema.ts';
import { amira, bakery, bakersInternet, clinicsInternet, dina, portal } from '../../support/cast.ts';
import { whyNoPostgres } from '../../support/database.ts';
import { describeUnless } from '../../support/provided.ts';
import {
  galinasMail,
  internetQuestions,
  longAgo,
  openFor,
  startSetting,
  verasCall,
  veraGiven,
  type Ask,
  type Setting,
} from './setting.ts';

describeUnless(whyNoPostgres, 'opening a ticket', () => {
  let setting: Setting;
  let asAmira: Ask;
  const open = (differences: object, headers: Record<string, string> = {}) =>
    asAmira('POST', '/tickets', { payload: { ...verasCall, ...differences }, headers });

  beforeAll(async () => {
    setting = await startSetting();
    asAmira = setting.as(amira);
  });
  beforeEach(() => setting.desk.comeBack());
  afterAll(() => setting.close());

  it('answers with the ticket, where it is, and its version', async () => {
    const answer = await open({});
    expect(answer.statusCode).toBe(201);
    const { number, contacts } = answer.json();
    expect(answer.headers).toMatchObject({ location: `/api/v1/tickets/${number}`, etag: '"1"' });
    expect(answer.json()).toMatchObject({
      ...{
        status: 'acknowledged',
        stage: 'intake',
        version: 1,
        channel: 'phone',
        severity: 'critical',
        priority: 'P1',
      },
      ...{ engine: 'running', assignee: null, team: 'desk', episode: 1, previous: null, restoredAt: null },
      ...{ clocks: [], ladder: [], waits: [], visits: [], reservations: [], urgency: 0, termsVersion: 2 },
      customer: { id: bakery, name: 'Пекарня «Колос»' },
      service: { id: bakersInternet, name: 'Интернет, Мира 1', kind: 'internet' },
      hypothesis: { ru: 'обрыв', en: 'обрыв' },
      description: 'Интернета нет с утра',
      eta: { promisedAt: null, revision: 0, state: 'demanded', by: null },
      next: { what: 'etaDemanded', text: { en: expect.any(String) } },
      // Nothing is known of the line: the desk says so at once.
      zone: { suspected: 'unknown', confirmed: null, party: null, hardware: null, element: null },
      warnings: [],
    });
    expect(contacts).toMatchObject([
      { name: 'Вера', phone: '+74951234567', email: 'vera@bakery.example', roles: ['reporter'], mayConfirm: false },
      { name: 'Галина', phone: null, email: galinasMail, roles: ['confirms'], mayConfirm: true },
    ]);
  });

  it('reads back as it was opened', async () => {
    const opened = await openFor(asAmira);
    const read = await asAmira('GET', `/tickets/${opened.number}`);
    expect(read.json()).toEqual(opened);
    expect(read.headers).toMatchObject({ etag: '"1"', 'cache-control': 'no-store' });
  });

  it('keeps nothing personal in the protocol itself', async () => {
    const { number } = await openFor(asAmira);
    const rows = await setting.database.db.select().from(protocol).where(eq(protocol.number, number));
    const plain = JSON.stringify(rows);
    for (const personal of ['Вера', '4951234567', 'bakery.example', 'мигает', 'с утра']) {
      expect(plain).not.toContain(personal);
    }
  });

  it('is one ticket for a hundred requests with one key', async () => {
    const before = await setting.database.db.$count(tickets);
    const key = { 'idempotency-key': 'vera-at-nine' };
    const answers = await Promise.all(Array.from({ length: 100 }, () => open({}, key)));
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([201]));
    expect(new Set(answers.map((answer) => answer.json().number)).size).toBe(1);
    expect(await setting.database.db.$count(tickets)).toBe(before + 1);
  });

  it('answers a repeat as before, and refuses another body under the same key', async () => {
    const key = { 'idempotency-key': 'once-more' };
    const first = await open({}, key);
    const again = await open({}, key);
    expect(again.json()).toEqual(first.json());
    expect(again.headers['location']).toBe(first.headers['location']);
    const other = await open({ description: 'Другое' }, key);
    expect(other.json()).toMatchObject({ status: 409, code: 'idempotencyKeyReused' });
  });

  it('keeps keys apart by caller', async () => {
    const headers = { 'idempotency-key': 'the-same-for-both' };
    const first = await open({}, headers);
    const other = await setting.as(portal)('POST', '/tickets', { payload: verasCall, headers });
    expect(other.json().number).not.toBe(first.json().number);
  });

  it('says under which ticket a kept answer stands, so that an erasure finds it', async () => {
    const { number } = await openFor(asAmira);
    const kept = await setting.database.db.select().from(commands).where(eq(commands.number, number));
    expect(kept).toMatchObject([{ status: 201 }]);
  });

  it('is taken while the engine is away, and left to the relay', async () => {
    setting.desk.goAway();
    const opened = await openFor(asAmira);
    expect(opened.engine).toBe('pending');
    expect((await asAmira('GET', `/tickets/${opened.number}`)).json().engine).toBe('pending');
    const ordered = await setting.database.db.select().from(orders).where(eq(orders.number, opened.number));
    expect(ordered).toMatchObject([{ kind: 'start' }]);
  });

  it('takes the terms that were in force when it was reported', async () => {
    expect(await openFor(asAmira, { reportedAt: longAgo })).toMatchObject({ termsVersion: 1, reportedAt: longAgo });
    expect(await openFor(asAmira, { reportedAt: '2010-01-01T03:00:00+03:00' })).toMatchObject({
      ...{ termsVersion: 1, reportedAt: '2010-01-01T00:00:00.000Z' },
    });
  });

  it('turns nobody away whose service cannot be found', async () => {
    const { serviceId: _unknown, ...call } = verasCall;
    const answer = await asAmira('POST', '/tickets', { payload: call });
    expect(answer.json()).toMatchObject({ service: null, customer: null, termsVersion: 0, severity: 'critical' });
    expect(answer.json().contacts).toMatchObject([{ name: 'Вера', mayConfirm: true }]);
  });

  it('makes one contact of a reporter who is on the customer’s list', async () => {
    const contact = { name: 'Галина', email: galinasMail.toUpperCase(), language: 'en' };
    const { contacts } = await openFor(asAmira, { contact });
    expect(contacts).toMatchObject([{ roles: ['reporter', 'confirms'], prefers: ['email'], mayConfirm: true }]);
  });

  it('keeps how a contact wants to hear, and the address of their program among what can be erased', async () => {
    const wishes = {
      prefers: ['webhook', 'sms'],
      consents: { phone: false },
      quietHours: { from: '22:00', to: '08:00', timeZone: 'Asia/Yekaterinburg', except: ['restored'] },
    };
    const webhook = 'https://bakery.example/desk';
    const { number, contacts } = await openFor(asAmira, { contact: { ...veraGiven, ...wishes, webhook } });
    expect(contacts[0]).toMatchObject({ ...wishes, webhook });
    const entries = await setting.database.db.select().from(protocol).where(eq(protocol.number, number));
    expect(JSON.stringify(entries.map(({ data }) => data))).not.toContain('bakery.example');
  });

  it('prefers whatever there is an address for, where nothing is said', async () => {
    const { prefers: _unsaid, ...contact } = veraGiven;
    const { contacts } = await openFor(asAmira, { contact });
    expect(contacts[0].prefers).toEqual(['email', 'phone']);
  });

  it('of monitoring needs neither answers nor a contact where the customer’s list has one', async () => {
    const alarm = { serviceId: bakersInternet, channel: 'monitoring', description: 'Порт не отвечает' };
    const answer = await setting.as(portal)('POST', '/tickets', { payload: alarm });
    expect(answer.json()).toMatchObject({ severity: 'major', hypothesis: null });
    expect(answer.json().contacts).toMatchObject([{ name: 'Галина', roles: ['informed', 'confirms'] }]);
    expect(answer.json().priorityReason.en).toContain('alarm');
  });

  it('of monitoring needs a contact where no list has one', async () => {
    const alarm = { serviceId: clinicsInternet, channel: 'monitoring', description: 'Порт не отвечает' };
    const answer = await setting.as(portal)('POST', '/tickets', { payload: alarm });
    expect(answer.json()).toMatchObject({ status: 422, code: 'invalidBody', errors: [{ path: 'contact' }] });
  });

  it('follows an earlier ticket of the same customer, however its number is written', async () => {
    const { number } = await openFor(asAmira);
    const spoken = number.replace('HD-', 'hd ');
    expect(await openFor(asAmira, { previous: spoken })).toMatchObject({ previous: number });
    const foreign = await open({ previous: number, serviceId: clinicsInternet });
    expect(foreign.json()).toMatchObject({ code: 'unknownReference', errors: [{ path: 'previous' }] });
  });

  it('takes another version of the questionnaire, and any kind while the service is unknown', async () => {
    const questionnaire = { id: internetQuestions, version: 1, answers: { works: true } };
    expect(await openFor(asAmira, { questionnaire })).toMatchObject({ severity: 'minor', hypothesis: null });
  });

  it('is not a dispatcher’s', async () => {
    const answer = await setting.as(dina)('POST', '/tickets', { payload: { nonsense: true } });
    expect(answer.json()).toMatchObject({ status: 403, code: 'notAllowed' });
  });

  it('leaves nothing behind when it is refused, not even its key', async () => {
    const count = async () => [
      await setting.database.db.$count(tickets),
      await setting.database.db.$count(privateTexts),
      await setting.database.db.$count(commands),
    ];
    const before = await count();
    const refused = await open({ reportedAt: '2090-01-01T00:00:00Z' }, { 'idempotency-key': 'too-early' });
    expect(refused.json()).toMatchObject({ code: 'instantInFuture', errors: [{ path: 'reportedAt' }] });
    expect(await count()).toEqual(before);
    expect((await open({}, { 'idempotency-key': 'too-early' })).statusCode).toBe(201);
  });
});
