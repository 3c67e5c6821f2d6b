import { appendTo, lockTicket } from '../db/append.ts';
import { digestOfTest, type ElementTest } from '../db/element-tests.ts';
import { failingTogether } from '../db/failing-together.ts';
import { readEntries } from '../db/protocol.ts';
import { testedChain } from '../db/reference/elements.ts';
import { worksOn } from '../db/reference/scheduled-works.ts';
import { listSpecifications } from '../db/reference/test-specifications.ts';
import { seeTicket } from '../db/tickets.ts';
import { linkWorks } from '../db/works/link-tickets.ts';
import { theDesk } from '../domain/actor.ts';
import type { Entry, TicketEvent } from '../domain/events.ts';
import { instantOf, type Instant } from '../domain/instant.ts';
import type { LineSeen } from '../domain/line/line.ts';
import { runOwed, type Run } from '../domain/localization.ts';
import { seeLine } from '../domain/line/see-line.ts';
import { planTests } from '../domain/line/test-plan.ts';
import type { TestedElement } from '../domain/line/tests.ts';
import type { Ticket } from '../domain/ticket.ts';
import { verdictOn } from '../domain/line/verdict.ts';
import { testLine, type Testable } from './test-line.ts';

/** One run of one ticket, and how much of the protocol its workflow knows. */
export interface Localizing {
  readonly number: string;
  readonly run: number;
  readonly foldedUpTo: number;
}

/**
 * Tests the line of a ticket and says where the fault lies. Safe to run twice: tests that were begun are gone on with,
 * and a run that has its verdict is left alone. Answers with all that the protocol holds after what the workflow knew.
 */
export async function localize(
  testable: Testable,
  { number, run, foldedUpTo }: Localizing,
  signal: AbortSignal,
): Promise<{ readonly entries: Entry[] }> {
  const { db } = testable.database;
  const ticket = await seeTicket(db, number, 'all');
  const owed = runOwed(ticket);
  if (owed?.run === run) await carryOut(testable, ticket, owed, signal);
  return { entries: await readEntries(db, number, foldedUpTo) };
}

async function carryOut(testable: Testable, ticket: Ticket, run: Run, signal: AbortSignal): Promise<void> {
  const { db } = testable.database;
  const [chain, specifications] = await Promise.all([testedChain(db, ticket.chain), listSpecifications(db)]);
  const plan = planTests(chain, specifications, { specificationIds: run.specificationIds });
  const line = { number: ticket.number, run, chain, plan, specifications };
  const tests = await testLine(testable, line, signal);
  const seen = await lineSeen(testable, ticket, { chain, tests });
  await db.transaction(async (tx) => {
    const head = await lockTicket(tx, ticket.number);
    if (runOwed(head.ticket)?.run !== run.run) return;
    // Works that ended while the line was tested were under way as the test began.
    const during = { from: run.startedAt, to: head.now };
    const works = await linkWorks(tx, { number: ticket.number, chain: head.ticket.chain, during });
    await appendTo(tx, head, [...findings(head.ticket, run, { tests, seen, endedAt: head.now }), ...works]);
  });
}

interface Tested {
  readonly chain: readonly TestedElement[];
  readonly tests: readonly ElementTest[];
}

/** What a test that never ended would have said is not known: as if it had not been planned. */
async function lineSeen({ database: { db } }: Testable, ticket: Ticket, { chain, tests }: Tested): Promise<LineSeen> {
  const ids = chain.map(({ id }) => id);
  const [works, others] = await Promise.all([
    worksOn(db, ids, instantOf(Date.now())),
    failingTogether(db, ids, ticket),
  ]);
  const blind = tests.filter(({ outcome }) => outcome === 'blind').map(({ elementId, site }) => ({ elementId, site }));
  const measures = tests.flatMap((test) => test.measures);
  return seeLine({ chain, measures, blind, works, others, earlier: ticket.localization?.earlier ?? [] });
}

interface Found {
  readonly tests: readonly ElementTest[];
  readonly seen: LineSeen;
  readonly endedAt: Instant;
}

function findings({ episode }: Ticket, { run, startedAt }: Run, { tests, seen, endedAt }: Found): TicketEvent[] {
  const verdict = verdictOn(seen);
  return [
    ...tests.flatMap((test) => recorded(run, test)),
    { type: 'faultLocalized', by: theDesk, data: { run, episode, startedAt, endedAt, verdict } },
  ];
}

function recorded(run: number, test: ElementTest): TicketEvent[] {
  const { id: testId, elementId: element, outcome, startedAt, endedAt } = test;
  if (outcome === null || endedAt === null) return [];
  const when = { startedAt: startedAt.toISOString(), endedAt: endedAt.toISOString() };
  const data = { run, testId, digest: digestOfTest(test), element, outcome, ...when };
  return [{ type: 'testRecorded', by: theDesk, data }];
}
