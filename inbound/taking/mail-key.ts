import { createHash } from 'node:crypto';
import { senderDigest } from '../../db/inbound/erase-mails.ts';
import type { MailKey } from '../../db/inbound/taken-mails.ts';
import type { Mail } from '../mail.ts';

/**
 * By which a mail is known when it comes again. Its Message-ID alone would let a stranger keep a mail out by sending
 * one under the same before it; its source alone differs with each way that it came.
 */
export function keyOf({ messageId, from, subject }: Mail, source: Buffer): MailKey {
  const address = from?.address ?? '';
  const head = [messageId ?? '', address, subject].join('\0');
  return { key: sha256(head, bodyOf(source)), sender: senderDigest(address) };
}

/** Servers on the way add headers, and some change the ends of lines. */
function bodyOf(source: Buffer): string {
  const text = source.toString('latin1').replaceAll('\r\n', '\n').trimEnd();
  const blank = text.indexOf('\n\n');
  return blank === -1 ? text : text.slice(blank);
}

function sha256(head: string, body: string): string {
  return createHash('sha256').update(head).update(body).digest('hex');
}
