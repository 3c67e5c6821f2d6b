import type { CustomerView } from '../schemas/customer-view.ts';
import { fileField, folded, form, type Place } from './form.ts';
import { formWords, photosSent } from './form-words.ts';

/** A photo of what is broken; what was sent is counted, not shown: the page can be forwarded. */
export function photoPart(view: CustomerView, place: Place): string {
  const { language, you } = view;
  const photo = { form: 'photos', name: 'photo', label: formWords.photo, hint: formWords.photoHint } as const;
  const fields = `${fileField(view, place, photo)}\n<button class="do">${formWords.sendPhoto[language]}</button>`;
  const sent = you.photos === 0 ? '' : `<p>${photosSent(you.photos)[language]}</p>`;
  return `${sent}${folded(formWords.photos[language], place, 'photos', form(view, place, 'photos', fields))}`;
}
