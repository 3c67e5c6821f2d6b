import type { Bilingual } from '../../domain/words.ts';
import { photoTypes } from '../../files/bare-photo.ts';
import { escapeHtml as e } from '../../mail/html.ts';
import type { DeedName } from '../schemas/customer-deeds.ts';
import type { CustomerView } from '../schemas/customer-view.ts';
import { badForm, refusedWords } from './form-words.ts';
import type { RefusedForm } from './refused-form.ts';

/** Where the page stands relative to the address that answers, so that it also works behind a path of a proxy. */
export interface Place {
  /** `<token>` on the page itself, `../<token>` where a form is refused. */
  readonly here: string;
  /** One page, one id: its forms are known by it when they are sent twice. */
  readonly formId: string;
  /** What was just done, to be thanked for. */
  readonly did?: DeedName | undefined;
  /** The form that came to nothing. */
  readonly refused?: RefusedForm | undefined;
}

/** A form of the page, without script. `fields` is HTML. */
export function form({ language }: CustomerView, { here, formId }: Place, name: DeedName, fields: string): string {
  const files = name === 'photos' ? ' enctype="multipart/form-data"' : '';
  return `<form method="post" action="${e(here)}/${name}?language=${language}"${files}>
<input type="hidden" name="formId" value="${e(formId)}">
${fields}
</form>`;
}

interface Field {
  readonly form: DeedName;
  readonly name: string;
  readonly label: Bilingual;
  readonly hint?: Bilingual;
  /** What stands there until something else is typed. */
  readonly value?: string | undefined;
}

/** Some lines of text. */
export function textArea(view: CustomerView, place: Place, field: Field & { readonly required?: true }): string {
  const { attributes, before, given } = partsOf(view, place, field);
  const needed = field.required ? ' required' : '';
  return `${before}<textarea ${attributes} maxlength="10000" rows="3" dir="auto"${needed}>\n${e(given)}</textarea>`;
}

/** One line for a phone number. */
export function phoneField(view: CustomerView, place: Place, field: Field): string {
  const { attributes, before, given } = partsOf(view, place, field);
  return `${before}<input type="tel" ${attributes} value="${e(given)}" autocomplete="tel" maxlength="50" required>`;
}

/** A time of day, typed or chosen, as `22:00`. */
export function timeField(view: CustomerView, place: Place, field: Field): string {
  const { attributes, before, given } = partsOf(view, place, field);
  return `${before}<input type="time" ${attributes} value="${e(given)}" required>`;
}

/** One photo. Telephones offer their camera by themselves, and turn their own formats into one of these. */
export function fileField(view: CustomerView, place: Place, field: Field): string {
  const { attributes, before } = partsOf(view, place, field);
  return `${before}<input type="file" ${attributes} accept="${photoTypes.join(',')}" required>`;
}

export function idOf({ form, name }: Pick<Field, 'form' | 'name'>): string {
  return `${form}-${name}`;
}

/** Label, hint and what is wrong come before the field, and belong to it: a reader of the screen hears them with it. */
function partsOf({ language }: CustomerView, { refused }: Place, field: Field) {
  const id = idOf(field);
  const given = refused?.form === field.form ? refused : null;
  const wrong = given && isWrong(given, field.name) ? given : null;
  const hint = field.hint && `<p class="hint" id="${id}-hint">${field.hint[language]}</p>`;
  const error = wrong && `<p class="wrong" id="${id}-wrong">${e(wordsOf(wrong)[language])}</p>`;
  const described = [hint && `${id}-hint`, error && `${id}-wrong`].filter(Boolean).join(' ');
  return {
    before: `<label for="${id}">${field.label[language]}</label>${hint ?? ''}${error ?? ''}`,
    attributes: [
      `id="${id}" name="${field.name}"`,
      ...(described === '' ? [] : [`aria-describedby="${described}"`]),
      ...(wrong ? ['aria-invalid="true"'] : []),
    ].join(' '),
    given: given?.given[field.name] ?? field.value ?? '',
  };
}

/** A fault that names no field is one of all of them. */
function isWrong({ paths }: RefusedForm, name: string): boolean {
  return paths.length === 0 || paths.includes(name);
}

/** What is in the way of a form, in words. */
export function wordsOf({ form: name, code }: RefusedForm): Bilingual {
  return refusedWords[code] ?? badForm[name];
}

/** Something that few need: closed until it is opened, or until its form was refused. `inner` is HTML. */
export function folded(title: string, { refused }: Place, name: DeedName, inner: string): string {
  return `<details${refused?.form === name ? ' open' : ''}><summary>${title}</summary>${inner}</details>`;
}
