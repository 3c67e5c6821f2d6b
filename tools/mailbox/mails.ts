import { simpleParser, type AddressObject, type ParsedMail } from 'mailparser';
import { cameAt, openFiles } from './kept-files.ts';

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

/** Mails as files, one `.eml` each. */
export function openMails(dir: string): Mails {
  const files = openFiles(dir, 'eml');
  const read = async (id: string) => {
    const source = await files.read(id);
    return source && parsed(id, source);
  };
  // What was parsed once does not change, and the list is asked for more often than mails come.
  const summaries = new Map<string, MailSummary>();
  const summaryOf = async (id: string) => {
    const mail = summaries.has(id) ? null : await read(id);
    if (mail) summaries.set(id, summaryFrom(mail));
    return summaries.get(id) ?? [];
  };
  return {
    keep: async (source) => void (await files.keep(source)),
    list: async (limit) => (await Promise.all((await files.ids()).slice(0, limit).map(summaryOf))).flat(),
    read,
    source: files.read,
  };
}

async function parsed(id: string, source: Buffer): Promise<Mail> {
  const mail = await simpleParser(source, { skipTextToHtml: true, skipImageLinks: true });
  return {
    id,
    receivedAt: cameAt(id),
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
