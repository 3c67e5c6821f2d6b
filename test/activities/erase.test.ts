import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { expect, it } from 'vitest';
import { append } from '../../db/append.ts';
import { erase } from '../../db/erase.ts';
import { filesOfNobody } from '../../db/erase-attachments.ts';
import { recordFact } from '../../db/facts.ts';
import type { Reachable } from '../../db/opening.ts';
import { keepTexts } from '../../db/private-texts.ts';
import { readTexts, verify } from '../../db/protocol.ts';
import { record } from '../../db/record.ts';
import { calls, callTasks, commands, customerContacts, customers, messages, orders, tickets } from '../../db/schema.ts';
import { attachedFiles, attachmentsOfTicket } from '../../db/ticket-attachments.ts';
import { byOf } from '../../domain/actor.ts';
import { callLogged } from '../../domain/calls.ts';
import type { Ticket } from '../../domain/ticket.ts';
import { amira, bakery } from '../support/cast.ts';
import { whyNoPostgres } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';
import { decided, noted, openedOn, ownDatabase, recordingOf, reporter } from '../support/tickets-on-database.ts';
import { tracesOf } from '../support/traces.ts';

/** What is known of a person, in words that stand nowhere else. */
function person(mark: number) {
  return { name: `Зинаида Первоцветова ${mark}`, phone: `+7916000${1000 + mark}`, email: `zina${mark}@bakery.example` };
}

