import { afterAll, beforeAll, expect, it } from 'vitest';
import { bakersTelephony, amira, clinic, clinicsInternet, dina, nikolai, sergei } from '../../support/cast.ts';
import { whyNoPostgres } from '../../support/database.ts';
import { describeUnless } from '../../support/provided.ts';
import type { Response } from '../../support/api.ts';
import { farAhead, furtherAhead, openFor, startSetting, type Ask, type Setting } from './setting.ts';

describeUnless(whyNoPostgres, 'the life of a ticket through its routes', () => {
  let setting: Setting;
  let [asAmira, asSergei, asDina]: Ask[] = [];

  beforeAll(async () => {
    setting = await startSetting();
    [asAmira, asSergei, asDina] = [amira, sergei, dina].map((person) => setting.as(person));
  });
  afterAll(() => setting.close());

  const does = async (ask: Ask | undefined, ...[method, path, payload]: [Parameters<Ask>[0], string, object?]) => {
    const answer = await ask?.(method, path, payload && { payload });
    if (!answer || answer.statusCode >= 300) throw new Error(`${method} ${path}: ${answer?.body}`);
    return answer.json();
  };
  const types = async (number: string): Promise<string[]> => {
    const { items } = await does(asAmira, 'GET', `/tickets/${number}/protocol`);
    return items.map(({ type }: { type: string }) => type);
  };
  const confirmerOf = (ticket: { contacts: { id: string; mayConfirm: boolean }[] }) =>
    ticket.contacts.find(({ mayConfirm }) => mayConfirm)?.id ?? '';

  it('goes from a call to a closure that the customer confirmed', async () => {
    const opened = await openFor(asAmira!);
    const at = `/tickets/${opened.number}`;
    expect(await does(asAmira, 'PUT', `${at}/assignee`)).toMatchObject({
      ...{ status: 'inProgress', stage: 'repair', version: 3, assignee: { id: amira.id, name: 'the agent' } },
    });
    const promised = await does(asAmira, 'PUT', `${at}/eta`, { promisedAt: farAhead, reason: 'бригада выехала' });
    expect(promised.eta).toMatchObject({ promisedAt: farAhead, revision: 1, state: 'running', by: { id: amira.id } });
    expect(promised.next).toMatchObject({ what: 'etaWarned' });
    const waiting = { for: 'customer', reason: 'customerInformation', note: 'какая лампа?' };
    const waited = await does(asDina, 'PUT', `${at}/wait`, waiting);
    expect(waited).toMatchObject({ status: 'pending', waits: [{ for: 'customer', stopsClocks: false }] });
    const confirmer = confirmerOf(opened);
    await does(asAmira, 'POST', `${at}/calls`, { direction: 'in', outcome: 'answered', contactId: confirmer });
    await setting.desk.settle(opened.number);
    expect(await does(asAmira, 'GET', at)).toMatchObject({ status: 'inProgress', waits: [{ to: expect.any(String) }] });
    const fixed = { cause: 'обрыв', measures: 'сварили', zone: 'access' };
    expect(await does(asAmira, 'PUT', `${at}/resolution`, fixed)).toMatchObject({
      ...{ status: 'resolved', stage: 'confirmation', eta: { state: 'kept' }, next: { what: 'reminded' } },
    });
    const word = { decision: 'accepted', contactId: confirmer, evidence: { call: { direction: 'out' } } };
    expect(await does(asAmira, 'PUT', `${at}/confirmation`, word)).toMatchObject({ status: 'closed', stage: 'done' });
    expect(await types(opened.number)).toEqual([
      ...['ticketOpened', 'etaDemanded', 'localizationStarted', 'faultLocalized', 'workStarted', 'assigned'],
      ...['etaPromised', 'waitStarted', 'callLogged', 'waitEnded', 'serviceRestored', 'etaKept', 'callLogged'],
      ...['customerConfirmed', 'ticketClosed'],
    ]);
    expect(await does(asAmira, 'GET', `${at}/protocol/verification`)).toEqual({ intact: true, positions: 15 });
  });

  it('begins a new episode when it is still broken', async () => {
    const opened = await openFor(asAmira!);
    const at = `/tickets/${opened.number}`;
    await does(asAmira, 'PUT', `${at}/resolution`, { cause: 'x', measures: 'y', zone: 'cpe' });
    const { id: callId } = await does(asAmira, 'POST', `${at}/calls`, {
      ...{ direction: 'out', outcome: 'answered', contactId: confirmerOf(opened), phone: '84951234567' },
      ...{ text: 'не работает', durationSeconds: 30 },
    });
    const word = { decision: 'stillBroken', contactId: confirmerOf(opened), evidence: { callId }, note: 'мигает' };
    expect(await does(asAmira, 'PUT', `${at}/confirmation`, word)).toMatchObject({
      ...{ status: 'inProgress', episode: 2, restoredAt: null, eta: { state: 'demanded', promisedAt: null } },
    });
  });

  it('refuses a word that comes late or again, and keeps it with who took it', async () => {
    const opened = await openFor(asAmira!);
    const at = `/tickets/${opened.number}`;
    const evidence = { call: { direction: 'in' } };
    const word = { decision: 'accepted', contactId: confirmerOf(opened), evidence, note: 'спасибо' };
    expect(codeOf(await asAmira!('PUT', `${at}/confirmation`, { payload: word }))).toBe('nothingToConfirm');
    expect((await types(opened.number)).at(-1)).not.toBe('answerRepeated');
    await does(asAmira, 'PUT', `${at}/resolution`, { cause: 'x', measures: 'y', zone: 'cpe' });
    await does(asAmira, 'PUT', `${at}/confirmation`, word);
    const late = { ...word, decision: 'stillBroken' };
    expect(codeOf(await asAmira!('PUT', `${at}/confirmation`, { payload: late }))).toBe('alreadyAnswered');
    const { items } = await does(asAmira, 'GET', `${at}/protocol`);
    expect(items.at(-1)).toMatchObject({
      ...{ type: 'answerRepeated', by: { id: amira.id }, private: { note: { value: 'спасибо' } } },
      data: { decision: 'stillBroken', because: 'alreadyAnswered' },
    });
  });

  it('waits, goes on, and takes a wait back', async () => {
    const { number } = await openFor(asAmira!);
    const at = `/tickets/${number}`;
    const held = await does(asAmira, 'PUT', `${at}/wait`, { for: 'supplier', reason: 'supplier', until: farAhead });
    expect(held).toMatchObject({ status: 'held', next: { what: 'etaDemanded' }, waits: [{ until: farAhead }] });
    expect(await does(asAmira, 'DELETE', `${at}/wait`)).toMatchObject({ status: 'inProgress' });
    const [{ id }] = held.waits;
    const voided = await does(asSergei, 'PUT', `${at}/waits/${id}/void`, { reason: 'поставщик ни при чём' });
    expect(voided.waits).toMatchObject([{ voided: true }]);
  });

  it('is handed over, let go, taken by another, escalated', async () => {
    const { number } = await openFor(asAmira!);
    const at = `/tickets/${number}`;
    expect(await does(asAmira, 'PUT', `${at}/assignee`, { userId: nikolai.id })).toMatchObject({
      assignee: { name: 'the noc' },
    });
    expect(await does(asAmira, 'DELETE', `${at}/assignee`)).toMatchObject({ assignee: null });
    const handed = await does(asAmira, 'PUT', `${at}/team`, { team: 'noc', note: 'ваш узел' });
    expect(handed).toMatchObject({ team: 'noc' });
    const answer = await asDina!('POST', `${at}/escalations`, { payload: { to: { team: 'noc' }, reason: 'срочно' } });
    expect(answer.statusCode).toBe(201);
    expect(await types(number)).toContain('escalated');
  });

  it('changes its severity down with the customer’s recorded consent', async () => {
    const opened = await openFor(asAmira!);
    const at = `/tickets/${opened.number}`;
    const lower = { severity: 'minor', kind: 'changed', reason: 'работает через раз' };
    const refused = await asAmira!('PUT', `${at}/severity`, { payload: lower });
    expect(refused.json()).toMatchObject({ status: 422, code: 'consentRequired' });
    const call = { contactId: confirmerOf(opened), direction: 'in', phone: '+7 495 123-45-67' };
    const lowered = await does(asAmira, 'PUT', `${at}/severity`, { ...lower, evidence: { call } });
    expect(lowered).toMatchObject({ severity: 'minor', priority: 'P3' });
    const { items } = await does(asAmira, 'GET', `${at}/protocol`);
    expect(items.at(-2)).toMatchObject({ type: 'callLogged', private: { phone: { value: '+74951234567' } } });
    expect(items.at(-1)).toMatchObject({ type: 'severityChanged', private: { reason: { value: lower.reason } } });
  });

  it('moves to newer terms and to another service', async () => {
    const { number } = await openFor(asAmira!);
    const at = `/tickets/${number}`;
    expect(await does(asSergei, 'PUT', `${at}/terms`, { version: 3 })).toMatchObject({ termsVersion: 3 });
    expect(await does(asAmira, 'PUT', `${at}/service`, { serviceId: bakersTelephony })).toMatchObject({
      ...{ service: { kind: 'voice' }, termsVersion: 2 },
    });
    const moved = await does(asAmira, 'PUT', `${at}/service`, { serviceId: clinicsInternet });
    expect(moved).toMatchObject({ customer: { id: clinic }, contacts: [{ name: 'Вера', mayConfirm: true }] });
  });

  it('corrects and adds contacts, on finished tickets too', async () => {
    const opened = await openFor(asAmira!);
    const at = `/tickets/${opened.number}`;
    const [{ id }] = opened.contacts;
    const vera = { name: 'Вера Павловна', phone: '+7 (495) 765-43-21', language: 'ru', roles: ['reporter'] };
    const corrected = await does(asAmira, 'PUT', `${at}/contacts/${id}`, vera);
    expect(corrected.contacts[0]).toMatchObject({ id, name: 'Вера Павловна', phone: '+74957654321', email: null });
    await does(asAmira, 'PUT', `${at}/rejection`, { reason: 'не наш сервис' });
    const added = await asAmira!('POST', `${at}/contacts`, {
      payload: { name: 'Олег', email: 'oleg@bakery.example', language: 'ru', prefers: ['email'], roles: ['informed'] },
    });
    expect(added.statusCode).toBe(201);
    const { items } = await does(asAmira, 'GET', `${at}/contacts`);
    expect(items).toMatchObject([{ name: 'Вера Павловна' }, { name: 'Галина' }, { name: 'Олег' }]);
  });

  it('ends as a duplicate of another, to which its contacts move', async () => {
    const [first, second] = [await openFor(asAmira!), await openFor(asAmira!)];
    const body = { kind: 'duplicate', reason: 'звонили дважды', duplicateOf: first.number };
    expect(await does(asAmira, 'PUT', `/tickets/${second.number}/cancellation`, body)).toMatchObject({
      ...{ status: 'cancelled', next: null },
    });
    const { contacts } = await does(asAmira, 'GET', `/tickets/${first.number}`);
    expect(contacts.length).toBeGreaterThan(first.contacts.length);
    const again = { kind: 'duplicate', reason: 'и ещё раз', duplicateOf: second.number };
    expect(codeOf(await asAmira!('PUT', `/tickets/${first.number}/cancellation`, { payload: again }))).toBe(
      'duplicateNotOpen',
    );
    const itself = { ...again, duplicateOf: first.number };
    expect(codeOf(await asAmira!('PUT', `/tickets/${first.number}/cancellation`, { payload: itself }))).toBe(
      'duplicateNotOpen',
    );
    const stranger = await openFor(asAmira!, { serviceId: clinicsInternet });
    const other = await asAmira!('PUT', `/tickets/${stranger.number}/cancellation`, {
      payload: { ...again, duplicateOf: first.number },
    });
    expect(other.json()).toMatchObject({ code: 'unknownReference', errors: [{ path: 'duplicateOf' }] });
  });

  it('ends by each of the other kinds, each with what it has to bring', async () => {
    const opened = await openFor(asAmira!);
    const withdrawn = { kind: 'withdrawn', reason: 'само прошло' };
    const at = `/tickets/${opened.number}/cancellation`;
    expect(codeOf(await asAmira!('PUT', at, { payload: withdrawn }))).toBe('evidenceRequired');
    const call = { contactId: confirmerOf(opened), direction: 'in' };
    expect(await does(asAmira, 'PUT', at, { ...withdrawn, evidence: { call } })).toMatchObject({ status: 'cancelled' });
    const mistake = await openFor(asAmira!);
    await does(asAmira, 'PUT', `/tickets/${mistake.number}/cancellation`, { kind: 'mistake', reason: 'промах' });
    const ended = `/tickets/${(await openFor(asAmira!)).number}/cancellation`;
    const contract = { kind: 'contractEnded', reason: 'расторгнут', document: 'Соглашение 12 от 01.02' };
    expect(codeOf(await asAmira!('PUT', ended, { payload: contract }))).toBe('notAllowed');
    const { document: _left, ...undocumented } = contract;
    expect(codeOf(await asSergei!('PUT', ended, { payload: undocumented }))).toBe('evidenceRequired');
    expect(await does(asSergei, 'PUT', ended, contract)).toMatchObject({ status: 'cancelled' });
  });

  it('takes notes and calls when it is finished and the engine is away, and no command', async () => {
    const { number, contacts } = await openFor(asAmira!);
    const at = `/tickets/${number}`;
    await does(asAmira, 'PUT', `${at}/rejection`, { reason: 'не наш сервис' });
    setting.desk.goAway();
    const note = await does(asAmira, 'POST', `${at}/notes`, { text: 'перезвонят', visibility: 'internal' });
    expect(note).toMatchObject({ id: expect.any(String), ticket: number, visibility: 'internal' });
    await does(asAmira, 'POST', `${at}/calls`, { direction: 'in', outcome: 'answered' });
    const finished: [Parameters<Ask>[0], string, object?][] = [
      ['PUT', 'assignee'],
      ['DELETE', 'assignee'],
      ['PUT', 'team', { team: 'noc' }],
      ['PUT', 'severity', { severity: 'minor', kind: 'changed', reason: 'x' }],
      ['PUT', 'eta', { promisedAt: furtherAhead, reason: 'x' }],
      ['PUT', 'wait', { for: 'internal', reason: 'parts' }],
      ['DELETE', 'wait'],
      ['PUT', 'resolution', { cause: 'x', measures: 'y', zone: 'cpe' }],
      ['PUT', 'cancellation', { kind: 'mistake', reason: 'x' }],
      ['PUT', 'rejection', { reason: 'x' }],
      ['POST', 'escalations', { to: { role: 'supervisor' }, reason: 'x' }],
      ['PUT', 'service', { serviceId: bakersTelephony }],
    ];
    for (const [method, path, payload] of finished) {
      const answer = await asAmira!(method, `${at}/${path}`, payload && { payload });
      expect(answer.json(), path).toMatchObject({ status: 409, code: 'ticketFinished' });
    }
    const word = { decision: 'accepted', contactId: contacts[0].id, evidence: { call: { direction: 'in' } } };
    expect((await asAmira!('PUT', `${at}/confirmation`, { payload: word })).statusCode).toBe(409);
    setting.desk.comeBack();
  });
});

function codeOf(answer: Response): string {
  return answer.json().code;
}
