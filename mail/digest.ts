import type { Language } from '../domain/words.ts';
import { htmlPage, htmlParagraph } from './html.ts';
import type { Sendable } from './render.ts';

/** A message that goes out in a digest: its paragraph, and the ticket that it is about. */
export interface DigestItem {
  readonly number: string;
  readonly body: string;
}

export interface DigestMail extends Sendable {
  readonly subject: string;
}

/** One mail instead of many: each message with the address of its ticket, in the order given. */
export function digestMail(items: readonly DigestItem[], language: Language, publicUrl: string): DigestMail {
  const tickets = new Set(items.map(({ number }) => number)).size;
  const { subject, opening } = words[language];
  const linked = items.map(({ number, body }) => {
    const link = ticketUrl(publicUrl, number);
    return { text: `${shortened(body)}\n${link}`, link };
  });
  return {
    subject: subject(items.length, tickets),
    text: [opening, ...linked.map(({ text }) => text)].join('\n\n'),
    html: htmlPage(
      [htmlParagraph(opening, null), ...linked.map(({ text, link }) => htmlParagraph(text, link))],
      language,
    ),
  };
}

const words = {
  ru: {
    subject: (messages: number, tickets: number) => `Сводка: сообщений ${messages}, заявок ${tickets}`,
    opening: 'За минуту накопилось много сообщений, поэтому они собраны в одном письме.',
  },
  en: {
    subject: (messages: number, tickets: number) => `Digest: messages ${messages}, tickets ${tickets}`,
    opening: 'Many messages came within a minute, so one mail holds them all.',
  },
} as const;

/** Where staff look at a ticket. */
function ticketUrl(publicUrl: string, number: string): string {
  return `${publicUrl}/api/v1/tickets/${number}`;
}

const longest = 400;

/** What people wrote may be long; the whole of it stands in the protocol. */
function shortened(body: string): string {
  const line = body.replace(/\s+/g, ' ').trim();
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`;
}
