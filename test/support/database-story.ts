import { v7 } from 'uuid';
import { appendTo, lockTicket } from '../../db/append.ts';
import type { Database, Tx } from '../../db/client.ts';
import { recordFact } from '../../db/facts.ts';
import { intake, type Reachable } from '../../db/opening.ts';
import { keepTexts, type PlainTexts } from '../../db/private-texts.ts';
import { contracts, customers, services, sites } from '../../db/schema.ts';
import { theDesk, type Person } from '../../domain/actor.ts';
import { decide, type Command } from '../../domain/decide.ts';
import { due } from '../../domain/deadlines.ts';
import { customerAnswers } from '../../domain/confirmation.ts';
import type { Opening, TicketContact, Texts } from '../../domain/events.ts';
import { after, type Instant } from '../../domain/instant.ts';
import { noteAdded } from '../../domain/notes.ts';
import type { Ticket } from '../../domain/ticket.ts';
import type { Decision } from '../../domain/words.ts';
import { amira, bakersInternet, bakery, galina, irina, oleg, opening, vera } from './cast.ts';

/** What the desk knows of the people of the cast, beside the rules. */
const people: Readonly<Record<string, Pick<Reachable, 'name' | 'phone' | 'email'>>> = {
  [vera.id]: { name: 'Вера Кузнецова', phone: '+79161234567', email: 'vera@bakery.example' },
  [oleg.id]: { name: 'Олег Сидоров', phone: '+79161234568', email: null },
  [galina.id]: { name: 'Galina Orlova', phone: null, email: 'galina@bakery.example' },
  [irina.id]: { name: 'Ирина Белова', phone: '+79161234569', email: 'irina@bakery.example' },
};

/** The bakery and its internet access, in Yekaterinburg. */
export async function bakeryIsServed({ db }: Database): Promise<void> {
  const contractId = '019b8c00-0000-7000-c000-000000000001';
  const siteId = '019b8c00-0000-7000-e000-000000000001';
  await db.insert(customers).values({ id: bakery, name: 'Хлебный дом', language: 'ru', phones: [], emails: [] });
  await db.insert(contracts).values({ id: contractId, customerId: bakery, name: 'К-1' });
  await db.insert(sites).values({
    ...{ id: siteId, customerId: bakery, name: 'Пекарня', address: 'ул. Мира, 1', region: 'Урал' },
    timeZone: 'Asia/Yekaterinburg',
  });
  await db.insert(services).values({
    ...{ id: bakersInternet, customerId: bakery, contractId, siteId },
    ...{ name: 'Интернет в пекарне', kind: 'internet', chain: [] },
  });
}

interface Report extends Partial<Opening> {
  readonly description?: string;
}

/** What Vera's call makes of her trouble. One ticket per database: contacts are rows of their own. */
export async function opens(database: Database, { description = 'Не работает интернет', ...report }: Report = {}) {
  const { number: _number, openedAt: _openedAt, contacts, ...told } = opening(report);
  const reachable = contacts.map((contact) => ({ contact, customerContactId: null, ...known(contact) }));
  return database.db.transaction((tx) =>
    intake(tx, { opening: { ...told, reportedAt: null }, reachable, texts: { description }, by: theDesk }),
  );
}

function known(contact: TicketContact): Pick<Reachable, 'name' | 'phone' | 'email'> {
  const found = people[contact.id] ?? { name: null, phone: null, email: null };
  return { ...found, phone: contact.phone ? found.phone : null, email: contact.email ? found.email : null };
}

/** A command is decided and recorded as the ticket's workflow would, at the database's clock. */
export async function does(
  { db }: Database,
  number: string,
  command: (texts: Texts, now: Instant) => Command,
  { by = amira, texts = {} }: { by?: Person; texts?: PlainTexts } = {},
): Promise<Ticket> {
  return db.transaction(async (tx) => {
    const kept = await keepTexts(tx, texts);
    const head = await lockTicket(tx, number);
    return (await appendTo(tx, head, decide(head.ticket, command(kept, head.now), by, head.now))).ticket;
  });
}

/** An ETA that lies so far ahead. */
export function promised(database: Database, number: string, within: string, reason = 'едет бригада'): Promise<Ticket> {
  const command = (texts: Texts, now: Instant) =>
    ({ type: 'promiseEta', promisedAt: after(now, within), texts }) as const;
  return does(database, number, command, { texts: { reason } });
}

export function restored(database: Database, number: string): Promise<Ticket> {
  const texts = { cause: 'обрыв кабеля', measures: 'кабель заменён' };
  return does(database, number, (kept) => ({ type: 'resolve', zone: 'access', texts: kept }), { texts });
}

/** What Amira writes to the customer. */
export async function noted({ db }: Database, number: string, text: string): Promise<Ticket> {
  return db.transaction(async (tx) => {
    const note = { noteId: v7(), visibility: 'customer', texts: await keepTexts(tx, { text }) } as const;
    const { ticket } = await recordFact(
      tx,
      number,
      (known, now) => [noteAdded(known, note, amira, now)],
      'factsRecorded',
    );
    return ticket;
  });
}

/** The customer's word by link, and what the desk makes of it. */
export async function answered({ db }: Database, number: string, { id }: TicketContact, decision: Decision) {
  const word = { decision, contactId: id, evidence: { link: true }, texts: {} } as const;
  const by = { kind: 'customer', id } as const;
  await db.transaction((tx) => recordFact(tx, number, (t, now) => [customerAnswers(t, word, by, now)], null));
  return timePasses({ db }, number);
}

/** What follows by itself, as the ticket's workflow would find when it wakes; `ahead` of the database's clock. */
export async function timePasses({ db }: Pick<Database, 'db'>, number: string, ahead = 'PT0S'): Promise<Ticket> {
  return db.transaction(async (tx: Tx) => {
    for (;;) {
      const head = await lockTicket(tx, number);
      const events = due(head.ticket, after(head.now, ahead));
      if (events.length === 0) return head.ticket;
      await appendTo(tx, head, events);
    }
  });
}
