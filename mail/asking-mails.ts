import type { Template } from './templates.ts';

/** What customers read while their word is awaited. */
export const askingMails = {
  reminder: {
    subject: {
      ru: 'Заявка {{number}}: ответьте, пожалуйста, всё ли работает',
      en: 'Trouble ticket {{number}}: does it work? Please tell us',
    },
    body: {
      ru: `Здравствуйте, {{contactName}}!

По заявке {{number}} сервис «{{serviceName}}» восстановлен:
{{restoredAt}}

Что сделано: {{measures}}

Мы ещё не знаем, всё ли у вас работает, и без вашего ответа заявку не закроем. Ответьте, пожалуйста, одним нажатием:
{{link}}

Если неисправность осталась, скажите и об этом: мы сразу продолжим работу. {{howToReach}}`,
      en: `Dear {{contactName}},

Your service "{{serviceName}}" (trouble ticket {{number}}) was restored:
{{restoredAt}}

What was done: {{measures}}

We do not know yet whether all works for you, and close nothing without your word. Please tell us with one tap:
{{link}}

If it is still broken, tell us that too: we go on at once. {{howToReach}}`,
    },
  },
} as const satisfies Readonly<Record<string, Template>>;
