import { eq } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import { ticketContacts } from '../../db/schema.ts';
import type { TicketContact } from '../../domain/events.ts';
import type { Links } from '../../mail/links.ts';
import { galina, vera } from './cast.ts';
import { answered, does, opens, promised, restored, timePasses } from './database-story.ts';
import { accepted, completed, departed, offered, ticketHears } from './visit-facts.ts';

type Deed = (database: Database, number: string, contact: TicketContact) => Promise<unknown>;

const waitId = (last: string) => `019b8c00-0000-7000-8000-0000000000${last}`;
const closes: Deed = async (database, number, contact) => {
  await restored(database, number);
  await answered(database, number, contact, 'accepted');
};

/** What a customer's page can show, each with the deeds that lead there. */
export const pageStates: Readonly<Record<string, readonly Deed[]>> = {
  acknowledged: [],
  promised: [(database, number) => promised(database, number, 'PT2H', 'Едет бригада, кабель у неё с собой.')],
  etaMissed: [
    (database, number) => promised(database, number, 'PT1H', 'Едет бригада.'),
    (database, number) => timePasses(database, number, 'PT2H'),
  ],
  extended: [
    (database, number) => promised(database, number, 'PT1H', 'Едет бригада.'),
    (database, number) => promised(database, number, 'PT3H', `Нужен кабель${'ь'.repeat(80)}`),
  ],
  pending: [
    (database, number) => waits(database, number, { for: 'customer', reason: 'noAccess', waitId: waitId('a1') }),
  ],
  held: [(database, number) => waits(database, number, { for: 'supplier', reason: 'supplier', waitId: waitId('a2') })],
  visitAgreed: [(database, number) => ticketHears(database, number, ...offered(), accepted())],
  enRoute: [(database, number) => ticketHears(database, number, ...offered(), accepted(), departed)],
  asked: [
    (database, number) => ticketHears(database, number, ...offered(), accepted(), departed),
    (database, number) => ticketHears(database, number, completed({ found: 'x', done: 'Роутер заменён.' })),
    (database, number) => restored(database, number),
  ],
  stillBroken: [
    (database, number) => restored(database, number),
    (database, number, contact) => answered(database, number, contact, 'stillBroken'),
  ],
  closed: [closes],
  cancelled: [
    (database, number) =>
      does(database, number, (texts) => ({ type: 'cancel', kind: 'mistake', texts }), {
        texts: { reason: 'Заявка открыта дважды.' },
      }),
  ],
  rejected: [
    (database, number) =>
      does(database, number, (texts) => ({ type: 'reject', texts }), { texts: { reason: 'Это не наша линия.' } }),
  ],
};

function waits(
  database: Database,
  number: string,
  wait: { for: 'customer' | 'supplier'; reason: 'noAccess' | 'supplier'; waitId: string },
) {
  const note = 'Нужен ключ от серверной: когда инженера смогут впустить?';
  return does(database, number, (texts) => ({ type: 'wait', ...wait, texts }), { texts: { note } });
}

/** A ticket in each state, each with a contact of its own; gives the token of each page by its name. */
export async function pagesInEveryState(database: Database, links: Links): Promise<ReadonlyMap<string, string>> {
  const tokens = new Map<string, string>();
  for (const [index, [name, deeds]] of Object.entries(pageStates).entries()) {
    const contact = { ...(name === 'held' ? galina : vera), id: `019b8c00-0000-7000-9000-0000000001${10 + index}` };
    const ticket = await opens(database, { contacts: [contact], dispatches: true });
    const phone = contact.phone ? '+79161234567' : null;
    await database.db
      .update(ticketContacts)
      .set({ name: 'Вера', phone, email: 'vera@bakery.example' })
      .where(eq(ticketContacts.id, contact.id));
    for (const deed of deeds) await deed(database, ticket.number, contact);
    tokens.set(name, links.tokenFor(ticket, contact.id));
  }
  return tokens;
}
