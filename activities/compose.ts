import type { Tx } from '../db/client.ts';
import type { Head } from '../db/append.ts';
import { readEntries } from '../db/protocol.ts';
import { lastRestoration, placeOfService, templateFor, textsAt } from '../db/telling.ts';
import { visitForEngineer } from '../db/visits/visit-for-engineer.ts';
import type { Entry } from '../domain/events.ts';
import type { MessageCause } from '../domain/events-of-talk.ts';
import type { Owed } from '../domain/obligations.ts';
import { deskTimeZone } from '../domain/telling/quiet-hours.ts';
import type { Language } from '../domain/words.ts';
import { knownTimeZone } from '../mail/instants.ts';
import { TemplateFault } from '../mail/placeholders.ts';
import { wholeReceipt } from '../mail/receipt.ts';
import { endWithReceipt, render, type Rendered } from '../mail/render.ts';
import { defaultTemplate, digestTemplate } from '../mail/templates.ts';
import type { Told } from '../mail/values.ts';
import type { Telling } from './telling.ts';

export interface Reader {
  readonly name: string | null;
  readonly language: Language;
  /** The digest that it goes out in, as one paragraph among others; of most messages none. */
  readonly digestId?: string | null;
}

interface Written extends Rendered {
  /** The operator's own template, or null for the default. */
  readonly template: { readonly id: string; readonly version: number } | null;
}

export interface Composed extends Written {
  /** What a customer's text ends with, the hash in full; null in what staff read. */
  readonly receipt: string | null;
}

/** The text of an owed message for each of its readers, from what the ticket and its protocol say under the lock. */
export async function compose(tx: Tx, telling: Telling, asked: { head: Head; owed: Owed; readers: readonly Reader[] }) {
  const { head, owed, readers } = asked;
  const [about, stored] = await Promise.all([gather(tx, head, owed), templateFor(tx, owed.cause, owed.channel)]);
  return readers.map(({ name, language, digestId }): Composed => {
    const told: Told = { ...about, recipientName: name, language, deskPhone: telling.deskPhone };
    // A customer reads each message whole, alone or among others.
    if (digestId && owed.audience === 'staff')
      return { ...render(digestTemplate(owed.cause), told), template: null, receipt: null };
    const own = stored && renderOwn(telling, stored, told);
    const rendered = own ?? { ...render(defaultTemplate(owed.cause, owed.channel), told), template: null };
    return owed.audience === 'customer' ? ended(rendered, told, head) : { ...rendered, receipt: null };
  });
}

/** The head under the lock: what a receipt names is committed, whatever becomes of the message. */
function ended(rendered: Written, { channel, language }: Told, head: Head): Composed {
  const { template } = rendered;
  return { ...endWithReceipt(rendered, { receipt: head, channel, language }), template, receipt: wholeReceipt(head) };
}

/** Null where the operator's template asks for what this message lacks: the customer is told all the same. */
function renderOwn(
  { log }: Telling,
  stored: NonNullable<Awaited<ReturnType<typeof templateFor>>>,
  told: Told,
): Written | null {
  const { id, version } = stored;
  try {
    return { ...render(stored, told), template: { id, version } };
  } catch (error) {
    if (!(error instanceof TemplateFault)) throw error;
    log.error(
      { err: error, number: told.ticket.number, cause: told.cause, template: { id, version } },
      'a template cannot be filled; the default is used',
    );
    return null;
  }
}

const aboutRestoration: ReadonlySet<MessageCause> = new Set(['restored', 'reminder', 'closed']);

const aboutVisit: ReadonlySet<MessageCause> = new Set(['visitOffered', 'visitCalledOff']);

async function gather(tx: Tx, head: Head, owed: Owed) {
  const { number, ticket, now } = head;
  const [[entry], place, texts, restoration] = await Promise.all([
    readEntries(tx, number, owed.position - 1, 1),
    placeOfService(tx, ticket.serviceId),
    textsAt(tx, number, owed.position),
    aboutRestoration.has(owed.cause) ? lastRestoration(tx, number) : null,
  ]);
  if (!entry) throw new Error(`${number} owes a message about entry ${owed.position}, which is not there`);
  const visit = aboutVisit.has(owed.cause) ? await visitOf(tx, number, entry) : null;
  const zone = visit ? visit.timeZone : place?.timeZone;
  return {
    ...{ cause: owed.cause, channel: owed.channel, entry, ticket, now, texts, restoration, visit },
    serviceName: place?.name ?? null,
    // Engineers are told the time of where they go, others of the desk that of the desk.
    timeZone: owed.audience === 'staff' && !visit ? deskTimeZone : knownTimeZone(zone),
  };
}

async function visitOf(tx: Tx, number: string, { data, position }: Entry) {
  if (!('visitId' in data) || data.visitId === null) return null;
  return visitForEngineer(tx, { number, visitId: data.visitId, position });
}
