import { Client, Connection } from '@temporalio/client';
import { setTimeout as pause } from 'node:timers/promises';
import { instantOf } from '../../domain/instant.ts';
import { ticketWorkflowId } from '../../workflows/messages.ts';
import { opening } from '../desk/customer.ts';
import type { Match } from '../match.ts';

/** What one quiet life of a ticket costs in the engine's history. */
export interface QuietLife {
  readonly events: number;
  readonly workflowTasks: number;
  readonly messages: number;
  /** How often each kind of event stands in the history. */
  readonly kinds: Readonly<Record<string, number>>;
}

let lives = 0;

/** Opened, claimed, ETA, restored, confirmed by the customer's link; four mails. Read from the history itself. */
export async function measureQuietLife(match: Match): Promise<QuietLife> {
  const { desk, stage } = match;
  const email = `quiet-${++lives}@example.net`;
  const mails = stage.mail.watch(email);
  const { agent } = desk;
  const body = opening(desk.serviceId, { email });
  const { number } = await agent.ask<{ number: string }>('POST', '/api/v1/tickets', body);
  const path = `/api/v1/tickets/${number}`;
  await mailsCame(mails, 1);
  await agent.ask('PUT', `${path}/assignee`, {});
  const promisedAt = instantOf(Date.now() + 3 * 3_600_000);
  await agent.ask('PUT', `${path}/eta`, { promisedAt, reason: 'Бригада выехала на кабель.' });
  await mailsCame(mails, 2);
  await agent.ask('PUT', `${path}/resolution`, { cause: 'Обрыв кабеля', measures: 'Сварка волокна', zone: 'access' });
  await mailsCame(mails, 3);
  const answer = `${new URL(linkIn(mails.at(-1) ?? '')).pathname}/answer`;
  await agent.ask('POST', answer, { decision: 'accepted' });
  await mailsCame(mails, 4);
  return { ...(await historyOf(match, number)), messages: mails.length };
}

const withinMs = 20_000;

async function mailsCame(mails: readonly string[], count: number): Promise<void> {
  const until = Date.now() + withinMs;
  while (mails.length < count) {
    if (Date.now() > until) throw new Error(`${mails.length} of ${count} mails came`);
    await pause(20);
  }
  // The outcome of the mail is folded before the next thing happens, as in a life of hours.
  await pause(500);
}

/** The customer's link in a mail as it travels: quoted-printable or base64. */
export function linkIn(mail: string): string {
  const unquoted = mail
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  const decoded = mail.replace(/(?:[A-Za-z0-9+/]{40,}={0,2}\r\n)+(?:[A-Za-z0-9+/]+={0,2})?/g, (block) =>
    Buffer.from(block, 'base64').toString('utf8'),
  );
  const found = [unquoted, decoded].map((text) => /http:\/\/[\w.:]+\/c\/[\w.~-]+/.exec(text)?.[0]).find(Boolean);
  if (found === undefined) throw new Error('a mail about the restoration has no link');
  return found;
}

async function historyOf({ stage }: Match, number: string): Promise<Omit<QuietLife, 'messages'>> {
  const connection = await Connection.connect({ address: stage.temporal.address });
  try {
    const handle = new Client({ connection, namespace: 'desk' }).workflow.getHandle(ticketWorkflowId(number));
    await handle.result();
    const { events } = await handle.fetchHistory();
    const kinds = countKinds((events ?? []) as readonly object[]);
    return { events: events?.length ?? 0, workflowTasks: kinds['workflowTaskCompleted'] ?? 0, kinds };
  } finally {
    await connection.close();
  }
}

function countKinds(events: readonly object[]): Record<string, number> {
  const kinds: Record<string, number> = {};
  for (const event of events) {
    const kind = Object.entries(event).find(([name, value]) => name.endsWith('EventAttributes') && value)?.[0] ?? '';
    const word = kind.replace('EventAttributes', '');
    kinds[word] = (kinds[word] ?? 0) + 1;
  }
  return kinds;
}
