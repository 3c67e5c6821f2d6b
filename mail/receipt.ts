import { receiptDigits, writeReceipt, type Receipt } from '../domain/receipt.ts';
import type { MessageChannel } from '../domain/events-of-talk.ts';
import type { Bilingual, Language } from '../domain/words.ts';

/** A customer's text with the receipt at its end, by which they can prove later that history was not rewritten. */
export function withReceipt(body: string, ending: Ending): string {
  const { channel, receipt } = ending;
  // What is said on the phone ends as people end it.
  if (channel === 'phone') return body;
  // A short message has no room for what it is good for.
  if (channel === 'sms')
    return `${body.trimEnd()}
${writeReceipt(receipt, receiptDigits.inShort)}`;
  return `${body.trimEnd()}

${receiptParagraph(ending)}`;
}

export interface Ending {
  readonly receipt: Receipt;
  readonly channel: MessageChannel;
  readonly language: Language;
}

/** What is kept, and what it is good for. */
export function receiptParagraph({ receipt, language }: Ending): string {
  return `${labels[language]}: ${writeReceipt(receipt)}\n${uses[language]}`;
}

const labels: Bilingual = { ru: 'Запись протокола', en: 'Protocol entry' };
const uses: Bilingual = {
  ru: 'Сохраните это сообщение: по нему можно проверить, что история заявки не переписана.',
  en: 'Keep this message: it shows whether the ticket’s history was ever rewritten.',
};

/** As it is kept with the message, and in the mail's header: the whole hash. */
export function wholeReceipt(receipt: Receipt): string {
  return writeReceipt(receipt, receiptDigits.whole);
}

/** Whether a paragraph of a stored text is the one with the receipt. */
export function isReceiptParagraph(paragraph: string, language: Language): boolean {
  return paragraph.startsWith(`${labels[language]}: HD-`) && paragraph.endsWith(uses[language]);
}
