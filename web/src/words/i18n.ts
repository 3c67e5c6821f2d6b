import type { Language } from '../../../domain/words.ts';
import { firstLanguage, keepLanguage } from './language.ts';
import { wordsIn } from './words-in.ts';

/** The one that this console speaks by. */
export const i18n = wordsIn(firstLanguage());

i18n.on('languageChanged', (language) => {
  document.documentElement.lang = language;
});
document.documentElement.lang = i18n.language;

/** What a person chose with the switch holds on this machine, whatever language their account has. */
export function chooseLanguage(language: Language): void {
  keepLanguage(language);
  void i18n.changeLanguage(language);
}
