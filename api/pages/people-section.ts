import { escapeHtml as e } from '../../mail/html.ts';
import type { ContactRole, Bilingual } from '../../domain/words.ts';
import type { CustomerView } from '../schemas/customer-view.ts';
import { capital } from './capital.ts';

const words = {
  title: { ru: 'Кто есть кто', en: 'Who is who' },
  handledBy: { ru: 'Заявкой сейчас занимаются', en: 'At work on it now' },
  you: { ru: 'Вы', en: 'You' },
  confirms: { ru: 'Кто подтверждает восстановление', en: 'Who confirms the restoration' },
  youDo: {
    ru: 'Вы. Без ответа клиента заявка не закрывается.',
    en: 'You. Without the customer’s answer the ticket is not closed.',
  },
  anotherDoes: {
    ru: 'Другое контактное лицо. Без ответа клиента заявка не закрывается.',
    en: 'Another contact. Without the customer’s answer the ticket is not closed.',
  },
  engineer: { ru: 'Инженер', en: 'The engineer' },
  engineerIs: {
    ru: 'Наш сотрудник. Попросите показать служебное удостоверение и назовите номер заявки.',
    en: 'One of our own people. Ask to see the staff pass, and name your ticket number.',
  },
} as const satisfies Record<string, Bilingual>;

const roles: Readonly<Record<ContactRole, Bilingual>> = {
  reporter: { ru: 'сообщили о неисправности', en: 'reported the fault' },
  confirms: { ru: 'можете подтвердить восстановление', en: 'may confirm the restoration' },
  informed: { ru: 'получаете новости по заявке', en: 'are kept informed' },
  site: { ru: 'встречаете инженера на месте', en: 'meet our engineer on site' },
};

/** Who does what on this ticket, in plain words. Names of people are nobody's business on a page that can be forwarded. */
export function peopleSection({ language, handledBy, you, visit }: CustomerView): string {
  const row = (name: Bilingual, value: string) => `<dt>${name[language]}</dt><dd>${e(capital(value))}</dd>`;
  const rows = [
    row(words.handledBy, handledBy),
    ...(you.roles.length > 0 ? [row(words.you, you.roles.map((role) => roles[role][language]).join(', '))] : []),
    row(words.confirms, (you.mayConfirm ? words.youDo : words.anotherDoes)[language]),
    ...(visit === null ? [] : [row(words.engineer, words.engineerIs[language])]),
  ];
  return `<section class="card"><h2>${words.title[language]}</h2><dl>${rows.join('\n')}</dl></section>`;
}
