import { escapeHtml as e } from '../../mail/html.ts';
import type { CustomerView } from '../schemas/customer-view.ts';
import { form, textArea, type Place } from './form.ts';
import { formWords } from './form-words.ts';

/** Whether what was closed is broken again, or under which ticket it goes on; nothing on tickets that are not closed. */
export function againSection(view: CustomerView, place: Place): string {
  const { again, language } = view;
  if (!again.mayReport) return again.next === null ? '' : goesOn(view, again.next);
  const fields = [
    textArea(view, place, { form: 'again', name: 'note', label: formWords.againNote }),
    `<button class="no">${formWords.reportAgain[language]}</button>`,
  ];
  return `<section class="card"><h2>${formWords.again[language]}</h2><p>${formWords.againText[language]}</p>
${form(view, place, 'again', fields.join('\n'))}</section>`;
}

function goesOn({ language }: CustomerView, { number, link }: NonNullable<CustomerView['again']['next']>): string {
  const named = `<span class="nb">${e(number)}</span>`;
  const way = link === null ? named : `<a class="way" href="${e(link)}">${formWords.openNext[language]} ${named}</a>`;
  return `<section class="card ask"><h2>${formWords.goesOn[language]}</h2><p>${way}</p></section>`;
}
