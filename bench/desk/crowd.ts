import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import type { Database } from '../../db/client.ts';
import { ticketColumns } from '../../db/project.ts';
import { tickets } from '../../db/schema.ts';
import { instantOf, msOf } from '../../domain/instant.ts';
import type { Ticket } from '../../domain/ticket.ts';
import { ticketNumber, type TicketNumber } from '../../domain/ticket-number.ts';
import { agent, liveModels, type ModelLives } from './model-lives.ts';

/** How many tickets a desk has, those that are over included. */
export interface Crowd {
  readonly tickets: number;
  readonly open: number;
}

/** Who holds them: every fortieth is the demo's agent's. */
const people = [agent.id, ...Array.from({ length: 39 }, () => randomUUID())];
const teams = ['desk', 'desk', 'desk', 'noc', 'field'];
/** Beyond all numbers that the sequence gave to the models. */
const firstNumber = 1_000_000;

/**
 * Fills a database that has the demo data. A few tickets live by the real rules; the others are copies with numbers,
 * people, contacts and instants of their own. Protocols are left out: nothing that lists or shows a ticket reads them.
 */
export async function bringCrowd(database: Database, superuser: Sql, crowd: Crowd): Promise<void> {
  const models = await liveModels(database);
  for (const places of batches(0, crowd.open, 200)) await insertOpen(database, models, places);
  for (const places of batches(crowd.open, crowd.tickets, 20_000)) await copyClosed(superuser, models.closed, places);
  await addWhatIsShown(superuser);
  for (const table of ['tickets', 'ticket_contacts', 'private_texts']) {
    await superuser.unsafe(`vacuum (analyze) ${table}`);
  }
}

/** The number of the ticket at a place in the crowd. */
export function numberAt(place: number): TicketNumber {
  return ticketNumber(firstNumber + place);
}

function batches(from: number, to: number, size: number): number[][] {
  const count = Math.ceil((to - from) / size);
  return Array.from({ length: count }, (_batch, index) => {
    const first = from + index * size;
    return Array.from({ length: Math.min(size, to - first) }, (_place, offset) => first + offset);
  });
}

async function insertOpen({ db }: Database, models: ModelLives, places: readonly number[]): Promise<void> {
  const rows = places.map((place) => {
    const ticket = copyOf(modelAt(models, place), place);
    const { number, openedAt } = ticket;
    return { ...ticketColumns(ticket, openedAt), number, openedAt: new Date(openedAt), headHash: 'copied' };
  });
  await db.insert(tickets).values(rows);
}

/** Of a hundred open ones two are overdue, half of the others nobody has claimed. */
function modelAt({ overdue, promised, fresh }: ModelLives, place: number): Ticket {
  const share = place % 100;
  return share < 2 ? overdue : share < 51 ? promised : fresh;
}

/** The same life a few seconds earlier for each place, so that no two run out at one instant. */
function copyOf(model: Ticket, place: number): Ticket {
  const earlier = (instant: string) => instantOf(msOf(instant) - place * 1_000);
  const [contact] = model.contacts;
  if (!contact) throw new Error('a model has a contact');
  const text = JSON.stringify(model)
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, earlier)
    .replaceAll(model.number, numberAt(place))
    .replaceAll(contact.id, randomUUID());
  const copy = JSON.parse(text) as Ticket;
  const assigneeId = model.assigneeId && (people[Math.floor(place / 100) % people.length] ?? null);
  return { ...copy, assigneeId, team: teams[place % teams.length] ?? 'desk' };
}

async function copyClosed(superuser: Sql, model: Ticket, places: readonly number[]): Promise<void> {
  const numbers = places.map(numberAt);
  await superuser`
    insert into tickets (number, status, version, channel, severity, priority, urgency, customer_id, service_id,
      assignee_id, team, episode, reported_at, opened_at, ended_at, state, position, head_hash, engine)
    select n.number, status, version, channel, severity, priority, urgency, customer_id, service_id,
      n.assignee, n.team, episode, reported_at - n.age, opened_at - n.age, ended_at - n.age,
      state || jsonb_build_object('number', n.number, 'assigneeId', n.assignee, 'team', n.team,
        'contacts', jsonb_set(state->'contacts', '{0,id}', to_jsonb(gen_random_uuid()))),
      position, head_hash, 'running'
    from tickets model, (
      select number, (${people}::uuid[])[1 + place % 40] as assignee, (${teams}::text[])[1 + place % 5] as team,
        (${places[0] ?? 0} + place) * interval '5 seconds' as age
      from unnest(${numbers}::text[]) with ordinality as numbered(number, place)) n
    where model.number = ${model.number}`;
}

/** Contacts and descriptions, which stand beside the fold. Without their foreign keys, as `pg_restore` does it. */
async function addWhatIsShown(superuser: Sql): Promise<void> {
  await superuser.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`insert into ticket_contacts (id, number, name, phone, email, language, prefers, roles)
      select (state->'contacts'->0->>'id')::uuid, number, 'Вера Сомова', '+74951234567', 'vera@example.net', 'ru', '[]',
        '["reporter"]'
      from tickets where head_hash = 'copied' or ended_at is not null
      on conflict do nothing`;
    await tx`insert into private_texts (id, number, position, name, salt, value)
      select gen_random_uuid(), number, 1, 'description', '00', 'С утра нет интернета, касса не работает.'
      from tickets where head_hash = 'copied' or ended_at is not null`;
  });
}
