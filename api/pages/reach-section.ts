import type { CustomerView } from '../schemas/customer-view.ts';
import { folded, form, phoneField, type Place } from './form.ts';
import { calledAt, formWords, languageChoice } from './form-words.ts';
import { quietHoursPart } from './quiet-hours-part.ts';

/** How the reader is reached: a call at once, another number, when not, another language. */
export function reachSection(view: CustomerView, place: Place): string {
  const parts = [callPart(view, place), phonePart(view, place), quietHoursPart(view, place), languagePart(view, place)];
  return `<section class="card"><h2>${formWords.askCall[view.language]}</h2>${parts.join('\n')}</section>`;
}

function callPart(view: CustomerView, place: Place): string {
  const { language, you } = view;
  if (you.callAsked) return `<p>${formWords.callAsked[language]}</p>${calledWhere(view)}`;
  const where = { form: 'calls', name: 'phone', label: formWords.whereToCall, hint: formWords.phoneExample } as const;
  const field = you.phoneEnding === null ? phoneField(view, place, where) : calledWhere(view);
  return form(view, place, 'calls', `${field}\n<button class="do">${formWords.callMe[language]}</button>`);
}

function calledWhere({ language, you: { phoneEnding } }: CustomerView): string {
  return phoneEnding === null ? '' : `<p>${calledAt(phoneEnding)[language]}</p>`;
}

function phonePart(view: CustomerView, place: Place): string {
  const { language, you } = view;
  if (you.phoneEnding === null) return '';
  const hint = {
    ru: `${formWords.phoneExample.ru}. ${formWords.phoneHint.ru}`,
    en: `${formWords.phoneExample.en}. ${formWords.phoneHint.en}`,
  };
  const field = phoneField(view, place, { form: 'phone', name: 'phone', label: formWords.newPhone, hint });
  const inner = form(view, place, 'phone', `${field}\n<button class="do">${formWords.savePhone[language]}</button>`);
  return folded(formWords.changePhone[language], place, 'phone', inner);
}

function languagePart(view: CustomerView, place: Place): string {
  const { language, you } = view;
  const other = you.language === 'ru' ? 'en' : 'ru';
  const button = `<button class="do" name="language" value="${other}">${languageChoice[other].take[language]}</button>`;
  const inner = `<p>${languageChoice[you.language].now[language]}</p>${form(view, place, 'language', button)}`;
  return folded(formWords.changeLanguage[language], place, 'language', inner);
}
