import { intakeOf } from '../../api/intake.ts';
import { openingBody } from '../../api/schemas/opening.ts';
import { append, lockTicket } from '../../db/append.ts';
import type { Database } from '../../db/client.ts';
import { intake } from '../../db/opening.ts';
import { keepTexts } from '../../db/private-texts.ts';
import { demoServiceId, demoUserId } from '../../db/seed/ids.ts';
import type { Person } from '../../domain/actor.ts';
import { deadlines, due } from '../../domain/deadlines.ts';
import { decide, type Command } from '../../domain/decide.ts';
import type { Texts, TicketEvent } from '../../domain/events.ts';
import { after, before, instantOf, type Duration, type Instant } from '../../domain/instant.ts';
import { confirmers, type Ticket } from '../../domain/ticket.ts';
import { opening } from './customer.ts';

/** Tickets that live by the real rules, without an engine, so that others can be copied from them. */
export interface ModelLives {
  readonly fresh: Ticket;
  readonly promised: Ticket;
  readonly overdue: Ticket;
  readonly closed: Ticket;
}

/** The demo's agent; she does everything here. */
export const agent: Person = { kind: 'person', id: demoUserId(1), roles: ['agent', 'supervisor'] };

/** So long after the report: what somebody does then, or null where only time passes. */
type Step = readonly [Duration, Act | null];
type Act = (ticket: Ticket, texts: Texts, reportedAt: Instant) => Command;

const claims: Step = ['PT5M', () => ({ type: 'assign', userId: agent.id })];
const promises = (within: Duration): Step => [
  'PT10M',
  (_ticket, texts, reportedAt) => ({ type: 'promiseEta', promisedAt: after(reportedAt, within), texts }),
];
const restores: Step = ['PT50M', (_ticket, texts) => ({ type: 'resolve', zone: 'access', texts })];
const hears: Step = ['PT1H', (ticket, texts) => accepted(confirmers(ticket)[0]?.id ?? '', texts)];

function accepted(contactId: string, texts: Texts): Command {
  const evidence = { call: { callId: demoUserId(9), contactId, direction: 'out' } } as const;
  return { type: 'confirm', decision: 'accepted', contactId, evidence, texts };
}

export async function liveModels(database: Database): Promise<ModelLives> {
  return {
    fresh: await lived(database),
    promised: await lived(database, claims, promises('PT7H')),
    overdue: await lived(database, claims, promises('PT2H'), ['PT5H', null]),
    closed: await lived(database, claims, promises('PT2H'), restores, hears),
  };
}

/** All were reported six hours ago. */
async function lived(database: Database, ...steps: readonly Step[]): Promise<Ticket> {
  const reportedAt = before(instantOf(Date.now()), 'PT6H');
  let ticket = await opened(database, reportedAt);
  for (const [since, act] of steps) {
    const now = after(reportedAt, since);
    ticket = await passes(database, ticket, now);
    if (act)
      ticket = await write(database, ticket, (texts) => decide(ticket, act(ticket, texts, reportedAt), agent, now));
  }
  return ticket;
}

async function opened({ db }: Database, reportedAt: Instant): Promise<Ticket> {
  const reachable = { phone: '+74951234567', email: 'vera@example.net' };
  const body = openingBody.parse(opening(demoServiceId(1), reachable, reportedAt));
  return db.transaction(async (tx) => intake(tx, await intakeOf(tx, body, agent)));
}

/** Everything that time brings until then, each thing at its own instant. */
async function passes(database: Database, ticket: Ticket, now: Instant): Promise<Ticket> {
  const next = deadlines(ticket).find(({ at }) => at <= now);
  if (!next) return ticket;
  return passes(database, await write(database, ticket, () => due(ticket, next.at)), now);
}

async function write(
  { db }: Database,
  { number }: Ticket,
  decideOn: (texts: Texts) => readonly TicketEvent[],
): Promise<Ticket> {
  return db.transaction(async (tx) => {
    const texts = await keepTexts(tx, { reason: 'Обрыв кабеля', cause: 'Обрыв', measures: 'Сварка', note: 'Работает' });
    await lockTicket(tx, number);
    return (await append(tx, number, decideOn(texts))).ticket;
  });
}
