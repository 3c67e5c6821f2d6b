import type { Language } from '../domain/words.ts';
import { escapeHtml, htmlFooter, htmlOf, htmlPage } from './html.ts';
import { fill, fillHtml, type Values } from './placeholders.ts';
import { receiptParagraph, withReceipt, type Ending } from './receipt.ts';
import type { Template } from './templates.ts';
import { valuesOf, type Told } from './values.ts';

/** A message as it is stored: `{{link}}` stands where the link will be. */
export interface Rendered {
  readonly subject: string;
  readonly body: string;
  /** The operator's own HTML, filled; null where it is made of the body. */
  readonly html: string | null;
}

/**
 * The message that a template makes of what is to be told.
 * @throws TemplateFault where the template asks for what this message cannot fill
 */
export function render(template: Template, told: Told): Rendered {
  return renderValues(template, valuesOf(told), told.language);
}

/**
 * The same from values at hand.
 * @throws TemplateFault likewise
 */
export function renderValues(template: Template, values: Values, language: Language): Rendered {
  const { link: _link, ...inSubject } = values;
  return {
    // A subject is one line, whatever people wrote.
    subject: fill(template.subject[language], inSubject).replace(/\s+/g, ' ').trim(),
    body: fill(template.body[language], values),
    html: template.html ? fillHtml(template.html[language], values) : null,
  };
}

/** The same with a customer's receipt at its end. */
export function endWithReceipt(rendered: Rendered, ending: Ending): Rendered {
  const { html } = rendered;
  const footer = htmlFooter(receiptParagraph(ending));
  return {
    ...rendered,
    body: withReceipt(rendered.body, ending),
    html: html === null ? null : `${html}\n${footer}`,
  };
}

export interface Sendable {
  readonly text: string;
  readonly html: string;
}

interface Stored {
  readonly body: string;
  readonly html: string | null;
  readonly language: Language;
}

/** The stored message with the link put in, made at the moment of sending and kept nowhere. */
export function withLink({ body, html, language }: Stored, link: string | null): Sendable {
  const text = put(link, body);
  const page = html === null ? htmlOf(text, language, link) : htmlPage([put(link && escapeHtml(link), html)], language);
  return { text, html: page };
}

function put(link: string | null, text: string): string {
  return link === null ? text : text.replaceAll('{{link}}', () => link);
}
