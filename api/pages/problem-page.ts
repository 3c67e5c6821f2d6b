import { refusalSentences } from '../../domain/refusal-sentences.ts';
import type { RefusalCode } from '../../domain/refusal.ts';
import { languages, type Bilingual } from '../../domain/words.ts';
import { escapeHtml as e } from '../../mail/html.ts';
import { layout } from './layout.ts';

const deadLink: Bilingual = { ru: 'Ссылка не действует', en: 'This link does not work' };
const trouble: Bilingual = { ru: 'Не получилось', en: 'Something went wrong' };
const advice: Bilingual = {
  ru: 'Позвоните в службу HelpDesk и назовите номер заявки: мы поможем.',
  en: 'Please call the help desk and name your ticket number: we will help.',
};

/** What went wrong, in both languages, because nothing is known of the reader. The same for every dead link. */
export function problemPage(code: RefusalCode): string {
  const title = code === 'notFound' ? deadLink : trouble;
  const cards = languages.map((language) => {
    const why = code === 'notFound' ? '' : `<p>${e(refusalSentences[code][language])}</p>`;
    return `<section class="card" lang="${language}"><h1>${title[language]}</h1>${why}<p>${advice[language]}</p></section>`;
  });
  return layout({
    language: 'ru',
    title: `${title.ru} · ${title.en}`,
    corner: '<span lang="en">Help desk</span>',
    main: `${cards.join('\n')}`,
  });
}
