import { queueWords } from '../queue/words.ts';
import { shellWords } from '../app/words.ts';
import { signInWords } from '../sign-in/words.ts';
import { ticketWords } from '../ticket/words.ts';

/** Every text of the console, by the folder that shows it. Words of the trade come from domain/wording.ts. */
export const words = {
  ru: { shell: shellWords.ru, signIn: signInWords.ru, queue: queueWords.ru, ticket: ticketWords.ru },
  en: { shell: shellWords.en, signIn: signInWords.en, queue: queueWords.en, ticket: ticketWords.en },
} as const;

export type Words = typeof words.ru;
