import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { startAsterisk, whyNoAsterisk, type Asterisk } from '../support/asterisk.ts';
import { askAs } from '../support/api.ts';
import { oleg } from '../support/cast.ts';
import { whyNoPostgres } from '../support/database.ts';
import { eventually, soon } from '../support/eventually.ts';
import { startTelephony, type Running } from '../support/processes.ts';
import { describeUnless } from '../support/provided.ts';
import { calls, waits, type SipPhone } from '../support/sip-phone.ts';
import { olegsPhone, startTelephoneDesk, type TelephoneDesk } from '../support/telephone-desk.ts';

const withinMs = 20_000;
/** As withheld, as garbage, and as somebody who tries what the dialplan takes. */
const noNumbers = ['anonymous', '0000', 'PJSIP%2F101%26x', '-1%20OR%201=1', '+7916000012345678901234567890'];

describeUnless(whyNoPostgres ?? whyNoAsterisk, 'by a real Asterisk', () => {
  let asterisk: Asterisk;
  let desk: TelephoneDesk;
  let telephony: Running;
  const phones: SipPhone[] = [];

  beforeAll(async () => {
    asterisk = await startAsterisk();
  });
  afterAll(() => asterisk?.close());
  beforeEach(async () => {
    desk = await startTelephoneDesk();
    telephony = await startTelephony(line('PT1M'));
  });
  afterEach(async () => {
    await telephony?.kill();
    await asterisk.hangUpAll();
    for (const phone of phones.splice(0)) await phone.kill();
    await desk?.close();
  });

  const line = (patience: string) => ({ ...desk.toExchange(asterisk.ariUrl), CALL_PATIENCE: patience });
  const keep = async <Phone extends SipPhone>(phone: Promise<Phone>) => {
    phones.push(await phone);
    return phone;
  };
  const rings = (number: string) => keep(calls(asterisk.sipPort, number));
  const isThere = (phone: keyof Asterisk['phones'], how: 'answers' | 'busy' = 'answers') =>
    keep(waits(asterisk.phones[phone], how, 200));
  const tied = (id: string) => desk.ask('PUT', `/api/v1/live-calls/${id}/ticket`, { payload: { number: desk.number } });
  const loggedOnce = () => eventually(async () => (await desk.logged())[0], { withinMs });
  const talkedFor = (since: Date | null, ms: number) =>
    eventually(() => Date.now() - since!.getTime() > ms, { withinMs });

  /** The agent at phone 101, who makes calls. */
  async function as101() {
    const ask = askAs(desk.api.app, await desk.api.signedInAt('101'));
    const task = await desk.callIsOwed();
    return {
      dials: () => ask('POST', `/api/v1/call-tasks/${task}/dialling`),
      hangsUp: () => ask('DELETE', `/api/v1/call-tasks/${task}/dialling`),
      tells: (callId: string, payload: object) =>
        ask('PUT', `/api/v1/call-tasks/${task}/attempts/${callId}`, { payload }),
      putsThrough: (id: string) => ask('PUT', `/api/v1/live-calls/${id}/answer`),
      dialling: async () => (await ask('GET', `/api/v1/call-tasks/${task}/dialling`)).json(),
      /** The task, once its dialling is as said. */
      once: (state: string) =>
        eventually(
          async () => {
            const dialling = (await ask('GET', `/api/v1/call-tasks/${task}/dialling`)).json();
            const { items } = (await ask('GET', '/api/v1/call-tasks')).json();
            return dialling.state === state && { dialling, task: items[0] };
          },
          { withinMs },
        ),
    };
  }

  it('a known caller is recognised, answered at an agent’s phone, tied to a ticket, and logged with the duration', async () => {
    await isThere('101');
    const caller = await rings(olegsPhone);
    const { id, answeredAt } = await desk.liveOnce('talking');
    expect((await desk.ask('GET', `/api/v1/live-calls/${id}`)).json()).toMatchObject({
      ...{ state: 'talking', phone: olegsPhone, answeredBy: desk.agents['101'] },
      caller: { contacts: [{ name: 'Олег Сидоров' }], openTickets: [{ number: desk.number }] },
    });
    await tied(id);
    await talkedFor(answeredAt, 1_000);
    await caller.hangUp();
    const logged = await loggedOnce();
    expect(logged).toMatchObject({ callId: id, direction: 'in', outcome: 'answered', contactId: oleg.id });
    expect(logged['durationSeconds']).toBeGreaterThanOrEqual(1);
    expect(await desk.live()).toMatchObject([{ id, state: 'over', phone: null }]);
    expect(JSON.stringify(telephony.log)).not.toContain(olegsPhone.slice(1));
  });

  it('a caller whom nobody answers is owed a call back, and the exchange goes on by its own plan', async () => {
    await telephony.kill();
    telephony = await startTelephony(line('PT3S'));
    const caller = await rings('+79160000121');
    await soon(async () => expect(await desk.looseCalls()).toMatchObject([{ outcome: 'noAnswer' }]), withinMs);
    expect(await desk.tasks()).toMatchObject([{ purpose: 'callBack', phone: '+79160000121', state: 'open' }]);
    expect(await caller.ended).toBe(0);
  });

  it('a caller is put through to the phone of whoever asks for them', async () => {
    await isThere('101');
    const agent = await as101();
    await desk.takesNoCalls('101', '102');
    await rings(olegsPhone);
    const { id } = await desk.liveOnce('ringing');
    expect((await agent.putsThrough(id)).statusCode).toBe(202);
    expect(await desk.liveOnce('talking')).toMatchObject({ id, agentId: desk.agents['101'] });
  });

  it.each(noNumbers)('a caller who is %s is nobody, and is answered all the same', async (number) => {
    await isThere('102');
    await rings(number);
    expect(await desk.liveOnce('talking')).toMatchObject({ phone: null, agentId: desk.agents['102'] });
    expect(JSON.stringify(telephony.log)).not.toContain(number);
  });

  it('a task is dialled, talked over, recorded with its duration, and gets the customer’s word afterwards', async () => {
    await isThere('101');
    await isThere('trunk');
    const agent = await as101();
    expect((await agent.dials()).statusCode).toBe(202);
    expect((await agent.dials()).json()).toMatchObject({ code: 'callUnderWay' });
    const { dialling } = await agent.once('talking');
    await talkedFor(new Date(dialling.answeredAt), 1_000);
    await agent.hangsUp();
    const { task } = await agent.once('over');
    const [attempt] = task.attempts;
    expect(attempt).toMatchObject({ callId: dialling.id, outcome: 'answered', by: desk.agents['101'] });
    expect(attempt.durationSeconds).toBeGreaterThanOrEqual(1);
    expect(task.state).toBe('open');
    const told = await agent.tells(dialling.id, { decision: 'accepted' });
    expect(told.json()).toMatchObject({ state: 'done', attempts: [{ decision: 'accepted' }] });
  });

  it('a task whose contact is busy keeps the attempt, and is due again by the rule', async () => {
    await isThere('101');
    await isThere('trunk', 'busy');
    const agent = await as101();
    await agent.dials();
    const { task, dialling } = await agent.once('over');
    expect(dialling).toMatchObject({ outcome: 'busy', failure: null });
    expect(task).toMatchObject({ state: 'open', attempts: [{ outcome: 'busy' }] });
    expect(Date.parse(task.dueAt)).toBeGreaterThanOrEqual(Date.parse(task.attempts[0].at) + 5 * 60_000);
  });

  it('a task whose agent’s phone is busy was never a call to the customer', async () => {
    await isThere('101', 'busy');
    const agent = await as101();
    await agent.dials();
    const { task, dialling } = await agent.once('over');
    expect(dialling).toMatchObject({ outcome: null, failure: 'agentNoAnswer' });
    expect(task).toMatchObject({ state: 'open', attempts: [] });
  });

  it('a call outlives the process that put it through, and the next one logs it whole', async () => {
    await isThere('101');
    const caller = await rings(olegsPhone);
    const { id, answeredAt } = await desk.liveOnce('talking');
    await tied(id);
    const next = await startTelephony(line('PT1M'), 'waits for the line');
    await telephony.kill();
    telephony = next;
    await eventually(() => next.log.some(({ msg }) => msg === 'telephony ready'), { withinMs });
    await talkedFor(answeredAt, 1_000);
    await caller.hangUp();
    const logged = await loggedOnce();
    expect(logged).toMatchObject({ callId: id, outcome: 'answered' });
    expect(logged).not.toHaveProperty('interrupted');
  });

  it('a call that ends while nobody holds the line is logged with what is known', async () => {
    await isThere('101');
    await rings(olegsPhone);
    const { id } = await desk.liveOnce('talking');
    await tied(id);
    await telephony.kill();
    await asterisk.hangUpAll();
    telephony = await startTelephony(line('PT1M'));
    const logged = await loggedOnce();
    expect(logged).toMatchObject({ callId: id, outcome: 'answered', interrupted: true });
    expect(logged).not.toHaveProperty('durationSeconds');
  });

  it('a call that dies with the exchange is logged as cut off, and the line is taken again', async () => {
    await isThere('101');
    await rings(olegsPhone);
    const { id, answeredAt } = await desk.liveOnce('talking');
    await tied(id);
    await talkedFor(answeredAt, 1_000);
    await asterisk.kill();
    const agent = await as101();
    await soon(async () => expect((await agent.dials()).json()).toMatchObject({ code: 'noExchange' }), withinMs);
    await asterisk.start();
    const logged = await loggedOnce();
    expect(logged).toMatchObject({ callId: id, outcome: 'answered', interrupted: true });
    expect(logged['durationSeconds']).toBeGreaterThanOrEqual(1);
    await rings('+79160000121');
    expect(await desk.liveOnce('talking')).toMatchObject({ phone: '+79160000121' });
  });

  it('a caller rings before anybody listens, and is answered when somebody does', async () => {
    await isThere('101');
    telephony.freeze();
    await rings(olegsPhone);
    telephony.thaw();
    expect(await desk.liveOnce('talking')).toMatchObject({ phone: olegsPhone });
  });
});
