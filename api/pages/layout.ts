import type { Language } from '../../domain/words.ts';
import { escapeHtml } from '../../mail/html.ts';
import { style } from './style.ts';

export interface Page {
  readonly language: Language;
  readonly title: string;
  /** HTML, beside the name of the desk. */
  readonly corner: string;
  /** HTML. */
  readonly main: string;
}

const deskName = { ru: 'Служба HelpDesk', en: 'Help desk' } as const;

/** A whole document. Everything that people wrote must have been escaped before. */
export function layout({ language, title, corner, main }: Page): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<header class="top"><span>${deskName[language]}</span>${corner}</header>
<main>
${main}
</main>
</body>
</html>
`;
}
