import type { Mail } from '../mail.ts';
import { isOurs } from './our-ids.ts';

/** Why a mail was written by no person: a word for logs and metrics. */
export type Machine = 'autoSubmitted' | 'precedence' | 'autoReplyHeader' | 'list' | 'loop' | 'nullSender' | 'vacation';

const replyHeaders = [
  'x-autoreply',
  'x-autorespond',
  'x-autoresponder',
  'x-auto-reply',
  'x-vacation',
  'x-mail-autoreply',
];
const precedences = /^(?:bulk|junk|list|auto[_-]?reply)\b/i;
const machines = /^(?:mailer-daemon|postmaster)@/;
const vacation =
  /^(?:auto(?:matic)?[ -]?(?:reply|response|answer)|out of (?:the )?office|on vacation|автоответ|автоматический ответ|вне офиса|(?:я )?в отпуске|отсутствую|нет на месте)/i;

/**
 * Whether a machine wrote it, and how that shows. Whoever answers such a mail starts a loop, so the desk does nothing.
 * `desk` is the desk's own address.
 */
export function writtenByMachine(mail: Mail, desk: string): Machine | null {
  const { headers, from, messageId, returnPath, subject } = mail;
  if (isOurs(messageId) || from?.address === desk || headers.has('x-loop')) return 'loop';
  const submitted = headers.get('auto-submitted');
  if (submitted !== undefined && !/^no\b/i.test(submitted)) return 'autoSubmitted';
  if (replyHeaders.some((name) => headers.has(name))) return 'autoReplyHeader';
  if (headers.has('list-id') || headers.has('list-unsubscribe')) return 'list';
  if (precedences.test(headers.get('precedence') ?? '')) return 'precedence';
  if (returnPath === '' || machines.test(from?.address ?? '')) return 'nullSender';
  return vacation.test(subject.trim()) ? 'vacation' : null;
}
