import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Mailer } from '../../activities/smtp.ts';
import { tellingActivities } from '../../activities/telling.ts';
import { connect, type Database } from '../../db/client.ts';
import { erase } from '../../db/erase.ts';
import { callTasks } from '../../db/schema.ts';
import { ticketOf } from '../../db/telling.ts';
import { obligations, type Owed } from '../../domain/obligations.ts';
import { customerLinks } from '../../mail/links.ts';
import { createLogger } from '../../runtime/logger.ts';
import { oleg, vera } from '../support/cast.ts';
import { answered, bakeryIsServed, opens, promised, restored, timePasses } from '../support/database-story.ts';
import { freshDatabase, whyNoPostgres, type TestDatabase } from '../support/database.ts';
import { hour } from '../support/field-deeds.ts';
import { noCarriers } from '../support/no-carriers.ts';
import { describeUnless } from '../support/provided.ts';
import { accepted, arrived, offered, ticketHears } from '../support/visit-facts.ts';

const noMail: Mailer = {
  from: 'desk@operator.example',
  send: () => Promise.reject(new Error('a call task sends no mail')),
  close: () => undefined,
};

describeUnless(whyNoPostgres, 'makeCallTask', () => {
  let fresh: TestDatabase;
  let database: Database;
  let number: string;

  beforeEach(async () => {
    fresh = await freshDatabase();
    database = connect(fresh.appUrl);
    await bakeryIsServed(database);
    number = (await opens(database, { contacts: [oleg], dispatches: true, speaks: true })).number;
  });
  afterEach(async () => {
    await database?.close();
    await fresh?.drop();
  });

  const owedAbout = async (cause: string) => {
    const found = obligations(await ticketOf(database.db, number)).find(
      (one) => one.cause === cause && one.channel === 'phone',
    );
    if (!found) throw new Error(`${cause} is not owed`);
    return found;
  };
  async function call(what: string | Owed) {
    const links = customerLinks({ secret: 'a secret that only the tests know, 32+', previousSecret: null });
    const log = createLogger('worker', 'silent');
    const telling = {
      ...noCarriers,
      database,
      mailer: noMail,
      links,
      publicUrl: 'https://help.example',
      deskPhone: null,
      log,
    };
    const { foldedUpTo } = await ticketOf(database.db, number);
    const owed = typeof what === 'string' ? await owedAbout(what) : what;
    return (await tellingActivities(telling).makeCallTask({ number, owed, foldedUpTo })).entries;
  }
  const tasks = () => database.db.select().from(callTasks).orderBy(callTasks.createdAt);

  it('gives a contact without e-mail a call with what is to be said', async () => {
    const entries = await call('opened');
    const [task] = await tasks();
    expect(entries).toMatchObject([{ type: 'messageQueued', data: { channel: 'phone', messageId: task?.id } }]);
    expect(task).toMatchObject({ contactId: oleg.id, purpose: 'opened', state: 'open', episode: 1 });
    expect(task?.script).toContain('Здравствуйте, Олег Сидоров!');
    expect(task?.script).toContain(number);
    expect(task?.script).not.toContain('{{');
    expect((await ticketOf(database.db, number)).owed).toEqual([]);
  });

  it('makes one task, however often it runs', async () => {
    const opened = await owedAbout('opened');
    await Promise.all([call(opened), call(opened)]);
    expect(await call(opened)).toEqual([]);
    expect(await tasks()).toHaveLength(1);
  });

  it('wants the call after a restoration within the time that the terms name', async () => {
    await restored(database, number);
    await call('restored');
    const [task] = await tasks();
    expect(task!.dueAt.getTime() - task!.createdAt.getTime()).toBe(30 * 60_000);
    expect(task?.script).toContain('Что сделано: кабель заменён');
  });

  it('asks anew by the call that is owed already, and sooner where that was put off', async () => {
    await restored(database, number);
    await call('restored');
    await database.db.update(callTasks).set({ dueAt: new Date('2100-01-01T00:00:00.000Z') });
    await timePasses(database, number, 'PT25H');
    const entries = await call('reminder');
    const [task, ...others] = await tasks();
    expect(others).toEqual([]);
    expect(entries).toMatchObject([{ type: 'messageQueued', data: { cause: 'reminder', messageId: task?.id } }]);
    expect(task!.dueAt.getTime()).toBeLessThan(task!.createdAt.getTime() + 40 * 60_000);
  });

  it('asks anew by another call where the first is over, until the answer comes', async () => {
    await restored(database, number);
    await call('restored');
    await database.db.update(callTasks).set({ state: 'done' });
    await timePasses(database, number, 'PT25H');
    await call('reminder');
    const states = async () => (await tasks()).map(({ purpose, state }) => [purpose, state]);
    expect(await states()).toEqual([
      ['restored', 'done'],
      ['reminder', 'open'],
    ]);
    expect((await tasks())[1]?.script).toContain('Без ответа клиента заявка не закрывается.');
    await answered(database, number, oleg, 'stillBroken');
    expect((await states())[1]).toEqual(['reminder', 'void']);
  });

  it('makes no work of a promise that was replaced before anybody could be asked to call', async () => {
    await promised(database, number, 'PT1H');
    await promised(database, number, 'PT3H');
    await call('etaPromised');
    await call('etaExtended');
    expect((await tasks()).map(({ purpose, state }) => [purpose, state])).toEqual([
      ['etaPromised', 'void'],
      ['etaExtended', 'open'],
    ]);
  });

  it('makes no work of a question that is answered already', async () => {
    await restored(database, number);
    const asked = await owedAbout('restored');
    await answered(database, number, oleg, 'accepted');
    await call(asked);
    await call('closed');
    expect((await tasks()).map(({ purpose, state }) => [purpose, state])).toEqual([
      ['restored', 'void'],
      ['closed', 'open'],
    ]);
  });

  it('makes no work of a visit that has another time by now, or somebody who is there', async () => {
    await ticketHears(database, number, ...offered(), accepted());
    const agreed = await owedAbout('visitAgreed');
    await ticketHears(database, number, accepted(hour('14:00', '16:00')));
    await call(agreed);
    const moved = await owedAbout('visitMoved');
    expect((await tasks()).map(({ purpose, state }) => [purpose, state])).toEqual([['visitAgreed', 'void']]);
    await ticketHears(database, number, arrived);
    await call(moved);
    expect((await tasks()).map(({ state }) => state)).toEqual(['void', 'void']);
  });

  it('says on the phone when the engineer comes', async () => {
    await ticketHears(database, number, ...offered(), accepted());
    await call('visitAgreed');
    const [task] = await tasks();
    expect(task).toMatchObject({ purpose: 'visitAgreed', state: 'open' });
    expect(task?.script).toContain('К вам приедет наш инженер: 5 января 2026 г., 15:00–17:00 (Екатеринбург, UTC+5).');
  });

  it('fails with noAddress where the contact was erased, once', async () => {
    const opened = await owedAbout('opened');
    await erase(database.db, oleg.id);
    expect(await call(opened)).toMatchObject([{ type: 'messageFailed', data: { failure: 'noAddress' } }]);
    expect(await call(opened)).toEqual([]);
    expect(await tasks()).toEqual([]);
  });

  it('is for contacts alone: staff are told by mail', async () => {
    const owed: Owed = { ...(await owedAbout('opened')), to: { userId: vera.id } };
    await expect(call(owed)).rejects.toThrow('staff are told by mail');
  });
});
