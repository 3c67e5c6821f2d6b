import type { Bilingual } from '../domain/words.ts';
import type { Template } from './templates.ts';
import type { Told } from './values.ts';

/** What somebody of the desk wrote to the customer, as they wrote it. */
export const noteMail: Template = {
  subject: {
    ru: 'Заявка {{number}}: сообщение от службы HelpDesk',
    en: 'Trouble ticket {{number}}: a message from the help desk',
  },
  body: {
    ru: `Здравствуйте, {{contactName}}!

Мы пишем вам о заявке {{number}} ({{serviceName}}):

{{note}}

Ход работ:
{{link}}

Если есть вопросы или есть что добавить, расскажите нам. {{howToReach}}`,
    en: `Dear {{contactName}},

We write to you about trouble ticket {{number}} ({{serviceName}}):

{{note}}

Progress:
{{link}}

If you have questions, or anything to add, please tell us. {{howToReach}}`,
  },
};

export const noteScript: Bilingual = {
  ru: `Здравствуйте, {{contactName}}! Служба HelpDesk, заявка {{number}}, {{serviceName}}. Продиктуйте номер по цифрам.
Передайте клиенту:
{{note}}
Спросите, всё ли понятно; запишите ответ.`,
  en: `Hello {{contactName}}, this is the help desk. It is about trouble ticket {{number}}, {{serviceName}}. Spell out the digits.
Tell the customer:
{{note}}
Ask whether that is understood; write down the answer.`,
};

/** With link and receipt this makes three short messages in Cyrillic; the rest is behind the link. */
export const mostOfNoteInShort = 80;

/** The note, of which a short message holds the beginning, in one line. */
export function note({ texts, channel }: Told): string | null | undefined {
  const written = texts['text'];
  return channel === 'sms' ? written && inShort(written) : written;
}

function inShort(written: string): string {
  const line = written.replace(/\s+/g, ' ').trim();
  if (line.length <= mostOfNoteInShort) return line;
  const beginning = line.slice(0, mostOfNoteInShort - 3).replace(/[\ud800-\udbff]$/, '');
  return `${beginning.trimEnd()}...`;
}
