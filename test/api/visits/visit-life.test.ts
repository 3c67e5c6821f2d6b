import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { amira, anton, dina, egor, nikolai, sergei, stella } from '../../support/cast.ts';
import { whyNoPostgres } from '../../support/database.ts';
import { describeUnless } from '../../support/provided.ts';
import { nowhere, openFor, type Ask } from '../tickets/setting.ts';
import { asksForVisit, done, irma, minutesAgo, startVisits, theSite, type VisitSetting } from './visit-setting.ts';

describeUnless(whyNoPostgres, 'a field visit through its routes', () => {
  let setting: VisitSetting;
  let [asAmira, asDina, asEgor]: Ask[] = [];
  beforeAll(async () => {
    setting = await startVisits();
    [asAmira, asDina, asEgor] = [amira, dina, egor].map((person) => setting.as(person));
  });
  afterAll(() => setting?.close());
  // Engineers' time is not to be had twice: what an earlier story has booked is let go.
  beforeEach(() => setting.database.sql`delete from bookings`);

  const typesOf = async (number: string): Promise<string[]> => {
    const { items } = await done(asAmira!, 'GET', `/tickets/${number}/protocol`);
    return items.map(({ type }: { type: string }) => type);
  };
  const booked = async (engineerId = egor.id) => {
    const { id, number } = await asksForVisit(setting);
    await done(asDina!, 'PUT', `/visits/${id}/booking`, { engineerId });
    return { id, number };
  };
  const ends = { found: 'обрыв в муфте', done: 'сварили', zone: 'access' };

  it('goes from the wish to the end of the work, and its ticket tells of it', async () => {
    const { number, id, visit } = await asksForVisit(setting);
    expect(visit).toMatchObject({
      ...{ ticket: number, tickets: [number], status: 'proposed', engineer: null, window: null, cause: 'asked' },
      ...{ reason: 'лампа PON не горит', skills: ['router'], site: { id: theSite, region: 'Москва', name: 'Пекарня' } },
      contact: { name: 'Вера', phone: '+74951234567' },
    });
    const proposed = await done(asDina!, 'GET', `/visits/${id}`);
    expect(proposed.candidates[0]).toMatchObject({ engineer: { id: egor.id, name: 'the engineer' }, displaces: [] });
    const offered = await done(asDina!, 'PUT', `/visits/${id}/booking`);
    expect(offered).toMatchObject({
      ...{ status: 'offered', engineer: { id: egor.id }, window: proposed.candidates[0].window },
      ...{ why: proposed.candidates[0].why, next: { what: 'acceptance' } },
    });
    expect(await done(asEgor!, 'PUT', `/visits/${id}/acceptance`)).toMatchObject({ status: 'accepted' });
    expect(await done(asEgor!, 'PUT', `/visits/${id}/departure`)).toMatchObject({ status: 'enRoute' });
    expect(await done(asEgor!, 'PUT', `/visits/${id}/arrival`, {})).toMatchObject({ status: 'onSite' });
    const completed = await done(asEgor!, 'PUT', `/visits/${id}/completion`, ends);
    expect(completed).toMatchObject({ status: 'completed', found: ends.found, done: ends.done, next: null });
    expect(completed.log.map(({ type }: { type: string }) => type)).toEqual([
      ...['visitRequested', 'visitBooked', 'visitAccepted', 'engineerDeparted', 'engineerArrived', 'visitCompleted'],
    ]);
    expect((await typesOf(number)).filter((type) => /^(visit|engineer)/.test(type))).toEqual([
      ...['visitProposed', 'visitBooked', 'visitAccepted', 'engineerDeparted', 'engineerArrived', 'visitCompleted'],
    ]);
    const { items } = await done(asAmira!, 'GET', `/tickets/${number}/visits`);
    expect(items).toMatchObject([{ id, status: 'completed', engineer: { id: egor.id } }]);
  });

  it('is made without the engine', async () => {
    setting.desk.goAway();
    const { visit } = await asksForVisit(setting);
    setting.desk.comeBack();
    expect(visit.status).toBe('proposed');
  });

  it('is asked for once under one key', async () => {
    const { number } = await openFor(asAmira!);
    const once = { payload: { reason: 'x', skills: ['router'] }, headers: { 'idempotency-key': 'the-same' } };
    const [first, second] = [
      await asAmira!('POST', `/tickets/${number}/visits`, once),
      await asAmira!('POST', `/tickets/${number}/visits`, once),
    ];
    expect([first!.statusCode, second!.statusCode, second!.json()]).toEqual([202, 202, first!.json()]);
  });

  it('is asked for on the customer’s word, with the call in which it was given', async () => {
    const { number, contacts } = await openFor(asAmira!);
    const { id: contactId } = contacts.find(({ mayConfirm }: { mayConfirm: boolean }) => mayConfirm);
    const consent = { call: { contactId, direction: 'in', phone: '+74951234567' } };
    await done(asAmira!, 'POST', `/tickets/${number}/visits`, { reason: 'платный выезд', skills: ['router'], consent });
    const { items } = await done(asAmira!, 'GET', `/tickets/${number}/protocol`);
    const entry = (wanted: string) => items.find(({ type }: { type: string }) => type === wanted);
    expect(entry('visitProposed').private.reason.value).toBe('платный выезд');
    expect(entry('callLogged')).toMatchObject({ data: { contactId }, private: { phone: { value: '+74951234567' } } });
    expect(entry('visitProposed').data.consent).toEqual({ callId: entry('callLogged').data.callId });
  });

  it('takes what an engineer did without a connection in any order, each with its own instant', async () => {
    const { id } = await booked();
    const at = { accepted: minutesAgo(50), departed: minutesAgo(40), arrived: minutesAgo(20), ended: minutesAgo(5) };
    const tells = (what: string, body: object) => done(asEgor!, 'PUT', `/visits/${id}/${what}`, body);
    await tells('completion', { ...ends, happenedAt: at.ended });
    await tells('arrival', { happenedAt: at.arrived });
    await tells('acceptance', { happenedAt: at.accepted });
    await tells('arrival', { happenedAt: at.arrived });
    const visit = await tells('departure', { happenedAt: at.departed });
    expect(visit).toMatchObject({
      ...{ status: 'completed', acceptedAt: at.accepted, departedAt: at.departed, arrivedAt: at.arrived },
      endedAt: at.ended,
    });
    const completion = visit.log.find(({ type }: { type: string }) => type === 'visitCompleted');
    expect(completion.happenedAt).toBe(at.ended);
    expect(completion.at > at.ended).toBe(true);
    expect(visit.log.filter(({ type }: { type: string }) => type === 'engineerArrived')).toHaveLength(1);
  });

  it('answers what was told before with the visit as it is', async () => {
    const { id, number } = await booked();
    for (const _time of [1, 2]) await done(asEgor!, 'PUT', `/visits/${id}/acceptance`);
    for (const _time of [1, 2])
      await done(asEgor!, 'PUT', `/visits/${id}/failure`, { fault: 'customer', reason: 'закрыто' });
    const failed = await done(asEgor!, 'GET', `/visits/${id}`);
    expect(failed).toMatchObject({ status: 'unableToComplete', fault: 'customer', failure: 'закрыто' });
    const types = await typesOf(number);
    expect(types.filter((type) => type === 'visitAccepted' || type === 'visitFailed')).toHaveLength(2);
    const other = await asEgor!('PUT', `/visits/${id}/completion`, { payload: ends });
    expect(other.json()).toMatchObject({ status: 409, code: 'visitFinished' });
  });

  it('is served on behalf of an engineer who phones in, with that call and no other', async () => {
    const { id, number } = await booked();
    const arrival = `/visits/${id}/arrival`;
    expect((await asDina!('PUT', arrival)).json()).toMatchObject({
      code: 'evidenceRequired',
      errors: [{ path: 'callId' }],
    });
    const unknown = await asDina!('PUT', arrival, { payload: { callId: nowhere } });
    expect(unknown.json()).toMatchObject({ code: 'evidenceRefused', errors: [{ path: 'callId' }] });
    const calls = `/tickets/${number}/calls`;
    const missed = await done(asDina!, 'POST', calls, { direction: 'in', outcome: 'noAnswer' });
    expect((await asDina!('PUT', arrival, { payload: { callId: missed.id } })).json().code).toBe('evidenceRefused');
    const call = await done(asDina!, 'POST', calls, { direction: 'in', outcome: 'answered' });
    const visit = await done(asDina!, 'PUT', arrival, { callId: call.id, happenedAt: minutesAgo(3) });
    expect(visit.status).toBe('onSite');
    expect(visit.log.at(-1)).toMatchObject({ type: 'engineerArrived', callId: call.id, by: { id: dina.id } });
  });

  it('does not exist for an engineer whose it is not', async () => {
    const { id, number } = await booked();
    const { asIrma } = setting;
    for (const path of ['acceptance', 'departure', 'arrival']) {
      expect((await asIrma('PUT', `/visits/${id}/${path}`)).json()).toMatchObject({ status: 404, code: 'notFound' });
    }
    expect((await asIrma('PUT', `/visits/${id}/completion`, { payload: ends })).statusCode).toBe(404);
    expect((await asIrma('DELETE', `/visits/${id}/acceptance`)).statusCode).toBe(404);
    for (const path of [
      `/visits/${id}`,
      `/tickets/${number}`,
      `/tickets/${number}/visits`,
      `/tickets/${number}/protocol`,
    ]) {
      expect((await asIrma('GET', path)).statusCode, path).toBe(404);
      expect((await asEgor!('GET', path)).statusCode, path).toBe(200);
    }
    expect((await done(asIrma, 'GET', '/visits?engineer=me')).items).toEqual([]);
  });

  it.each([
    ['an agent', amira, 'acceptance'],
    ['a storekeeper', stella, 'acceptance'],
    ['the engineer', egor, 'booking'],
    ['the network’s own people', nikolai, 'cancellation'],
  ])('is not for %s to change', async (_who, person, path) => {
    const { id } = await booked();
    const payload = path === 'cancellation' ? { reason: 'x' } : {};
    expect((await setting.as(person)('PUT', `/visits/${id}/${path}`, { payload })).json().code).toBe('notAllowed');
  });

  it('is declined, and then somebody else goes; whoever declined sees it still, but not whom to meet', async () => {
    const { id } = await booked();
    await done(asEgor!, 'DELETE', `/visits/${id}/acceptance`);
    const proposed = await done(asDina!, 'GET', `/visits/${id}`);
    expect(proposed).toMatchObject({ status: 'proposed', engineer: null });
    expect(proposed.candidates.map(({ engineer }: { engineer: { id: string } }) => engineer.id)).toEqual([irma.id]);
    expect(await done(asDina!, 'PUT', `/visits/${id}/booking`)).toMatchObject({ engineer: { id: irma.id } });
    expect(await done(setting.asIrma, 'GET', `/visits/${id}`)).toMatchObject({ contact: { name: 'Вера' } });
    expect(await done(asEgor!, 'GET', `/visits/${id}`)).toMatchObject({ status: 'offered', contact: null });
    expect((await asEgor!('PUT', `/visits/${id}/acceptance`)).json().code).toBe('visitFinished');
  });

  it('is called off with a reason, once, and not while somebody is on site', async () => {
    const { id, number } = await booked();
    const off = { reason: 'клиент починил сам' };
    const cancelled = await done(asAmira!, 'PUT', `/visits/${id}/cancellation`, off);
    expect(cancelled).toMatchObject({ status: 'cancelled', failure: off.reason });
    expect(await done(asAmira!, 'PUT', `/visits/${id}/cancellation`, off)).toMatchObject({ status: 'cancelled' });
    expect((await typesOf(number)).filter((type) => type === 'visitCancelled')).toHaveLength(1);
    const busy = await booked();
    await done(asEgor!, 'PUT', `/visits/${busy.id}/arrival`);
    const refused = await asAmira!('PUT', `/visits/${busy.id}/cancellation`, { payload: off });
    expect(refused.json()).toMatchObject({ status: 409, code: 'visitFinished' });
  });

  it('keeps the parts that it needs, and settles them with the end of the work', async () => {
    const [asStella, asSergei] = [stella, sergei].map((person) => setting.as(person));
    const part = await done(asStella!, 'POST', '/parts', { name: 'ONT', number: 'ONT-1', unit: 'шт.' });
    const store = await done(setting.as(anton), 'POST', '/warehouses', { name: 'Склад', region: 'Москва' });
    const received = { partId: part.id, warehouseId: store.id, quantity: 2, serialNumbers: ['A1', 'A2'] };
    await done(asSergei!, 'POST', '/stock/receipts', received);
    const { id, number, visit } = await asksForVisit(setting, { parts: [{ partId: part.id, quantity: 2 }] });
    expect(visit.parts).toMatchObject({
      wanted: [{ partId: part.id, part: 'ONT', quantity: 2 }],
      reservations: [{ part: 'ONT', quantity: 2, status: 'reserved', warehouse: { id: store.id } }],
    });
    await done(asDina!, 'PUT', `/visits/${id}/booking`, { engineerId: egor.id });
    const { reservationId } = visit.parts.reservations[0];
    await done(asStella!, 'PUT', `/reservations/${reservationId}/issue`, {
      engineerId: egor.id,
      serialNumbers: ['A1', 'A2'],
    });
    const partsUsed = [{ partId: part.id, quantity: 1, serialNumbers: ['A1'], replacedSerialNumbers: ['Z9'] }];
    const completed = await done(asEgor!, 'PUT', `/visits/${id}/completion`, { ...ends, partsUsed });
    const states = completed.parts.reservations.map((one: { status: string }) => one.status);
    expect(states).toContain('used');
    const { items } = await done(asAmira!, 'GET', `/tickets/${number}/protocol`);
    const used = items.find(({ type }: { type: string }) => type === 'partUsed');
    expect(used.data).toMatchObject({ quantity: 1, serialNumbers: ['A1'], replacedSerialNumbers: ['Z9'] });
  });

  it('brings an engineer to its ticket: to test, to name the zone, to resolve; and to no other', async () => {
    const { number } = await booked();
    const strange = await openFor(asAmira!);
    const zone = { zone: 'access', party: 'operator', hardware: false };
    const fixed = { cause: 'обрыв', measures: 'сварили', zone: 'access' };
    for (const [method, path, payload, status] of [
      ['POST', 'tests', {}, 202],
      ['PUT', 'zone', zone, 200],
      ['PUT', 'resolution', fixed, 200],
    ] as const) {
      expect((await asEgor!(method, `/tickets/${strange.number}/${path}`, { payload })).statusCode, path).toBe(404);
      expect((await asEgor!(method, `/tickets/${number}/${path}`, { payload })).statusCode, path).toBe(status);
    }
    expect((await setting.as(sergei)('POST', `/tickets/${strange.number}/tests`)).statusCode).toBe(202);
  });
});
