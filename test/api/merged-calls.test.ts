import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { callTasks, diallings } from '../../db/schema.ts';
import { endDialling } from '../../db/telephony/diallings.ts';
import { readEntries } from '../../db/protocol.ts';
import { ticketOf } from '../../db/telling.ts';
import type { TicketContact } from '../../domain/events.ts';
import type { Opening } from '../../domain/events.ts';
import type { Language } from '../../domain/words.ts';
import { clinic, sergei } from '../support/cast.ts';
import { askAs, startApi, type TestApi } from '../support/api.ts';
import { makeCallsOwed } from '../support/calls-owed.ts';
import { answered, bakeryIsServed, does, restored } from '../support/database-story.ts';
import { whyNoPostgres } from '../support/database.ts';
import { exchangeOn } from '../support/exchange-on-database.ts';
import { describeUnless } from '../support/provided.ts';
import { openedOn, reporter } from '../support/tickets-on-database.ts';

/** A ticket with its own entry of the one person who is called about all of them. */
interface Reported {
  readonly number: string;
  readonly contact: TicketContact;
}

describeUnless(whyNoPostgres, 'calls owed to one contact', () => {
  let api: TestApi;
  let ask: ReturnType<typeof askAs>;

  beforeEach(async () => {
    api = await startApi();
    await bakeryIsServed(api.database);
    ask = askAs(api.app, await api.signedInAs('agent'));
  });
  afterEach(() => api.close());

  async function reported({ language = 'ru', ...differences }: Partial<Opening> & { language?: Language } = {}) {
    const vera = reporter({ email: null });
    const contact = { ...vera.contact, language, prefers: [] };
    const { number } = await openedOn(api.database, { ...differences, reachable: [{ ...vera, contact }] });
    return { number, contact };
  }
  const questionIsOwed = async ({ number }: Reported) => {
    await restored(api.database, number);
    await makeCallsOwed(api.database, number, ({ cause }) => cause === 'restored');
  };
  /** Vera's three services fail, and one repair mends them all. */
  async function threeRestored(): Promise<[Reported, Reported, Reported]> {
    const three = [await reported(), await reported(), await reported()] as const;
    for (const one of three) await questionIsOwed(one);
    return [...three];
  }
  const list = async (query = '') => (await ask('GET', `/api/v1/call-tasks${query}`)).json();
  const theCall = async () => {
    const { items } = await list();
    expect(items).toHaveLength(1);
    return items[0];
  };
  const attempt = (id: string, payload: object) => ask('POST', `/api/v1/call-tasks/${id}/attempts`, { payload });
  const answerOf = async ({ number }: Reported) => (await ticketOf(api.database.db, number)).answer?.decision ?? null;
  const callsOn = async ({ number }: Reported) =>
    (await readEntries(api.database.db, number)).flatMap((entry) => (entry.type === 'callLogged' ? [entry.data] : []));
  const numbersOf = (...some: Reported[]) => some.map(({ number }) => number).toSorted();

  it('are one call that tells everything, with one greeting', async () => {
    const three = await threeRestored();
    const call = await theCall();
    expect(call).toMatchObject({ tickets: numbersOf(...three), purpose: 'restored', contactName: 'Вера Кузнецова' });
    expect(call.script.match(/Здравствуйте, Вера Кузнецова!/g)).toHaveLength(1);
    const headings = call.script.split('\n').filter((line: string) => three.some(({ number }) => number === line));
    expect(headings).toEqual(numbersOf(...three));
    expect(call.script.match(/Что сделано: кабель заменён/g)).toHaveLength(3);
  });

  it('greet once in English too', async () => {
    for (const one of [await reported({ language: 'en' }), await reported({ language: 'en' })]) {
      await questionIsOwed(one);
    }
    const { script } = await theCall();
    expect(script.match(/Hello Вера Кузнецова, this is the help desk/g)).toHaveLength(1);
  });

  it('are merged on one ticket as well: what is to be told, and what is to be asked', async () => {
    const one = await reported();
    await makeCallsOwed(api.database, one.number);
    await questionIsOwed(one);
    expect(await theCall()).toMatchObject({ tickets: [one.number], purpose: 'restored' });
    const { id } = await theCall();
    expect((await attempt(id, { outcome: 'answered', decision: 'accepted' })).json().state).toBe('done');
    expect(await callsOn(one)).toHaveLength(1);
  });

  it('of another customer, or in another language, are calls of their own', async () => {
    const served = { serviceId: null, customerId: clinic, contractId: null };
    for (const one of [await reported(), await reported(served), await reported({ language: 'en' })]) {
      await questionIsOwed(one);
    }
    expect((await list()).items.map(({ tickets }: { tickets: string[] }) => tickets.length)).toEqual([1, 1, 1]);
  });

  it('of customers nobody knows yet are not taken for one', async () => {
    const unknown = { serviceId: null, customerId: null, contractId: null };
    for (const one of [await reported(unknown), await reported(unknown)]) await questionIsOwed(one);
    expect((await list()).items).toHaveLength(2);
  });

  it('take the word of who may give it, where somebody else on the ticket has the same phone', async () => {
    const [caller, director] = [reporter({ email: null }), reporter({ email: null, name: 'Ольга Ким' })];
    const contact = { ...director.contact, roles: ['confirms' as const], prefers: [] };
    const { number } = await openedOn(api.database, { reachable: [caller, { ...director, contact }] });
    await makeCallsOwed(api.database, number);
    await restored(api.database, number);
    await makeCallsOwed(api.database, number);
    const { id } = await theCall();
    expect((await attempt(id, { outcome: 'answered', decision: 'accepted' })).json().state).toBe('done');
    expect((await ticketOf(api.database.db, number)).answer).toMatchObject({ contactId: contact.id });
  });

  it('are answered for all tickets that ask, in one call', async () => {
    const three = await threeRestored();
    const { id } = await theCall();
    const made = await attempt(id, { outcome: 'answered', decision: 'accepted' });
    expect(made.json()).toMatchObject({ state: 'done', tickets: numbersOf(...three) });
    expect(await Promise.all(three.map(answerOf))).toEqual(['accepted', 'accepted', 'accepted']);
    const logged = await Promise.all(three.map(callsOn));
    expect(logged.map(([call]) => call?.contactId)).toEqual(three.map(({ contact }) => contact.id));
    expect(new Set(logged.map(([call]) => call?.callId)).size).toBe(1);
  });

  it('are answered for those that are named, and stay open for the others', async () => {
    const [first, second, third] = await threeRestored();
    const { id } = await theCall();
    const decided = { outcome: 'answered', decision: 'accepted', tickets: [second.number] };
    const made = (await attempt(id, decided)).json();
    expect(made).toMatchObject({ state: 'open', tickets: numbersOf(first, third) });
    expect(made.attempts).toMatchObject([{ decision: 'accepted', tickets: [second.number] }]);
    expect(await Promise.all([first, second, third].map(answerOf))).toEqual([null, 'accepted', null]);
    expect(await callsOn(first)).toHaveLength(1);
    expect((await attempt(id, { outcome: 'answered', decision: 'stillBroken' })).json().state).toBe('done');
    expect(await Promise.all([first, third].map(answerOf))).toEqual(['stillBroken', 'stillBroken']);
  });

  it('take no word about a ticket that they are not about, nor tickets without a word', async () => {
    const [first] = await threeRestored();
    const stranger = await reported({ customerId: clinic });
    const { id } = await theCall();
    const word = { outcome: 'answered', decision: 'accepted', tickets: [stranger.number] };
    expect((await attempt(id, word)).json()).toMatchObject({ status: 422, errors: [{ path: 'tickets' }] });
    const wordless = { outcome: 'answered', tickets: [first.number] };
    expect((await attempt(id, wordless)).json()).toMatchObject({ status: 422, errors: [{ path: 'tickets' }] });
    expect(await callsOn(first)).toEqual([]);
  });

  it('are tried again together, later', async () => {
    const three = await threeRestored();
    const { id, dueAt } = await theCall();
    const made = (await attempt(id, { outcome: 'noAnswer' })).json();
    expect(made).toMatchObject({ state: 'open', attempts: [{ outcome: 'noAnswer' }] });
    expect(Date.parse(made.dueAt)).toBeGreaterThan(Date.parse(dueAt));
    expect((await theCall()).tickets).toEqual(numbersOf(...three));
    for (const one of three) expect(await callsOn(one)).toMatchObject([{ outcome: 'noAnswer', callTaskId: id }]);
  });

  it('lose a ticket that is cancelled, or answered by link, and are made for the others', async () => {
    const [first, second, third] = await threeRestored();
    await answered(api.database, first.number, first.contact, 'accepted');
    const ended = { type: 'cancel', kind: 'contractEnded' } as const;
    await does(api.database, second.number, (texts) => ({ ...ended, texts }), {
      ...{ by: sergei, texts: { reason: 'договор окончен', document: 'Д-1' } },
    });
    const call = await theCall();
    expect(call).toMatchObject({ tickets: [third.number], state: 'open' });
    expect((await list(`?ticket=${first.number}`)).items).toEqual([]);
    await attempt(call.id, { outcome: 'answered', decision: 'accepted' });
    expect(await callsOn(second)).toEqual([]);
    expect(await answerOf(third)).toBe('accepted');
  });

  it('keep a word that comes after the answers by link, on each ticket', async () => {
    const three = await threeRestored();
    const { id } = await theCall();
    for (const { number, contact } of three) await answered(api.database, number, contact, 'accepted');
    const late = await attempt(id, { outcome: 'answered', decision: 'accepted' });
    expect([late.statusCode, late.json().state]).toEqual([201, 'done']);
    for (const { number } of three) {
      expect((await readEntries(api.database.db, number)).at(-1)).toMatchObject({ type: 'answerRepeated' });
    }
  });

  it('are joined as they stand: who makes it, what was tried, and no later than before', async () => {
    await questionIsOwed(await reported());
    const { id, dueAt } = await theCall();
    await attempt(id, { outcome: 'otherPerson' });
    const { assignee } = (await ask('PUT', `/api/v1/call-tasks/${id}/assignee`)).json();
    const joining = await reported();
    await questionIsOwed(joining);
    const call = await theCall();
    expect(call).toMatchObject({ id, assignee, attempts: [{ outcome: 'otherPerson' }] });
    expect(Date.parse(call.dueAt) - Date.parse(dueAt)).toBeLessThan(30 * 60_000);
    expect((await list('?assignee=me')).items).toMatchObject([{ id }]);
    expect(await callsOn(joining)).toEqual([]);
  });

  it('are made to the number that was corrected on one of the tickets', async () => {
    const [first, second] = await threeRestored();
    const { id } = await theCall();
    await attempt(id, { outcome: 'wrongNumber' });
    const change = { type: 'changeContact', change: 'changed', contact: second.contact } as const;
    await does(api.database, second.number, (texts) => ({ ...change, texts }), { texts: { phone: '+79160000000' } });
    const [call] = (await list('?due=true')).items;
    expect(call).toMatchObject({ id, phone: '+79160000000', numberWrong: false });
    expect(call.tickets).toContain(first.number);
    await attempt(id, { outcome: 'busy' });
    expect(await theCall()).toMatchObject({ phone: '+79160000000', numberWrong: false });
  });

  it('reach the same person on every ticket, whichever entry of theirs is named', async () => {
    const three = await threeRestored();
    const { id } = await theCall();
    const contactId = three[2].contact.id;
    await attempt(id, { outcome: 'answered', decision: 'accepted', contactId });
    const spokenTo = (await Promise.all(three.map(callsOn))).map(([call]) => call?.contactId);
    expect(spokenTo).toEqual(three.map(({ contact }) => contact.id));
  });

  it('are dialled once, and take the word afterwards for all that they were about', async () => {
    const three = await threeRestored();
    const { id } = await theCall();
    const dialling = await isDialled(id);
    await endDialling(api.database.db, dialling.id, { outcome: 'answered' }, 'heard');
    const joining = await reported();
    await questionIsOwed(joining);
    const url = `/api/v1/call-tasks/${id}/attempts/${dialling.id}`;
    const named = { decision: 'stillBroken', tickets: [three[0].number] };
    expect((await ask('PUT', url, { payload: named })).json().state).toBe('open');
    const told = (await ask('PUT', url, { payload: { decision: 'accepted', text: 'проверила' } })).json();
    expect(told).toMatchObject({ state: 'open', tickets: [joining.number] });
    expect(await Promise.all(three.map(answerOf))).toEqual(['stillBroken', 'accepted', 'accepted']);
    expect(await answerOf(joining)).toBeNull();
  });

  it('leave open what joined while the exchange dialled: nobody has said it', async () => {
    const three = await threeRestored();
    const { id } = await theCall();
    const dialling = await isDialled(id);
    const joining = await reported();
    for (const { number } of [joining, three[0]]) {
      await makeCallsOwed(api.database, number, ({ cause }) => cause === 'opened');
    }
    await endDialling(api.database.db, dialling.id, { outcome: 'answered' }, 'heard');
    expect(await callsOn(joining)).toEqual([]);
    expect(await callsOn(three[0])).toHaveLength(1);
    const unsaid = await api.database.db.select().from(callTasks).where(eq(callTasks.purpose, 'opened'));
    expect(unsaid.map(({ number, state }) => `${number} ${state}`).toSorted()).toEqual(
      numbersOf(joining, three[0]).map((number) => `${number} open`),
    );
  });

  async function isDialled(taskId: string) {
    const dialling = { id: v7(), taskId, agentId: await exchangeOn(api.database).agentAt('101') };
    await api.database.db.insert(diallings).values({ ...dialling, state: 'talking' });
    return dialling;
  }

  it('are one item of a list, page by page', async () => {
    await threeRestored();
    await questionIsOwed(await reported({ language: 'en' }));
    const first = await list('?limit=1');
    const second = await list(`?limit=1&cursor=${first.nextCursor}`);
    expect(new Set([first, second].map(({ items }) => items[0].tickets.length))).toEqual(new Set([1, 3]));
    expect(second.nextCursor).toBeNull();
    const { id } = first.items[0];
    await attempt(id, { outcome: 'answered', decision: 'accepted' });
    expect((await list('?state=done')).items).toMatchObject([{ id }]);
    expect((await list('?state=void')).items).toEqual([]);
    const over = await list(`?limit=1&cursor=${(await list('?limit=1')).nextCursor}`);
    expect([over.items[0].id, over.nextCursor]).toEqual([id, null]);
  });
});
