import { htmlOf } from './html.ts';
import { fill } from './placeholders.ts';
import type { Template } from './templates.ts';
import { valuesOf, type Told } from './values.ts';

/** A message as it is stored: `{{link}}` stands where the link will be. */
export interface Rendered {
  readonly subject: string;
  readonly body: string;
}

/**
 * The message that a template makes of what is to be told.
 * @throws TemplateFault where the template asks for what this message cannot fill
 */
export function render(template: Template, told: Told): Rendered {
  const values = valuesOf(told);
  const { link: _link, ...inSubject } = values;
  return {
    // A subject is one line, whatever people wrote.
    subject: fill(template.subject[told.language], inSubject).replace(/\s+/g, ' ').trim(),
    body: fill(template.body[told.language], values),
  };
}

export interface Sendable {
  readonly text: string;
  readonly html: string;
}

/** The stored body with the link put in, made at the moment of sending and kept nowhere. */
export function withLink(body: string, language: Told['language'], link: string | null): Sendable {
  const text = link === null ? body : body.replaceAll('{{link}}', link);
  return { text, html: htmlOf(text, language, link) };
}
