import type { Language } from '../domain/words.ts';

/** The same words for readers of HTML: paragraphs, and the link as one that can be pressed. */
export function htmlOf(text: string, language: Language, link: string | null): string {
  return htmlPage(
    text.split(/\n{2,}/).map((paragraph) => htmlParagraph(paragraph, link)),
    language,
  );
}

/** A mail of paragraphs that are HTML already. */
export function htmlPage(paragraphs: readonly string[], language: Language): string {
  const style = 'font:16px/1.5 Arial,sans-serif;color:#1b1f24;max-width:36em;margin:1em';
  return `<!doctype html>\n<html lang="${language}"><body style="${style}">\n${paragraphs.join('\n')}\n</body></html>\n`;
}

export function htmlParagraph(text: string, link: string | null): string {
  return `<p style="margin:0 0 1em">${withLink(escapeHtml(text), link).replaceAll('\n', '<br>\n')}</p>`;
}

function withLink(html: string, link: string | null): string {
  if (link === null) return html;
  const href = escapeHtml(link);
  return html.replaceAll(href, `<a href="${href}">${href}</a>`);
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
