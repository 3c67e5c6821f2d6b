import { v7 } from 'uuid';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readEntries } from '../../../db/protocol.ts';
import { endDialling, proceed, type Result } from '../../../db/telephony/diallings.ts';
import { callTasks, diallings } from '../../../db/schema.ts';
import { askAs, startApi, type TestApi } from '../../support/api.ts';
import { oleg } from '../../support/cast.ts';
import { bakeryIsServed, opens } from '../../support/database-story.ts';
import { whyNoPostgres } from '../../support/database.ts';
import { exchangeOn } from '../../support/exchange-on-database.ts';
import { describeUnless } from '../../support/provided.ts';
import { callIsOwed } from '../../support/telephone-desk.ts';

describeUnless(whyNoPostgres, 'a call task that the exchange dials', () => {
  let api: TestApi;
  let number: string;
  let task: string;
  let agent: string;
  let ask: ReturnType<typeof askAs>;

  beforeEach(async () => {
    api = await startApi();
    await bakeryIsServed(api.database);
    number = (await opens(api.database, { contacts: [oleg] })).number;
    task = await callIsOwed(api, number);
    agent = await exchangeOn(api.database).agentAt('101');
    ask = askAs(api.app, await api.signedInAs('agent'));
  });
  afterEach(() => api.close());

  const db = () => api.database.db;
  /** A dialling as far as the contact's phone, and what came of it. */
  async function dialled(result: Result): Promise<string> {
    const id = v7();
    await db().insert(diallings).values({ id, taskId: task, agentId: agent, state: 'ringingContact' });
    if ('outcome' in result && result.outcome === 'answered') await proceed(db(), id, 'ringingContact', 'talking');
    await endDialling(db(), id, result, 'heard');
    return id;
  }
  const seen = async () => (await ask('GET', `/api/v1/call-tasks?ticket=${number}`)).json().items[0];
  const tells = (callId: string, payload: object) =>
    ask('PUT', `/api/v1/call-tasks/${task}/attempts/${callId}`, { payload });

  it('keeps the attempt with outcome and duration, and waits for the customer’s word', async () => {
    const callId = await dialled({ outcome: 'answered' });
    expect(await seen()).toMatchObject({
      state: 'open',
      attempts: [{ callId, by: agent, outcome: 'answered', contactId: oleg.id, durationSeconds: 0 }],
    });
    const [logged] = (await readEntries(db(), number, 0)).filter(({ type }) => type === 'callLogged');
    expect(logged).toMatchObject({ data: { callId, direction: 'out', durationSeconds: 0 }, by: { id: agent } });
  });

  it('takes the customer’s word afterwards, with that call as its evidence', async () => {
    const callId = await dialled({ outcome: 'answered' });
    const told = await tells(callId, { decision: 'accepted', text: 'проверил при мне' });
    expect(told.json()).toMatchObject({ state: 'done', attempts: [{ callId, decision: 'accepted' }] });
    const last = (await readEntries(db(), number, 0)).at(-1);
    expect(last).toMatchObject({ type: 'customerConfirmed', data: { evidence: { callId }, contactId: oleg.id } });
    expect((await tells(callId, { decision: 'stillBroken' })).json()).toMatchObject({ code: 'alreadyAnswered' });
  });

  it('takes a text afterwards as a note of the desk', async () => {
    const callId = await dialled({ outcome: 'busy' });
    await tells(callId, { text: 'занято, попробую позже' });
    const last = (await readEntries(db(), number, 0)).at(-1);
    expect(last).toMatchObject({ type: 'noteAdded', data: { visibility: 'internal' } });
    expect(JSON.stringify(last)).not.toContain('занято');
  });

  it('takes no word from a call that reached nobody, and none of a call that it does not know', async () => {
    const callId = await dialled({ outcome: 'noAnswer' });
    expect((await tells(callId, { decision: 'accepted' })).json()).toMatchObject({ code: 'evidenceRefused' });
    expect((await tells(v7(), { decision: 'accepted' })).json()).toMatchObject({ code: 'notFound' });
    expect((await tells(callId, {})).json()).toMatchObject({ status: 422, errors: [{ path: 'text' }] });
  });

  it('that was busy is due again five minutes later, if that is not before it was due anyway', async () => {
    await db()
      .update(callTasks)
      .set({ dueAt: new Date(Date.now() - 60_000) });
    await dialled({ outcome: 'busy' });
    const { dueAt, attempts } = await seen();
    expect(Date.parse(dueAt) - Date.parse(attempts[0].at)).toBe(5 * 60_000);
  });

  it('keeps no attempt where it never came to the contact’s phone', async () => {
    await dialled({ failure: 'agentNoAnswer' });
    expect(await seen()).toMatchObject({ state: 'open', attempts: [] });
    const { json } = await ask('GET', `/api/v1/call-tasks/${task}/dialling`);
    expect(json()).toMatchObject({ state: 'over', outcome: null, failure: 'agentNoAnswer' });
  });

  it('is refused where no exchange is connected: calls are logged by hand there', async () => {
    const { statusCode, body } = await ask('POST', `/api/v1/call-tasks/${task}/dialling`);
    expect([statusCode, JSON.parse(body).code]).toEqual([503, 'noExchange']);
    const { json } = await ask('DELETE', `/api/v1/call-tasks/${task}/dialling`);
    expect(json()).toMatchObject({ status: 409, code: 'callOver' });
  });
});
