import { describe, expect, it } from 'vitest';
import { may } from '../../domain/access.ts';
import { commands, commandTypes, decide, type Command, type CommandType } from '../../domain/decide.ts';
import { Refusal } from '../../domain/refusal.ts';
import { statuses, type Status } from '../../domain/status.ts';
import type { Ticket } from '../../domain/ticket.ts';
import {
  amira,
  anotherNumber,
  at,
  clinicsInternet,
  bakery,
  everybody,
  goldTerms,
  irina,
  sergei,
  vera,
  words,
} from '../support/cast.ts';
import { asks, refusalOf, ticketAfter } from '../support/story.ts';
import { callWith, claims, hears, restores, resumes, waits } from '../support/deeds.ts';

const waited = [claims(amira, '09:05'), waits(amira, '09:10'), resumes(amira, '09:20')];
const restored = [...waited, restores(amira, '09:30')];
const withdrawn: Command = { type: 'cancel', kind: 'withdrawn', evidence: callWith(vera), texts: words('reason') };
const rejected: Command = { type: 'reject', texts: words('reason') };

/** A ticket in each status; all but a new one and a rejected one have waited once. */
const tickets: Readonly<Record<Status, Ticket>> = {
  acknowledged: ticketAfter(),
  inProgress: ticketAfter(...waited),
  pending: ticketAfter(...waited, waits(amira, '09:25', { waitId: 'wait-2' })),
  held: ticketAfter(...waited, waits(amira, '09:25', { waitId: 'wait-2', for: 'supplier', reason: 'supplier' })),
  resolved: ticketAfter(...restored),
  closed: ticketAfter(...restored, hears(amira, '09:40', vera, 'accepted')),
  rejected: ticketAfter(asks(sergei, at('09:20'), rejected)),
  cancelled: ticketAfter(...waited, asks(amira, at('09:30'), withdrawn)),
};

const ok = '+';
const done = 'ticketFinished';
const wrong = 'wrongStatus';
const nothing = 'nothingToConfirm';
const whileOpen = [ok, ok, ok, ok, ok, done, done, done];
const underWork = [ok, ok, ok, ok, wrong, done, done, done];
const untouched = [ok, wrong, wrong, wrong, wrong, done, done, done];

interface Row {
  readonly named: string;
  readonly command: Command;
  /** In the order of the statuses: acknowledged, inProgress, pending, held, resolved, closed, rejected, cancelled. */
  readonly answers: readonly string[];
}

const service = { serviceId: clinicsInternet, customerId: bakery, contractId: null, terms: goldTerms, termsVersion: 2 };
const wait = { type: 'wait', waitId: 'wait-9', for: 'internal', reason: 'observation', texts: {} } as const;
const confirm = { type: 'confirm', contactId: vera.id, evidence: callWith(vera), texts: {} } as const;
const cancelled = { type: 'cancel', texts: words('reason', 'document') } as const;

const rows: readonly Row[] = [
  { named: 'assign', command: { type: 'assign', userId: sergei.id }, answers: whileOpen },
  { named: 'unassign', command: { type: 'unassign' }, answers: whileOpen },
  { named: 'handOver', command: { type: 'handOver', team: 'noc', texts: {} }, answers: whileOpen },
  {
    named: 'changeSeverity',
    command: { type: 'changeSeverity', severity: 'critical', kind: 'changed', texts: words('reason') },
    answers: whileOpen,
  },
  {
    named: 'identifyService',
    command: { type: 'identifyService', service: { ...service, chain: [] }, listed: [], texts: {} },
    answers: whileOpen,
  },
  { named: 'moveTerms', command: { type: 'moveTerms', terms: goldTerms, termsVersion: 3 }, answers: whileOpen },
  {
    named: 'changeContact',
    command: { type: 'changeContact', change: 'added', contact: irina, texts: words('name', 'phone', 'email') },
    answers: statuses.map(() => ok),
  },
  {
    named: 'promiseEta',
    command: { type: 'promiseEta', promisedAt: at('12:00'), texts: words('reason') },
    answers: underWork,
  },
  { named: 'wait', command: wait, answers: [ok, ok, wrong, wrong, wrong, done, done, done] },
  {
    named: 'resume',
    command: { type: 'resume' },
    answers: ['noWait', 'noWait', ok, ok, 'noWait', done, done, done],
  },
  {
    named: 'voidWait',
    command: { type: 'voidWait', waitId: 'wait-1', texts: words('reason') },
    answers: ['notFound', ok, ok, ok, ok, ok, 'notFound', ok],
  },
  {
    named: 'confirmZone',
    command: { type: 'confirmZone', zone: 'access', party: 'operator', hardware: false, element: null, texts: {} },
    answers: whileOpen,
  },
  {
    named: 'resolve',
    command: { type: 'resolve', zone: 'access', texts: words('cause', 'measures') },
    answers: underWork,
  },
  {
    named: 'confirm that it works',
    command: { ...confirm, decision: 'accepted' },
    answers: [nothing, nothing, nothing, nothing, ok, 'alreadyAnswered', nothing, nothing],
  },
  {
    named: 'confirm that it is still broken',
    command: { ...confirm, decision: 'stillBroken' },
    answers: [nothing, nothing, nothing, nothing, ok, 'alreadyAnswered', nothing, nothing],
  },
  { named: 'cancel as withdrawn', command: withdrawn, answers: underWork },
  {
    named: 'cancel as a duplicate',
    command: { ...cancelled, kind: 'duplicate', duplicateOf: anotherNumber },
    answers: underWork,
  },
  { named: 'cancel as a mistake', command: { ...cancelled, kind: 'mistake' }, answers: untouched },
  { named: 'cancel with the contract', command: { ...cancelled, kind: 'contractEnded' }, answers: whileOpen },
  { named: 'reject', command: rejected, answers: untouched },
  { named: 'escalate', command: { type: 'escalate', to: { role: 'noc' }, texts: words('reason') }, answers: whileOpen },
];

const cases = rows.flatMap(({ named, command, answers }) =>
  statuses.map((status, index) => ({ named, command, status, answer: answers[index] })),
);

function answerTo(ticket: Ticket, command: Command): string {
  try {
    decide(ticket, command, sergei, at('10:00'));
    return ok;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

describe('a command', () => {
  it.each(statuses)('finds a ticket that is %s', (status) => {
    expect(tickets[status].status).toBe(status);
  });

  it('stands in the table, each of them', () => {
    expect(new Set(rows.map(({ command }) => command.type))).toEqual(new Set<CommandType>(commandTypes));
  });

  it.each(cases)('to $named, of a ticket that is $status, is answered $answer', ({ command, status, answer }) => {
    expect(answerTo(tickets[status], command)).toBe(answer);
  });

  it.each(commandTypes)('to %s is refused to whoever has no right to it', (type) => {
    const { command } = rows.find((row) => row.command.type === type)!;
    const others = everybody.filter(({ roles }) => !may(roles, commands[type].act));
    expect(others.length).toBeGreaterThan(0);
    others.forEach((by) => {
      expect(refusalOf(() => decide(tickets.resolved, command, by, at('10:00')))).toBe('notAllowed');
    });
  });

  it('does not change the ticket it is asked of', () => {
    const before = structuredClone(tickets.inProgress);
    rows.forEach(({ command }) => answerTo(tickets.inProgress, command));
    expect(tickets.inProgress).toStrictEqual(before);
  });
});
