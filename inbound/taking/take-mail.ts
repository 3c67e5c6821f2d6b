import { v7 } from 'uuid';
import type { Tx } from '../../db/client.ts';
import { keepBounce } from '../../db/delivery-reports.ts';
import { keepDraft } from '../../db/inbound/drafts.ts';
import { writerOn, type Writer } from '../../db/inbound/named-ticket.ts';
import { receiveMessage } from '../../db/inbound/receive-message.ts';
import { isTaken, takenOf, takeOnce, type MailKey } from '../../db/inbound/taken-mails.ts';
import type { DraftCause } from '../../domain/inbound-mail.ts';
import { instantOf } from '../../domain/instant.ts';
import { cleanText } from '../cleaning/clean-text.ts';
import { safeLine } from '../cleaning/safe-text.ts';
import type { Mail } from '../mail.ts';
import { writtenByMachine } from '../reading/automatic.ts';
import { bounceOf } from '../reading/bounce.ts';
import { isForged } from '../reading/forged.ts';
import { offerOn } from '../reading/offers.ts';
import { readMail, type Envelope } from '../reading/read-mail.ts';
import type { Inbox, Taken } from './inbox.ts';
import { keepFiles, type Sorted } from './keep-files.ts';
import { keyOf } from './mail-key.ts';
import { ticketNamedBy, type Named } from './named-ticket.ts';

const longestLine = 500;
/** Nobody writes more; a program that answers programs does. */
const mostMails = 30;
const withinMs = 10 * 60_000;

/** A mail as a door hands it over. */
export interface Handed {
  readonly source: Buffer;
  readonly envelope: Envelope | null;
  readonly receivedAt: Date;
  /** How large it is, where only its beginning was read: then its files are not whole. */
  readonly cutFrom?: number;
}

/**
 * Takes a mail: onto its ticket, to an agent, or as what a machine wrote. Returns when the database has it, so that
 * whoever handed it over may let go of it. Safe to repeat, in any number of processes.
 */
export async function takeMail(inbox: Inbox, handed: Handed): Promise<Taken> {
  const mail = await readMail(handed.source, handed.envelope);
  const key = keyOf(mail, handed.source);
  const { db } = inbox.database;
  if (await isTaken(db, key)) return 'repeated';
  if (mail.unread) inbox.log.warn({ err: mail.unread }, 'a mail could not be taken apart: only its head is read');
  const bounce = bounceOf(mail);
  if (bounce !== null) {
    await keepBounce(db, { ...bounce, at: instantOf(handed.receivedAt.getTime()) });
    return once(inbox, key, 'bounce');
  }
  const machine = writtenByMachine(mail, inbox.desk);
  if (machine !== null) {
    inbox.log.info({ why: machine }, 'a mail that no person wrote is left alone');
    return once(inbox, key, 'machine');
  }
  return takeWritten(inbox, { ...handed, mail, key });
}

async function once({ database }: Inbox, key: MailKey, outcome: 'bounce' | 'machine'): Promise<Taken> {
  return (await database.db.transaction((tx) => takeOnce(tx, key, outcome))) ? outcome : 'repeated';
}

interface Written extends Handed {
  readonly mail: Mail;
  readonly key: MailKey;
}

async function takeWritten(inbox: Inbox, written: Written): Promise<Taken> {
  const { db } = inbox.database;
  if (await db.transaction((tx) => isTooMany(tx, written.key))) return tooMany(inbox);
  // Before the rows that speak of them: a crash leaves a file that nobody knows, never a row without its file.
  const sorted = await sort(inbox, written);
  return db.transaction(async (tx) => {
    if (await isTooMany(tx, written.key)) return tooMany(inbox);
    const place = await placeOf(tx, inbox, written.mail);
    const outcome = 'because' in place ? 'draft' : 'message';
    if (!(await takeOnce(tx, written.key, outcome))) return 'repeated';
    if ('because' in place) await draft(tx, { ...written, sorted, place });
    else await receive(tx, { ...written, sorted, place });
    return outcome;
  });
}

async function sort({ files }: Inbox, { source, mail, cutFrom }: Written): Promise<Sorted> {
  if (cutFrom === undefined) return keepFiles(files, source, mail.files);
  const { kept } = await keepFiles(files, source, []);
  return { kept, refused: [{ name: null, bytes: cutFrom, because: 'size' }] };
}

async function isTooMany(tx: Tx, key: MailKey): Promise<boolean> {
  return (await takenOf(tx, key, withinMs)) >= mostMails;
}

function tooMany({ log }: Inbox): 'later' {
  log.warn({ mails: mostMails, withinMs }, 'a sender sends too many mails: this one has to come again later');
  return 'later';
}

interface OnTicket {
  readonly named: Named;
  readonly writer: Writer;
}
interface ToAgent {
  readonly because: DraftCause;
  readonly suggested: string | null;
}

/** Where it belongs: onto the ticket that it names, if its sender is one of the ticket's contacts. */
async function placeOf(tx: Tx, inbox: Inbox, mail: Mail): Promise<OnTicket | ToAgent> {
  const named = await ticketNamedBy(tx, mail, inbox);
  if (named === null) return { because: 'noTicket', suggested: null };
  const writer = mail.from && (await writerOn(tx, named.number, mail.from.address));
  if (!writer) return { because: 'stranger', suggested: named.number };
  if (isForged(mail, inbox.authServer)) return { because: 'forged', suggested: named.number };
  return { named, writer };
}

type Placed<Place> = Written & { readonly sorted: Sorted; readonly place: Place };

async function receive(tx: Tx, { mail, sorted, place, receivedAt }: Placed<OnTicket>): Promise<void> {
  const { named, writer } = place;
  const text = cleanText(mail.text);
  await receiveMessage(tx, named.number, {
    ...{ writer, by: { kind: 'customer', id: writer.contactId }, address: mail.from?.address ?? '' },
    ...{ subject: safeLine(mail.subject, longestLine), text, receivedAt: instantOf(receivedAt.getTime()) },
    offers: ({ status }) => offerOn(status, text),
    byNumber: !named.byReference,
    ...{ files: sorted.kept, refused: sorted.refused },
  });
}

async function draft(tx: Tx, { mail, sorted, place, receivedAt }: Placed<ToAgent>): Promise<void> {
  const { from, subject, text } = mail;
  await keepDraft(tx, {
    ...{ id: v7(), receivedAt, because: place.because, suggested: place.suggested },
    address: from === null ? null : safeLine(from.address, longestLine),
    name: from?.name ? safeLine(from.name, longestLine) : null,
    ...{ subject: safeLine(subject, longestLine), body: cleanText(text) },
    ...{ files: sorted.kept, refused: sorted.refused },
  });
}
