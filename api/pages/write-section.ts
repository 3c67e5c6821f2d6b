import { escapeHtml as e } from '../../mail/html.ts';
import { dayAndTime } from '../../mail/instants.ts';
import type { CustomerView } from '../schemas/customer-view.ts';
import { form, textArea, type Place } from './form.ts';
import { formWords } from './form-words.ts';
import { photoPart } from './photo-part.ts';

/** What the reader has to say; our question first, where we wait for an answer. */
export function writeSection(view: CustomerView, place: Place): string {
  const { language, awaited } = view;
  const title = awaited === null ? formWords.write : formWords.answerTo;
  const message = { form: 'notes', name: 'text', label: formWords.message, hint: formWords.messageHint } as const;
  const fields = `${textArea(view, place, { ...message, required: true })}
<button class="do">${formWords.send[language]}</button>`;
  return `<section class="card"><h2>${title[language]}</h2>${form(view, place, 'notes', fields)}${written(view)}
${photoPart(view, place)}</section>`;
}

function written({ language, timeZone, you: { messages } }: CustomerView): string {
  if (messages.length === 0) return '';
  const items = messages.map(
    ({ at, text }) =>
      `<li><time class="soft" datetime="${at}">${e(dayAndTime(at, language, timeZone))}</time><div class="note" dir="auto">${e(text)}</div></li>`,
  );
  return `<details><summary>${formWords.written[language]} (${messages.length})</summary><ol>${items.join('\n')}</ol></details>`;
}
