import type { Readable } from 'node:stream';
import { createTransport } from 'nodemailer';
import { conversationOf, replyAddress } from '../mail/conversation.ts';

export interface Letter {
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly language: string;
  readonly possibleDuplicate: boolean;
  /** The ticket that it is about; null for what is about many, or about none. */
  readonly about: AboutTicket | null;
}

interface AboutTicket {
  readonly number: string;
  /** The protocol's head when the text was stored; null in what staff read. */
  readonly receipt: string | null;
}

/** What the mail server made of a letter. `failure` is a short code without an address. */
export type Posted =
  | { readonly outcome: 'sent' }
  /** Never: not to this address, or not this text. */
  | { readonly outcome: 'refused'; readonly failure: string }
  /** Not now. `mayHaveArrived`: the conversation broke off where the server may have taken it without our knowing. */
  | { readonly outcome: 'deferred'; readonly failure: string; readonly mayHaveArrived: boolean };

export interface Mailer {
  /** As it stands in `From`. */
  readonly from: string;
  send(letter: Letter): Promise<Posted>;
  close(): void;
}

const second = 1_000;
/** Less than an activity has, so that it learns of the end itself. */
const longestConversationMs = 45 * second;

const poolOptions = {
  pool: true,
  maxConnections: 10,
  // A letter that the pool sent again by itself would be a duplicate that nobody knows of.
  maxRequeues: 0,
  connectionTimeout: 10 * second,
  greetingTimeout: 10 * second,
  socketTimeout: 20 * second,
  disableFileAccess: true,
  disableUrlAccess: true,
} as const;

/** As whom the desk writes. */
export interface Sender {
  readonly from: string;
  /** Where answers go, with `{number}` in place of the ticket's; null: to the sender. */
  readonly replyTo: string | null;
}

/**
 * Connections to the mail server, kept open and used again. A conversation is given up after `longestMs`, however slowly
 * the server goes on speaking, so that it holds one of the connections no longer than that.
 * @throws Error where no server is named: without one nobody would ever be told
 */
export function connectMailer(
  smtpUrl: string | null,
  { from, replyTo }: Sender,
  longestMs = longestConversationMs,
): Mailer {
  if (smtpUrl === null)
    throw new Error('SMTP_URL is missing: give your mail server, such as smtp://mail.example.net:587.');
  const transport = createTransport({ ...poolOptions, ...serverOf(smtpUrl) });
  const texts = textsOf(transport);
  return {
    from,
    close: () => transport.close(),
    send: async (letter) => {
      const signal = AbortSignal.timeout(longestMs);
      try {
        await transport.sendMail({ ...mailOf(letter, { from, replyTo }), from, signal });
        return { outcome: 'sent' };
      } catch (error) {
        return explain(error, texts.get(signal)?.readableDidRead ?? false);
      }
    },
  };
}

/**
 * The text of each letter on its way, by what ends its conversation: that is its alone, also where two attempts send
 * the same letter. It is read when the server has asked for it; before that no letter can have been taken.
 */
function textsOf(transport: ReturnType<typeof createTransport>): WeakMap<AbortSignal, Readable> {
  const texts = new WeakMap<AbortSignal, Readable>();
  transport.use('stream', ({ data, message }, done) => {
    message.processFunc((text) => {
      if (data.signal) texts.set(data.signal, text);
      return text;
    });
    done();
  });
  return texts;
}

function serverOf(smtpUrl: string) {
  const url = new URL(smtpUrl);
  const secure = url.protocol === 'smtps:';
  const user = decodeURIComponent(url.username);
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    ...(user !== '' && { auth: { user, pass: decodeURIComponent(url.password) } }),
  };
}

function mailOf({ messageId, to, subject, text, html, language, possibleDuplicate, about }: Letter, sender: Sender) {
  return {
    ...{ messageId, subject, text, html },
    ...(about && inConversation(about, sender)),
    // As an object, so that a comma in it can't make two recipients.
    to: { name: '', address: to },
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': language,
      ...(possibleDuplicate && { 'X-Possible-Duplicate': 'yes' }),
      ...(about?.receipt && { 'X-HelpDesk-Receipt': about.receipt }),
    },
  };
}

/** One conversation for each ticket, and answers that name it. */
function inConversation({ number }: AboutTicket, { from, replyTo }: Sender) {
  const root = conversationOf(number, from);
  return {
    ...{ inReplyTo: root, references: root },
    ...(replyTo !== null && { replyTo: { name: '', address: replyAddress(replyTo, number) } }),
  };
}

function explain(error: unknown, textWasRead: boolean): Posted {
  const { code, command, responseCode } = smtpErrorOf(error);
  const failure = responseCode === undefined ? (code ?? 'unknown') : `smtp${responseCode}`;
  const aboutThisLetter = command === 'RCPT TO' || command === 'DATA';
  if (responseCode !== undefined && responseCode >= 500 && aboutThisLetter) return { outcome: 'refused', failure };
  if (code === 'EENVELOPE' && command === 'API') return { outcome: 'refused', failure: 'badAddress' };
  // Credentials or a sender that are refused are ours to mend: the letter waits. Any answer means it was not taken.
  return { outcome: 'deferred', failure, mayHaveArrived: textWasRead && responseCode === undefined };
}

interface SmtpError {
  readonly code?: string;
  readonly command?: string;
  readonly responseCode?: number;
}

function smtpErrorOf(error: unknown): SmtpError {
  if (!(error instanceof Error)) throw error;
  return error as SmtpError;
}
