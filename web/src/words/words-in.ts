import { createInstance, type i18n as I18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../../../domain/words.ts';
import { words, type Words } from './words.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'console';
    resources: { console: Words };
  }
}

/** The console's words in one language; plural forms by `count`, as Intl knows them. */
export function wordsIn(language: Language): I18n {
  const instance = createInstance();
  void instance.use(initReactI18next).init({
    lng: language,
    resources: { ru: { console: words.ru }, en: { console: words.en } },
    ns: 'console',
    defaultNS: 'console',
    fallbackLng: false,
    initAsync: false,
    // React escapes what it writes.
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  return instance;
}
