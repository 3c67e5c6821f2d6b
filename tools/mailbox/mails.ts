import { simpleParser, type AddressObject, type ParsedMail } from 'mailparser';
import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface MailSummary {
  readonly id: string;
  /** When the mailbox took it, ISO 8601. */
  readonly receivedAt: string;
  readonly messageId: string | null;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
}

export interface Mail extends MailSummary {
  readonly text: string;
  readonly html: string | null;
  /** Where its sender wants answers; empty: at the sender's address. */
  readonly replyTo: string;
}

export interface Mails {
  /** Keeps one mail as it came; resolves once it is on the disk. */
  keep(source: Buffer): Promise<void>;
  /** The newest first. */
  list(limit: number): Promise<MailSummary[]>;
  /** Null if there is none by this id. */
  read(id: string): Promise<Mail | null>;
  source(id: string): Promise<Buffer | null>;
}

const idShape = /^\d{13}-\d{8}$/;

/** Mails as files, one `.eml` each, named by the instant of their coming: the names sort by time. */
export function openMails(dir: string): Mails {
  // What was parsed once does not change, and the list is asked for more often than mails come.
  const summaries = new Map<string, MailSummary>();
  const summaryOf = async (id: string) => {
    const known = summaries.get(id) ?? summaryFrom(await parsed(dir, id));
    summaries.set(id, known);
    return known;
  };
  return {
    keep: (source) => keep(dir, source),
    list: async (limit) => Promise.all((await ids(dir)).slice(0, limit).map(summaryOf)),
    read: async (id) => ((await exists(dir, id)) ? parsed(dir, id) : null),
    source: async (id) => ((await exists(dir, id)) ? readFile(fileOf(dir, id)) : null),
  };
}

let kept = 0;

async function keep(dir: string, source: Buffer): Promise<void> {
  // Two may come within a millisecond.
  const id = `${String(Date.now()).padStart(13, '0')}-${String(kept++).padStart(8, '0')}`;
  const half = join(dir, `${id}.part`);
  await writeFile(half, source, { mode: 0o600 });
  await rename(half, fileOf(dir, id));
}

async function ids(dir: string): Promise<string[]> {
  const names = (await readdir(dir)).filter((name) => name.endsWith('.eml')).map((name) => name.slice(0, -4));
  return names
    .filter((id) => idShape.test(id))
    .toSorted()
    .toReversed();
}

async function exists(dir: string, id: string): Promise<boolean> {
  return (await ids(dir)).includes(id);
}

function fileOf(dir: string, id: string): string {
  return join(dir, `${id}.eml`);
}

async function parsed(dir: string, id: string): Promise<Mail> {
  const mail = await simpleParser(await readFile(fileOf(dir, id)), { skipTextToHtml: true, skipImageLinks: true });
  return {
    id,
    receivedAt: new Date(Number(id.slice(0, 13))).toISOString(),
    messageId: mail.messageId ?? null,
    from: addresses(mail.from),
    to: addresses(mail.to) || envelopeTo(mail),
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html || null,
    replyTo: addresses(mail.replyTo),
  };
}

function summaryFrom({ id, receivedAt, messageId, from, to, subject }: Mail): MailSummary {
  return { id, receivedAt, messageId, from, to, subject };
}

function addresses(from: AddressObject | AddressObject[] | undefined): string {
  return [from ?? []]
    .flat()
    .map((one) => one.text)
    .join(', ');
}

function envelopeTo(mail: ParsedMail): string {
  const header = mail.headers.get('x-envelope-to');
  return typeof header === 'string' ? header : '';
}
