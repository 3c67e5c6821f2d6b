import type { Sentences } from './describe.ts';
import type { CustomerEvents } from './events-of-customers.ts';

/** What customers did by their link. */
export const sentencesOfCustomers: Sentences<keyof CustomerEvents> = {
  callAsked: () => ({ ru: 'Клиент просит позвонить.', en: 'The customer asks to be called.' }),
  reportedAgain: ({ data: { next } }) => ({
    ru: `Клиент сообщил, что неисправность появилась снова: открыта заявка ${next}.`,
    en: `The customer said that it is broken again: ticket ${next} was opened.`,
  }),
};
