import { escapeHtml as e } from '../../mail/html.ts';
import type { DeedName } from '../schemas/customer-deeds.ts';
import type { CustomerView } from '../schemas/customer-view.ts';
import { idOf, wordsOf, type Place } from './form.ts';
import { thanksWords } from './form-words.ts';

interface Said {
  readonly text: string;
  readonly html: string;
}

/** What the page says first: thank you for what was just sent, or what was in the way; null where nothing was sent. */
export function saidOf({ language }: CustomerView, { did, refused }: Place): Said | null {
  if (refused) {
    const text = wordsOf(refused)[language];
    const field = fields[refused.form];
    const way = field === null ? e(text) : `<a href="#${idOf({ form: refused.form, name: field })}">${e(text)}</a>`;
    return { text, html: `<p class="card notice" role="alert">${way}</p>` };
  }
  if (did === undefined || did === 'answer') return null;
  const text = thanksWords[did][language];
  return { text, html: `<p class="card thanks" role="status">${e(text)}</p>` };
}

/** Where what is wrong can be mended. */
const fields: Readonly<Record<DeedName, string | null>> = {
  answer: null,
  notes: 'text',
  photos: 'photo',
  calls: null,
  phone: 'phone',
  language: null,
  again: 'note',
};
