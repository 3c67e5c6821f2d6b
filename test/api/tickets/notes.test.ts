import { afterAll, beforeAll, expect, it } from 'vitest';
import { tellingActivities } from '../../../activities/telling.ts';
import { ticketOf } from '../../../db/telling.ts';
import { after } from '../../../domain/instant.ts';
import { callingDesk } from '../../support/calls-owed.ts';
import { amira, portal } from '../../support/cast.ts';
import { whyNoPostgres } from '../../support/database.ts';
import { describeUnless } from '../../support/provided.ts';
import { branchInternet, openFor, startSetting, type Ask, type Setting } from './setting.ts';

const toCustomer = { text: 'Обрыв найден, варим.', visibility: 'customer' };

describeUnless(whyNoPostgres, 'a note, over HTTP,', () => {
  let setting: Setting;
  let asAmira: Ask;

  beforeAll(async () => {
    setting = await startSetting();
    asAmira = setting.as(amira);
  });
  afterAll(() => setting.close());

  const read = async (path: string) => (await asAmira('GET', `/tickets/${path}`)).json();
  const notes = async (number: string, payload: object, ask = asAmira) => {
    const answer = await ask('POST', `/tickets/${number}/notes`, { payload });
    expect(answer.statusCode).toBe(201);
  };
  const noteIn = async (number: string) => {
    const { items } = await read(`${number}/protocol`);
    return items.findLast(({ type }: { type: string }) => type === 'noteAdded');
  };
  const owedIn = async (number: string) =>
    (await ticketOf(setting.database.db, number)).owed.filter(({ cause }) => cause === 'note');

  async function mailsGo(number: string): Promise<void> {
    const mailer = { from: 'desk@operator.example', send: () => Promise.resolve(sent), close: () => undefined };
    const { deliverMessage } = tellingActivities({ ...callingDesk(setting.database), mailer });
    const { owed, foldedUpTo } = await ticketOf(setting.database.db, number);
    for (const one of owed) await deliverMessage({ number, owed: one, foldedUpTo });
    await setting.desk.settle(number);
  }

  it('that the customer may see is a message to them, and their silence counts from it', async () => {
    const { number } = await openFor(asAmira, { serviceId: branchInternet });
    await notes(number, toCustomer);
    await mailsGo(number);
    const { items } = await read(`${number}/messages`);
    const message = items.find(({ cause }: { cause: string }) => cause === 'note');
    expect(message).toMatchObject({ to: 'vera@bakery.example', outcome: 'sent' });
    expect(message.text).toContain(toCustomer.text);
    const { items: entries } = await read(`${number}/protocol`);
    const { sentAt } = entries.findLast(({ type }: { type: string }) => type === 'messageSent').data;
    const { clocks } = await read(number);
    expect(clocks).toContainEqual({ name: 'update', state: 'running', dueAt: after(sentAt, 'PT1H') });
    expect(clocks).toContainEqual(expect.objectContaining({ name: 'response', state: 'met' }));
  });

  it('says in the protocol that it is sent, and its words stand beside the chain', async () => {
    const { number } = await openFor(asAmira);
    await notes(number, toCustomer);
    const { data, private: texts } = await noteIn(number);
    expect(data).toMatchObject({ visibility: 'customer', told: true });
    expect(JSON.stringify(data)).not.toContain('варим');
    expect(texts).toMatchObject({ text: { value: toCustomer.text } });
  });

  it.each([
    ['among colleagues', { ...toCustomer, visibility: 'internal' }, amira],
    ['that a portal brings, which is most often the customer’s own', toCustomer, portal],
  ])('%s is sent to nobody', async (_which, payload, person) => {
    const { number } = await openFor(setting.as(person), person === portal ? { channel: 'portal' } : {});
    await notes(number, payload, setting.as(person));
    expect((await noteIn(number)).data).not.toHaveProperty('told');
    expect(await owedIn(number)).toEqual([]);
  });
});

const sent = { outcome: 'sent' } as const;
