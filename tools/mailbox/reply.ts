import type { IncomingMessage } from 'node:http';
import { createTransport } from 'nodemailer';
import type { Mail } from './mails.ts';

const mostBytes = 20_000;

/** Answers a mail as its recipient would, where the desk takes mails in. */
export async function reply(mail: Mail, text: string, port: number): Promise<void> {
  const transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true });
  const { messageId, from, to, subject, replyTo } = mail;
  const conversation = messageId === null ? {} : { inReplyTo: messageId, references: messageId };
  try {
    await transport.sendMail({ from: to, to: replyTo || from, subject: `Re: ${subject}`, text, ...conversation });
  } finally {
    transport.close();
  }
}

/** The text of the form; null where there is none, or far too much. */
export async function readReply(request: IncomingMessage): Promise<string | null> {
  let body = '';
  for await (const chunk of request) {
    body += String(chunk);
    if (body.length > mostBytes) return null;
  }
  return new URLSearchParams(body).get('text')?.trim() || null;
}

/** A page of the web may send a form here too; it says where it comes from. */
export function isOwnForm({ headers }: IncomingMessage): boolean {
  return headers.origin === `http://${headers.host}`;
}
