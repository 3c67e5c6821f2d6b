import { demoId, demoServiceId } from '../../db/seed/ids.ts';
import { eventually } from './eventually.ts';
import type { Caller } from './caller.ts';
import type { CaughtMail, TestSmtp } from './smtp.ts';

/** A ticket as the API shows it, as far as the stories look. */
export interface Seen {
  readonly number: string;
  readonly status: string;
  readonly stage: string;
  readonly engine: string;
  readonly episode: number;
  readonly version: number;
  readonly assignee: { readonly id: string } | null;
  readonly eta: { readonly promisedAt: string; readonly state: string; readonly revision: number } | null;
  readonly next: { readonly at: string; readonly what: string } | null;
  readonly contacts: readonly { readonly id: string; readonly name: string | null }[];
}

export interface SeenEntry {
  readonly position: number;
  readonly at: string;
  readonly type: string;
  readonly by: { readonly kind: string; readonly id?: string };
  readonly data: Readonly<Record<string, unknown>>;
}

/** What Vera's call becomes: her internet is gone. The address tells the tickets of one story apart. */
export function report(email: string, more: object = {}): object {
  const answers = { symptom: 'none', workStopped: true, lamps: 'los', restarted: true, everywhere: true };
  return {
    serviceId: demoServiceId(1),
    channel: 'phone',
    contact: { ...veraAt(email), prefers: ['email'] },
    questionnaire: { id: demoId('questionnaire', 1), version: 1, answers },
    description: 'С утра нет интернета',
    ...more,
  };
}

/** The same of somebody who wants texts, and a mail where a text does not reach them. */
export function textedReport(phone: string, email: string): object {
  return report(email, { contact: { ...veraAt(email), phone, prefers: ['sms', 'email'] } });
}

function veraAt(email: string) {
  return { name: 'Вера Кузнецова', phone: '+79161234567', email, language: 'ru' };
}

export async function seeTicket(caller: Caller, number: string): Promise<Seen> {
  return caller.done<Seen>('GET', `/tickets/${number}`);
}

export async function seeEntries(caller: Caller, number: string): Promise<readonly SeenEntry[]> {
  const { items } = await caller.done<{ items: SeenEntry[] }>('GET', `/tickets/${number}/protocol`);
  return items;
}

export async function typesOf(caller: Caller, number: string): Promise<string[]> {
  return (await seeEntries(caller, number)).map(({ type }) => type);
}

/** Waits until the ticket is as wanted. */
export async function until(
  caller: Caller,
  number: string,
  wanted: (ticket: Seen) => boolean,
  withinMs = 30_000,
): Promise<Seen> {
  return eventually(
    async () => {
      const ticket = await seeTicket(caller, number);
      if (wanted(ticket)) return ticket;
      throw new Error(`${number} is ${JSON.stringify({ status: ticket.status, eta: ticket.eta, next: ticket.next })}`);
    },
    { withinMs, everyMs: 100 },
  );
}

/** Waits until so many mails have come to an address; gives them in their order. */
export async function mailsTo(
  { mails }: TestSmtp,
  address: string,
  count: number,
  withinMs = 30_000,
): Promise<CaughtMail[]> {
  return eventually(
    () => {
      const caught = mails.filter(({ to }) => to.includes(address));
      if (caught.length >= count) return caught;
      throw new Error(`${address} has ${caught.length} mails: ${caught.map(({ subject }) => subject).join('; ')}`);
    },
    { withinMs, everyMs: 50 },
  );
}

/** The customer's page that a mail or a text leads to. */
export function linkIn({ text }: { readonly text: string }): string {
  const found = /https?:\/\/\S+\/c\/[A-Za-z0-9_-]{36}/.exec(text);
  if (!found) throw new Error(`no link in: ${text}`);
  return found[0];
}

/** The customer presses a button on their page, without script: gives the status. */
export async function pressOn(link: string, decision: 'accepted' | 'stillBroken', note = ''): Promise<number> {
  const body = new URLSearchParams({ decision, note });
  return (await fetch(`${link}/answer`, { method: 'POST', body, redirect: 'manual' })).status;
}

/** A promise that lies so many seconds ahead. */
export function inSeconds(seconds: number): string {
  return new Date(Date.now() + seconds * 1_000).toISOString();
}
