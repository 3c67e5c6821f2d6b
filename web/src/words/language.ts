import { useTranslation } from 'react-i18next';
import { languages, type Bilingual, type Language } from '../../../domain/words.ts';

const key = 'helpdesk-language';

/** Before anybody is signed in: as chosen here, else as the browser prefers, else Russian. */
export function firstLanguage(): Language {
  return chosenLanguage() ?? navigator.languages.map(languageOf).find((one) => one !== null) ?? 'ru';
}

/** Null where nobody has chosen on this machine. */
export function chosenLanguage(): Language | null {
  return languageOf(localStorage.getItem(key) ?? '');
}

export function keepLanguage(language: Language): void {
  localStorage.setItem(key, language);
}

function languageOf(tag: string): Language | null {
  return languages.find((one) => tag.toLowerCase().startsWith(one)) ?? null;
}

export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return languageOf(i18n.language) ?? 'ru';
}

/** Picks the reader's half of what the domain says in both languages. */
export function useBilingual(): (words: Bilingual) => string {
  const language = useLanguage();
  return (words) => words[language];
}
