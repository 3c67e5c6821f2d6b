import fc from 'fast-check';
import { expect, it } from 'vitest';
import { chain } from '../../db/append.ts';
import type { Db } from '../../db/client.ts';
import { genesis } from '../../db/hash-chain.ts';
import { ticketColumns } from '../../db/project.ts';
import { slaReport, type SlaItem } from '../../db/reports/sla.ts';
import { protocol, tickets } from '../../db/schema.ts';
import type { TicketEvent } from '../../domain/events.ts';
import type { Ticket } from '../../domain/ticket.ts';
import { ticketNumber } from '../../domain/ticket-number.ts';
import type { ClockName } from '../../domain/words.ts';
import { randomLife, type Life } from '../domain/random-life.ts';
import { theNextDay } from '../support/cast.ts';
import { whyNoPostgres } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';
import { ownDatabase } from '../support/tickets-on-database.ts';

/** The protocol of a life, written down in one go under a number of its own. */
async function writeDown(db: Db, { entries }: Life, place: number): Promise<Ticket> {
  const number = ticketNumber(500_000 + place);
  const events = entries.map(({ position: _position, ...event }): TicketEvent => {
    return event.type === 'ticketOpened' ? { ...event, data: { ...event.data, number } } : event;
  });
  const { rows, ticket, hash } = chain(number, { ticket: null, position: 0, hash: genesis }, events, theNextDay);
  const openedAt = new Date(ticket.openedAt);
  const { endedAt, ...columns } = ticketColumns(ticket, theNextDay);
  await db.insert(tickets).values({ ...columns, number, openedAt, endedAt: endedAt && openedAt, headHash: hash });
  await db.insert(protocol).values(rows);
  return ticket;
}

interface Counted {
  readonly kept: number;
  readonly missed: number;
}

/** One promise each: how it stands in the end. */
function inFolds(folds: readonly Ticket[], name: ClockName): Counted {
  const clocks = folds.flatMap(({ clocks: all = [] }) => all.filter((clock) => clock.name === name));
  const missed = clocks.filter(({ breachedAt }) => breachedAt !== null).length;
  const kept = clocks.filter(({ breachedAt, state }) => breachedAt === null && state === 'met').length;
  return { kept, missed };
}

function inReport(items: readonly SlaItem[], name: ClockName): Counted {
  const ofClock = items.filter(({ clock }) => clock === name);
  const sum = (what: keyof Counted) => ofClock.reduce((total, item) => total + item[what], 0);
  return { kept: sum('kept'), missed: sum('missed') };
}

describeUnless(whyNoPostgres, 'the report on contracts’ promises', () => {
  const own = ownDatabase();

  it('counts each response and each restoration once, as its ticket has it in the end', async () => {
    const { db } = own().database;
    const folds: Ticket[] = [];
    for (const life of fc.sample(randomLife, 200)) folds.push(await writeDown(db, life, folds.length));
    const items = await slaReport(db, { from: '2026-01-01T00:00:00.000Z', to: '2026-03-01T00:00:00.000Z' });
    for (const name of ['response', 'restore'] as const) {
      expect(inReport(items, name), name).toEqual(inFolds(folds, name));
      expect(inFolds(folds, name).missed, name).toBeGreaterThan(10);
    }
  });
});
