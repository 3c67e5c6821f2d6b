import type { Language } from '../domain/words.ts';
import { htmlHeading, htmlPage, htmlParagraph, htmlParagraphs } from './html.ts';
import type { DigestMail } from './digest.ts';

/** A message that a customer gets together with others: its whole text, with the link of its own ticket in it. */
export interface DigestedMessage {
  readonly number: string;
  readonly subject: string;
  readonly text: string;
  readonly link: string;
}

/** One mail instead of many to one address. Each message stands in it whole, with its ticket's link and receipt. */
export function customerDigestMail(items: readonly DigestedMessage[], language: Language): DigestMail {
  const { subject, opening } = words[language];
  const paragraphs = items.flatMap(({ subject: heading, text, link }) => [
    htmlHeading(heading),
    ...htmlParagraphs(text, language, link),
  ]);
  return {
    subject: subject(items.length),
    text: [opening, ...items.map((item) => `${item.subject}\n\n${item.text}`)].join('\n\n* * *\n\n'),
    html: htmlPage([htmlParagraph(opening, null), ...paragraphs], language),
  };
}

/** One text instead of many: which tickets there is news of, and where each can be read. */
export function customerDigestText(items: readonly DigestedMessage[], language: Language): string {
  const linkByNumber = new Map(items.map(({ number, link }) => [number, link]));
  const lines = [...linkByNumber].map(([number, link]) => `${number}: ${link}`);
  return [words[language].subject(items.length), ...lines].join('\n');
}

const words = {
  ru: {
    subject: (messages: number) => `HelpDesk: новости по вашим заявкам (${messages})`,
    opening: 'За минуту накопилось много новостей по вашим заявкам, поэтому они собраны в одном письме.',
  },
  en: {
    subject: (messages: number) => `HelpDesk: news of your trouble tickets (${messages})`,
    opening: 'Much happened to your trouble tickets within a minute, so one mail holds it all.',
  },
} as const;