describeUnless(whyNoPostgres, 'erasing a person', () => {
  const own = ownDatabase();
  const db = () => own().database.db;
  const traces = (text: string) => tracesOf(own().fresh.superuserUrl, text);
  let people = 0;

  /** On the customer's list and on a ticket, with all that she said, was told, and was called about. */
  async function aPersonWithAStory() {
    const zina = person(++people);
    const listed = v7();
    await db()
      .insert(customers)
      .values({ id: bakery, name: 'Хлебный дом', language: 'ru', phones: [], emails: [] })
      .onConflictDoNothing();
    await db()
      .insert(customerContacts)
      .values({ ...zina, id: listed, customerId: bakery, language: 'ru', prefers: ['email'], mayConfirm: true });
    const reachable = reporter({ ...zina, customerContactId: listed });
    const description = `говорит ${zina.name}`;
    const ticket = await openedOn(own().database, { reachable: [reachable], description });
    await say(ticket, reachable);
    await tell(ticket, reachable);
    return { zina, listed, reachable, ticket };
  }

  async function say({ number }: Ticket, { contact, name, phone }: Reachable): Promise<void> {
    await db().transaction(async (tx) => {
      const texts = await keepTexts(tx, { text: `${name} перезвонит`, phone });
      const call = {
        callId: v7(),
        direction: 'in',
        outcome: 'answered',
        happenedAt: '2026-01-05T09:00:00.000Z',
      } as const;
      const logged = callLogged({ ...call, episode: 1, contactId: contact.id }, byOf(amira), texts);
      await recordFact(tx, number, () => [logged], null);
    });
    await db().transaction(async (tx) => {
      const texts = await keepTexts(tx, { phone, text: 'не назвалась' });
      const call = {
        callId: v7(),
        direction: 'in',
        outcome: 'answered',
        happenedAt: '2026-01-05T09:00:00.000Z',
      } as const;
      await recordFact(tx, number, () => [callLogged({ ...call, episode: 1 }, byOf(amira), texts)], null);
    });
    await db()
      .insert(calls)
      .values({
        ...{ id: v7(), direction: 'in', outcome: 'answered', loggedBy: amira.id },
        ...{ phone, text: `${name} ошиблась номером` },
      });
  }

  async function attach({ number }: Ticket, contactId: string, name: string, sha256: string): Promise<void> {
    const file = { name, mediaType: 'image/jpeg', bytes: 7, sha256 };
    const sending = { from: 'email', contactId, happenedAt: '2026-01-05T09:00:00.000Z' } as const;
    await db().transaction(async (tx) => {
      const attached = await attachedFiles(tx, [file], { ...sending, by: { kind: 'customer', id: contactId } });
      await recordFact(tx, number, () => attached, null);
    });
  }

  async function tell({ number }: Ticket, { contact, name, phone, email }: Reachable): Promise<void> {
    const about = { number, cause: 'opened', language: 'ru' } as const;
    await db()
      .insert(messages)
      .values({
        ...{ ...about, id: v7(), key: `opened:1:${contact.id}:email`, direction: 'out', audience: 'customer' },
        ...{
          recipient: { contactId: contact.id },
          channel: 'email',
          address: email,
          subject: 'Заявка',
          body: `Здравствуйте, ${name}`,
        },
        ...{ outcome: 'sent', queuedAt: new Date('2026-01-05T09:00:00.000Z') },
      });
    const at = new Date('2026-01-05T09:00:00.000Z');
    const id = v7();
    await db()
      .insert(callTasks)
      .values({
        ...{
          id,
          mergedInto: id,
          number,
          key: `opened:1:${contact.id}:phone`,
          contactId: contact.id,
          purpose: 'opened',
        },
        ...{ episode: 1, script: `Позовите ${name}`, dueAt: at, createdAt: at },
      });
    const kept = { number, status: 201, response: { contacts: [{ id: contact.id, name, phone, email }] } };
    await db()
      .insert(commands)
      .values({ id: v7(), bodyHash: 'body', ...kept });
    const unnamed = { status: 201, response: { id: contact.id, phone } };
    await db()
      .insert(commands)
      .values({ id: v7(), bodyHash: 'body', ...unnamed });
  }

  const everywhere = async ({ name, phone, email }: ReturnType<typeof person>) => [
    ...(await traces(name)),
    ...(await traces(phone)),
    ...(await traces(email)),
  ];

  it('leaves nothing of them anywhere, and the protocol verifies', async () => {
    const { zina, reachable, ticket } = await aPersonWithAStory();
    expect(await everywhere(zina)).toContain('private_texts');
    await erase(db(), reachable.contact.id);
    expect(await everywhere(zina)).toEqual([]);
    expect(await verify(db(), ticket.number)).toEqual({ intact: true, positions: 5 });
  });

  it.each(['phone', 'email'] as const)('finds them by their %s on every ticket', async (address) => {
    const { zina, ticket } = await aPersonWithAStory();
    const again = await openedOn(own().database, { reachable: [reporter(zina)] });
    const erased = await erase(db(), zina[address]);
    expect([...erased.tickets].sort()).toEqual([ticket.number, again.number].sort());
    expect(erased.contacts).toBe(3);
    expect(await everywhere(zina)).toEqual([]);
  });

  it('keeps of a file that they attached only its hash', async () => {
    const { zina, reachable, ticket } = await aPersonWithAStory();
    await attach(ticket, reachable.contact.id, `паспорт ${zina.name}.jpg`, 'only-hers');
    await erase(db(), reachable.contact.id);
    expect(await everywhere(zina)).toEqual([]);
    expect(await attachmentsOfTicket(db(), ticket.number)).toEqual([]);
    expect(await filesOfNobody(db())).toContain('only-hers');
    expect(await verify(db(), ticket.number)).toMatchObject({ intact: true });
  });

  it('keeps a file that somebody else attached too', async () => {
    const [hers, other] = [await aPersonWithAStory(), await aPersonWithAStory()];
    await attach(hers.ticket, hers.reachable.contact.id, 'схема.pdf', 'of both');
    await attach(other.ticket, other.reachable.contact.id, 'схема.pdf', 'of both');
    await erase(db(), hers.reachable.contact.id);
    expect(await filesOfNobody(db())).not.toContain('of both');
    expect(await attachmentsOfTicket(db(), other.ticket.number)).toMatchObject([{ name: 'схема.pdf' }]);
  });

  it('finds them by their place on the customer’s list', async () => {
    const { zina, listed, ticket } = await aPersonWithAStory();
    expect((await erase(db(), listed)).tickets).toEqual([ticket.number]);
    expect(await everywhere(zina)).toEqual([]);
  });

  it('finds the same person on other tickets, under another phone too', async () => {
    const { zina, listed, reachable } = await aPersonWithAStory();
    const other = { ...zina, phone: '+79167770000', customerContactId: listed };
    const again = await openedOn(own().database, { reachable: [reporter(other)] });
    expect((await erase(db(), reachable.contact.id)).tickets).toContain(again.number);
    expect(await everywhere({ ...zina, phone: other.phone })).toEqual([]);
  });

  it('keeps what is wrong about a number that was corrected from staying', async () => {
    const { zina, reachable, ticket } = await aPersonWithAStory();
    await db().transaction(async (tx) => {
      const texts = await keepTexts(tx, { name: zina.name, phone: '+79168880000' });
      const contact = { ...reachable.contact, email: false, prefers: [] };
      const [row] = await tx.select().from(tickets).where(eq(tickets.number, ticket.number));
      await append(
        tx,
        ticket.number,
        decided(row!.state, { type: 'changeContact', change: 'changed', contact, texts }),
      );
    });
    await erase(db(), reachable.contact.id);
    expect(await everywhere(zina)).toEqual([]);
    expect(await traces('+79168880000')).toEqual([]);
  });

  it('says on the ticket that it was done, and wakes its workflow', async () => {
    const { reachable, ticket } = await aPersonWithAStory();
    await erase(db(), reachable.contact.id);
    const told = await db().select().from(orders).where(eq(orders.number, ticket.number)).orderBy(orders.id);
    expect(told.at(-1)).toMatchObject({ kind: 'factsRecorded' });
    const behind = await record(db(), recordingOf(ticket, [noted()]));
    expect(behind).toMatchObject({ outcome: 'behind' });
    if (behind.outcome !== 'behind') return;
    expect(behind.entries.at(-1)).toMatchObject({ type: 'contactErased', data: { contactId: reachable.contact.id } });
  });

  it('leaves everybody else alone', async () => {
    const { zina } = await aPersonWithAStory();
    const vera = reporter();
    const { number } = await openedOn(own().database, { reachable: [vera], description: 'у меня нет связи' });
    await erase(db(), zina.phone);
    const kept = (await readTexts(db(), number)).map(({ text }) => text?.value);
    expect(kept).toEqual(expect.arrayContaining(['у меня нет связи', vera.name, vera.phone, vera.email]));
  });

  it('can be done again, and finds nobody where nobody is', async () => {
    const { zina } = await aPersonWithAStory();
    await erase(db(), zina.phone);
    expect(await erase(db(), zina.phone)).toEqual({ contacts: 0, tickets: [], mails: 0 });
    expect(await erase(db(), v7())).toEqual({ contacts: 0, tickets: [], mails: 0 });
  });
});
