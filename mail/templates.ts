import type { MessageCause, MessageChannel } from '../domain/events-of-talk.ts';
import type { Bilingual } from '../domain/words.ts';
import { callScripts } from './call-scripts.ts';
import { customerMails } from './customer-mails.ts';
import { digestItems } from './digest-items.ts';
import { smsTexts } from './sms/texts.ts';
import { staffMails } from './staff-mails.ts';

/** A message with its placeholders open. Only a mail has a subject. */
export interface Template {
  readonly subject: Bilingual;
  readonly body: Bilingual;
  /** The operator's own HTML; without it, HTML is made of the body. */
  readonly html?: Bilingual | null;
}

export const staffCauses = [
  'etaWarned',
  'etaDemanded',
  'visitOffered',
  'visitCalledOff',
  'rungFired',
  'escalated',
  'callWanted',
  'customerWrote',
  'wordsWanted',
  'stillBroken',
] as const satisfies readonly MessageCause[];
export type StaffCause = (typeof staffCauses)[number];
export type CustomerCause = Exclude<MessageCause, StaffCause>;

const mails: Readonly<Record<MessageCause, Template>> = { ...customerMails, ...staffMails };

/** What is said where no template of the operator's own is stored. Staff are told by mail alone. */
export function defaultTemplate(cause: MessageCause, channel: MessageChannel): Template {
  if (channel === 'email') return mails[cause];
  if (isStaffCause(cause)) throw new Error(`staff are told of ${cause} by mail`);
  return { subject: { ru: '', en: '' }, body: (channel === 'phone' ? callScripts : smsTexts)[cause] };
}

/** What a message becomes that goes into a digest: its own subject, and one paragraph of the mail. */
export function digestTemplate(cause: MessageCause): Template {
  if (!isStaffCause(cause)) throw new Error(`customers hear of ${cause} at once`);
  return { subject: mails[cause].subject, body: digestItems[cause] };
}

export function isStaffCause(cause: MessageCause): cause is StaffCause {
  return staffCauses.some((one) => one === cause);
}
