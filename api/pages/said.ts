import { escapeHtml as e } from '../../mail/html.ts';
import type { DeedName } from '../schemas/customer-deeds.ts';
import type { CustomerView } from '../schemas/customer-view.ts';
import { idOf, wordsOf, type Place } from './form.ts';
import { thanksWords } from './form-words.ts';
import type { RefusedForm } from './refused-form.ts';

interface Said {
  readonly text: string;
  readonly html: string;
}

/** What the page says first: thank you for what was just sent, or what was in the way; null where nothing was sent. */
export function saidOf({ language }: CustomerView, { did, refused }: Place): Said | null {
  if (refused) {
    const text = wordsOf(refused)[language];
    const name = whereOf(refused);
    const way = name === undefined ? e(text) : `<a href="#${idOf({ form: refused.form, name })}">${e(text)}</a>`;
    return { text, html: `<p class="card notice" role="alert">${way}</p>` };
  }
  if (did === undefined || did === 'answer') return null;
  const text = thanksWords[did][language];
  return { text, html: `<p class="card thanks" role="status">${e(text)}</p>` };
}

/** Where what is wrong can be mended. */
function whereOf({ form, paths }: RefusedForm): string | undefined {
  return fields[form].find((name) => paths.includes(name)) ?? fields[form][0];
}

const fields: Readonly<Record<DeedName, readonly string[]>> = {
  answer: [],
  notes: ['text'],
  photos: ['photo'],
  calls: [],
  phone: ['phone'],
  'quiet-hours': ['from', 'to'],
  language: [],
  again: ['note'],
};
