import { eq } from 'drizzle-orm';
import { beforeEach, expect, it } from 'vitest';
import { tellingActivities } from '../../activities/telling.ts';
import { sites, users } from '../../db/schema.ts';
import { ticketOf } from '../../db/telling.ts';
import { leaveVisits } from '../../db/visits/leave-visit.ts';
import { requestVisit } from '../../db/visits/request-visit.ts';
import { theDesk } from '../../domain/actor.ts';
import type { MessageCause } from '../../domain/events-of-talk.ts';
import { obligations } from '../../domain/obligations.ts';
import { whyNoPostgres } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';
import { tellingDesk } from '../support/telling-desk.ts';
import { openedOn } from '../support/tickets-on-database.ts';
import {
  advances,
  comesToWork,
  engineer,
  inMinutes,
  request,
  storesAreFilled,
  theSite,
  theSwitch,
} from '../support/visits-on-database.ts';

describeUnless(whyNoPostgres, 'the notice to an engineer', () => {
  const desk = tellingDesk();
  let number: string;
  let visitId: string;

  beforeEach(async () => {
    const { database } = desk();
    await storesAreFilled(database);
    await comesToWork(database, engineer(1));
    await database.db
      .update(users)
      .set({ email: 'first@helpdesk.example' })
      .where(eq(users.id, engineer(1).id));
    await database.db.update(sites).set({ access: 'Ключ у охраны' }).where(eq(sites.id, theSite));
    number = (await openedOn(database, { dispatches: true })).number;
    const asked = request(number, { parts: [] });
    const made = await database.db.transaction((tx) =>
      requestVisit(tx, asked, theDesk, inMinutes(0), { reason: 'порт не светится' }),
    );
    visitId = made.visitId;
    await advances(database, visitId);
  });

  async function deliver(cause: MessageCause) {
    const { database, telling, smtp } = desk();
    const { foldedUpTo, ...ticket } = await ticketOf(database.db, number);
    const owed = obligations({ ...ticket, foldedUpTo }).find((one) => one.cause === cause);
    if (!owed) throw new Error(`${cause} is not owed`);
    await tellingActivities(telling).deliverMessage({ number, owed, foldedUpTo });
    return smtp.mails.at(-1)!;
  }

  it('says where to go, how to get in, what is wrong there and until when to accept', async () => {
    const { to, subject, text } = await deliver('visitOffered');
    expect(to).toEqual(['first@helpdesk.example']);
    expect(subject).toContain(`${number} P2: вам предложен выезд`);
    expect(text).toContain('Где: Узел, ул. Мира, 2');
    expect(text).toContain('Доступ на объект: Ключ у охраны');
    expect(text).toContain(
      `Что сделать: требуется замена оборудования; доступ (последняя миля); ${theSwitch}; порт не светится`,
    );
    expect(text).toMatch(/Когда: .*\(по екатеринбургскому времени\)/);
    expect(text).toMatch(/Подтвердите до: .*\(по екатеринбургскому времени\)/);
  });

  it('reads the place as it is known when the mail is written', async () => {
    await desk().database.db.update(sites).set({ address: 'ул. Новая, 3' }).where(eq(sites.id, theSite));
    expect((await deliver('visitOffered')).text).toContain('Где: Узел, ул. Новая, 3');
  });

  it('says which visit need not be made any more', async () => {
    const promised = /Когда: (.*)/.exec((await deliver('visitOffered')).text)?.[1];
    const { db } = desk().database;
    await db.transaction((tx) => leaveVisits(tx, number, 'restored'));
    const { to, text } = await deliver('visitCalledOff');
    expect(to).toEqual(['first@helpdesk.example']);
    expect(text).toContain(`Выезд: ${promised}`);
    expect(text).toContain('Причина: выезд отменён');
  });

  it('carries its parts by name', async () => {
    const { db } = desk().database;
    await db.transaction((tx) => requestVisit(tx, request(number), theDesk, inMinutes(0)));
    expect((await deliver('visitOffered')).text).toContain('Запасные части: Switch × 1');
  });
});
