import type { Language } from '../domain/words.ts';
import { isReceiptParagraph } from './receipt.ts';

/** The same words for readers of HTML: paragraphs, and the link as one that can be pressed. */
export function htmlOf(text: string, language: Language, link: string | null): string {
  return htmlPage(htmlParagraphs(text, language, link), language);
}

/** A text with its receipt below a line. */
export function htmlParagraphs(text: string, language: Language, link: string | null): string[] {
  return text
    .split(/\n{2,}/)
    .map((one) => (isReceiptParagraph(one, language) ? htmlFooter(one) : htmlParagraph(one, link)));
}

/** No colours of our own: a mail program in the dark chooses its own, and links of both kinds stay readable. */
const head = [
  '<meta charset="utf-8">',
  '<meta name="viewport" content="width=device-width">',
  '<meta name="color-scheme" content="light dark">',
  '<meta name="supported-color-schemes" content="light dark">',
].join('');
// Not `anywhere`: a word that may break anywhere presses the headings of an operator's table into pieces.
const bodyStyle = 'font:16px/1.5 Arial,sans-serif;max-width:36em;margin:1em;overflow-wrap:break-word';

/** A mail of paragraphs that are HTML already. */
export function htmlPage(paragraphs: readonly string[], language: Language): string {
  const body = `<body style="${bodyStyle}">\n${paragraphs.join('\n')}\n</body>`;
  return `<!doctype html>\n<html lang="${language}"><head>${head}</head>${body}</html>\n`;
}

/** What stands below the words: smaller, behind a line. */
export function htmlFooter(text: string): string {
  const style = 'font-size:13px;line-height:1.4;border-top:1px solid #8a8f96;padding-top:.6em;margin:1.5em 0 0';
  return `<p style="${style}">${htmlWords(text)}</p>`;
}

/** Where the next message of a digest begins. */
export function htmlHeading(text: string): string {
  return `<h2 style="font-size:18px;line-height:1.3;margin:2em 0 .8em">${htmlWords(text)}</h2>`;
}

export function htmlParagraph(text: string, link: string | null): string {
  return `<p style="margin:0 0 1em">${link === null ? htmlWords(text) : withLink(text, link)}</p>`;
}

function withLink(text: string, link: string): string {
  const href = escapeHtml(link);
  return text.split(link).map(htmlWords).join(`<a href="${href}">${href}</a>`);
}

/** A ticket's number is read out and typed: it stays on one line. A receipt stays as it is: programs look for it in saved mails. */
function htmlWords(text: string): string {
  return escapeHtml(text)
    .replace(/\bHD-\d+\b(?!\/)/g, '<span style="white-space:nowrap">$&</span>')
    .replaceAll('\n', '<br>\n');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
