import type { Mail } from '../mail.ts';
import { readOurId } from './our-ids.ts';

export interface Bounce {
  /** Of the mail of ours that came back. */
  readonly messageId: string;
  /** A short code without an address: `dsn511`, or `bounced` where the report gives none. */
  readonly failure: string;
}

const machines = /^(?:mailer-daemon|postmaster|mail-daemon)@/;
// The report and the returned headers stand at the top; a whole returned mail may follow.
const looked = 200_000;

/**
 * What a mail server says that it could not deliver: by RFC 3464, or in its own words with our headers below them. A
 * mere delay is no failure; null, too, where no mail of ours is named.
 */
export function bounceOf(mail: Mail): Bounce | null {
  const report = isReport(mail);
  if (!report && mail.returnPath !== '' && !machines.test(mail.from?.address ?? '')) return null;
  const said = [mail.text, ...mail.files.map(({ contents }) => contents.subarray(0, looked).toString('latin1'))];
  const whole = said.map((part) => part.slice(0, looked)).join('\n');
  const ours = readOurId(whole);
  if (ours === null || isOnlyDelayed(whole)) return null;
  if (!report && !/message-id:\s*<hd-/i.test(whole)) return null;
  return { messageId: ours.messageId, failure: failureIn(whole) };
}

function isReport({ headers }: Mail): boolean {
  const type = headers.get('content-type') ?? '';
  return /multipart\/report/i.test(type) && !/disposition-notification/i.test(type);
}

function isOnlyDelayed(text: string): boolean {
  const actions = text.match(/^action:\s*\w+/gim) ?? [];
  return actions.length > 0 && !actions.some((action) => /failed/i.test(action));
}

function failureIn(text: string): string {
  const status =
    /^status:\s*([245])\.(\d{1,3})\.(\d{1,3})/im.exec(text) ?? /\b([45])\.(\d{1,3})\.(\d{1,3})\b/.exec(text);
  return status ? `dsn${status[1]}${status[2]}${status[3]}` : 'bounced';
}
