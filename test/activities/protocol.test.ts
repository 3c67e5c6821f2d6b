import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { asc, eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { append } from '../../db/append.ts';
import { canonical, genesis, hashRecipe } from '../../db/hash-chain.ts';
import { keepTexts } from '../../db/private-texts.ts';
import { chained, readEntries, readRows, verify } from '../../db/protocol.ts';
import { privateTexts, tickets } from '../../db/schema.ts';
import type { Ticket } from '../../domain/ticket.ts';
import { whyNoPostgres } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';
import { tamper as tamperWith } from '../support/tamper.ts';
import { claimed, noted, openedOn, ownDatabase } from '../support/tickets-on-database.ts';

describeUnless(whyNoPostgres, 'the protocol', () => {
  const own = ownDatabase();
  const db = () => own().database.db;

  /** Opened, claimed, and a note with a text: five entries. */
  async function aTicket(): Promise<Ticket> {
    const ticket = await openedOn(own().database);
    await db().transaction((tx) => append(tx, ticket.number, claimed(ticket)));
    await db().transaction(async (tx) => {
      const texts = await keepTexts(tx, { text: 'кабель лежит на земле' });
      await append(tx, ticket.number, [{ ...noted(), texts }]);
    });
    return ticket;
  }

  const tamper = (statement: string) => tamperWith(own().fresh.ownerUrl, statement);

  it('counts positions without a hole and links each entry to the one before', async () => {
    const { number } = await aTicket();
    const rows = await readRows(db(), number);
    expect(rows.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5]);
    expect(rows.map(({ previousHash }) => previousHash)).toEqual([
      genesis,
      ...rows.slice(0, -1).map((row) => row.hash),
    ]);
    const [head] = await db().select().from(tickets).where(eq(tickets.number, number));
    expect(head).toMatchObject({ position: 5, headHash: rows.at(-1)!.hash });
  });

  it('can be checked by the published recipe alone', async () => {
    const { number } = await aTicket();
    for (const row of await readRows(db(), number)) {
      const entry = chained(row) as unknown as Record<string, unknown>;
      const fields = hashRecipe.fields.filter((name) => entry[name] !== undefined);
      const text = canonicalize(Object.fromEntries(fields.map((name) => [name, entry[name]])))!;
      expect(createHash('sha256').update(text, 'utf8').digest('hex')).toBe(row.hash);
    }
  });

  it('is hashed in the canonical form of RFC 8785', () => {
    expect(canonical({ b: 1, a: [true, null, 1e21, 0.1], ё: '\u20ac\n' })).toBe(
      '{"a":[true,null,1e+21,0.1],"b":1,"ё":"€\\n"}',
    );
  });

  it('never goes back in time', async () => {
    const { number } = await aTicket();
    const instants = (await readRows(db(), number)).map(({ recordedAt }) => recordedAt.toISOString());
    expect(instants).toEqual([...instants].sort());
  });

  it('holds the digest of a text and not the text', async () => {
    const { number } = await aTicket();
    const [text] = await db().select().from(privateTexts).where(eq(privateTexts.name, 'text')).limit(1);
    const rows = await readRows(db(), number, 4);
    expect(JSON.stringify(rows)).not.toContain('кабель');
    expect(text).toMatchObject({ value: 'кабель лежит на земле', position: 5 });
    expect(rows[0]?.data).toHaveProperty('digests.text');
  });

  it('gives back events as they were decided, without what belongs to the chain', async () => {
    const { number } = await aTicket();
    expect(JSON.stringify(await readEntries(db(), number))).not.toContain('digests');
  });

  it('is read in pieces', async () => {
    const { number } = await aTicket();
    expect((await readEntries(db(), number, 1, 2)).map(({ position }) => position)).toEqual([2, 3]);
  });

  it('is intact as it was written', async () => {
    const { number } = await aTicket();
    expect(await verify(db(), number)).toEqual({ intact: true, positions: 5 });
  });

  it('is intact in every moment while somebody writes to it', async () => {
    const { number } = await aTicket();
    let writing = true;
    const write = async () => {
      for (let note = 0; note < 40; note++) await db().transaction((tx) => append(tx, number, [noted()]));
      writing = false;
    };
    const found: boolean[] = [];
    const look = async () => {
      while (writing) found.push((await verify(db(), number)).intact);
    };
    await Promise.all([write(), look(), look()]);
    expect(found).not.toContain(false);
  });

  it.each([
    ['data', `data = data || '{"userId":"somebody else"}'`],
    ['type', `type = 'unassigned'`],
    ['by', `by = '{"kind":"system"}'`],
    ['channel', `channel = 'phone'`],
    ['visibility', `visibility = 'customer'`],
    ['recorded_at', `recorded_at = recorded_at - interval '1 ms'`],
  ])('shows at which position somebody changed its %s', async (_column, change) => {
    const { number } = await aTicket();
    await tamper(`update protocol set ${change} where number = '${number}' and position = 4`);
    expect(await verify(db(), number)).toEqual({ intact: false, brokenAt: 4 });
  });

  it('shows the entry after one that was changed together with its hash', async () => {
    const { number } = await aTicket();
    const forged = 'f'.repeat(64);
    await tamper(`update protocol set hash = '${forged}' where number = '${number}' and position = 3`);
    expect(await verify(db(), number)).toEqual({ intact: false, brokenAt: 3 });
    await tamper(`update protocol set previous_hash = '${forged}' where number = '${number}' and position = 4`);
    expect(await verify(db(), number)).toEqual({ intact: false, brokenAt: 3 });
  });

  it('shows where an entry was taken out', async () => {
    const { number } = await aTicket();
    await tamper(`delete from protocol where number = '${number}' and position = 3`);
    expect(await verify(db(), number)).toEqual({ intact: false, brokenAt: 3 });
  });

  it('shows that its last entry is gone', async () => {
    const { number } = await aTicket();
    await tamper(`delete from protocol where number = '${number}' and position = 5`);
    expect(await verify(db(), number)).toEqual({ intact: false, brokenAt: 5 });
  });

  it('shows that all of it is gone', async () => {
    const { number } = await aTicket();
    await tamper(`delete from protocol where number = '${number}'`);
    expect(await verify(db(), number)).toEqual({ intact: false, brokenAt: 1 });
  });

  it('shows an entry whose text was changed', async () => {
    const { number } = await aTicket();
    await tamper(`update private_texts set value = 'всё в порядке' where number = '${number}' and name = 'text'`);
    expect(await verify(db(), number)).toEqual({ intact: false, brokenAt: 5 });
  });

  it('shows an entry to which a text was added that nobody gave', async () => {
    const { number } = await aTicket();
    await tamper(`insert into private_texts (id, number, position, name, salt, value)
      values (gen_random_uuid(), '${number}', 4, 'reason', '00', 'подброшено')`);
    expect(await verify(db(), number)).toEqual({ intact: false, brokenAt: 4 });
  });

  it('stays intact where a text was erased', async () => {
    const { number } = await aTicket();
    await tamper(`update private_texts set value = null, salt = null where number = '${number}' and name = 'text'`);
    expect(await verify(db(), number)).toEqual({ intact: true, positions: 5 });
  });

  it('takes no event whose text is not kept, or is tied to another entry already', async () => {
    const ticket = await aTicket();
    const texts = await keepTexts(db(), { text: 'один раз' });
    const say = () => db().transaction((tx) => append(tx, ticket.number, [{ ...noted(), texts }]));
    await say();
    await expect(say()).rejects.toThrow(/is not kept/);
    expect(await verify(db(), ticket.number)).toEqual({ intact: true, positions: 6 });
  });

  it('keeps texts apart from tickets until an entry tells about them', async () => {
    const texts = await keepTexts(db(), { note: 'ещё не сказано', reason: null, cause: undefined });
    expect(Object.keys(texts)).toEqual(['note']);
    const kept = await db().select().from(privateTexts).where(eq(privateTexts.id, texts['note']!.id));
    expect(kept).toMatchObject([{ number: null, position: null, value: 'ещё не сказано' }]);
  });

  it('gives every text a salt of its own', async () => {
    const texts = await keepTexts(db(), { one: 'одно и то же', other: 'одно и то же' });
    expect(texts['one']!.digest).not.toBe(texts['other']!.digest);
    const rows = await db().select().from(privateTexts).orderBy(asc(privateTexts.keptAt));
    expect(new Set(rows.flatMap(({ salt }) => salt ?? [])).size).toBe(rows.filter(({ salt }) => salt !== null).length);
  });
});
