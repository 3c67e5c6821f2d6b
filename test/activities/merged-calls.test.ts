import { eq, sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { recordAttempt } from '../../db/call-attempts.ts';
import { listOwedCalls } from '../../db/call-tasks.ts';
import { callTasks } from '../../db/schema.ts';
import { ticketOf } from '../../db/telling.ts';
import { amira } from '../support/cast.ts';
import { makeCallsOwed } from '../support/calls-owed.ts';
import { bakeryIsServed, restored } from '../support/database-story.ts';
import { whyNoPostgres } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';
import { openedOn, ownDatabase, reporter } from '../support/tickets-on-database.ts';

const [forty, twelve, two] = ['+79160000040', '+79160000012', '+79160000002'];

describeUnless(whyNoPostgres, 'a mass repair of the services of one contact', () => {
  const own = ownDatabase();
  const database = () => own().database;
  const db = () => database().db;

  /** So many services of whoever has this number are mended; nobody was told yet. */
  async function mended(services: number, phone: string): Promise<string[]> {
    const numbers: string[] = [];
    for (let nth = 0; nth < services; nth++) {
      const { number } = await openedOn(database(), { reachable: [reporter({ phone, email: null })] });
      await restored(database(), number);
      numbers.push(number);
    }
    return numbers.toSorted();
  }
  const asks = (number: string) => makeCallsOwed(database(), number, ({ cause }) => cause === 'restored');
  const callsTo = async (wanted: string) =>
    (await listOwedCalls(db(), { state: 'open' }, { limit: 200, after: null })).filter(({ phone }) => phone === wanted);

  it('makes one call of forty that are owed at once', async () => {
    await bakeryIsServed(database());
    const numbers = await mended(40, forty);
    await Promise.all(numbers.map(asks));
    expect((await callsTo(forty)).map(({ tickets }) => tickets)).toEqual([numbers]);
  });

  it('writes nothing anew of a call that is due no later than what joins it', async () => {
    const [first = '', second = ''] = await mended(2, two);
    const versionOf = async () =>
      db()
        .select({ written: sql`xmin::text` })
        .from(callTasks)
        .where(eq(callTasks.number, first));
    await asks(first);
    const written = await versionOf();
    await asks(second);
    expect((await callsTo(two)).map(({ tickets }) => tickets)).toEqual([[first, second]]);
    expect(await versionOf()).toEqual(written);
  });

  it('says to all what an attempt said, or leaves open what joined meanwhile, and nobody waits in a ring', async () => {
    const numbers = await mended(12, twelve);
    const [told, joining] = [numbers.slice(6), numbers.slice(0, 6)];
    for (const number of told) await asks(number);
    const [{ id } = { id: '' }] = await callsTo(twelve);
    const accepted = { outcome: 'answered', decision: 'accepted' } as const;
    const attempted = db().transaction((tx) => recordAttempt(tx, { id, by: amira, attempt: accepted }));
    await Promise.all([...joining.map(asks), attempted]);
    const answers = await Promise.all(numbers.map(async (number) => (await ticketOf(db(), number)).answer));
    const unanswered = numbers.filter((_, nth) => answers[nth] === null);
    expect(told.filter((number) => unanswered.includes(number))).toEqual([]);
    expect((await callsTo(twelve)).flatMap(({ tickets }) => tickets).toSorted()).toEqual(unanswered);
    const rows = await db().select().from(callTasks).where(eq(callTasks.mergedInto, id));
    expect(new Set(rows.map(({ dueAt }) => dueAt.getTime())).size).toBe(1);
  });
});
