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
  waiting: {
    subject: { ru: 'Заявка {{number}}: работы ожидают', en: 'Trouble ticket {{number}}: work has to wait' },
    body: {
      ru: `Здравствуйте, {{contactName}}!

Работы по заявке {{number}} ({{serviceName}}) приостановлены. {{awaited}}

Ждём до: {{until}}

Ход работ:
{{link}}

{{howToReach}}`,
      en: `Dear {{contactName}},

Work on trouble ticket {{number}} ({{serviceName}}) has to wait. {{awaited}}

We wait until: {{until}}

Progress:
{{link}}

{{howToReach}}`,
    },
  },
  resumed: {
    subject: { ru: 'Заявка {{number}}: работы продолжаются', en: 'Trouble ticket {{number}}: work goes on' },
    body: {
      ru: `Здравствуйте, {{contactName}}!

Ожидание окончено, работы по заявке {{number}} ({{serviceName}}) продолжаются. {{nextStep}}

Ход работ:
{{link}}`,
      en: `Dear {{contactName}},

The wait is over: work on trouble ticket {{number}} ({{serviceName}}) goes on. {{nextStep}}

Progress:
{{link}}`,
    },
  },
  interim: {
    subject: { ru: 'Заявка {{number}}: как идут работы', en: 'Trouble ticket {{number}}: how things stand' },
    body: {
      ru: `Здравствуйте, {{contactName}}!

Заявка {{number}} ({{serviceName}}) в работе, новостей для вас пока нет. Вот что известно сейчас:

{{standing}}
{{nextStep}}

Следующее сообщение от нас: не позже {{nextWord}}. Ход работ:
{{link}}

{{howToReach}}`,
      en: `Dear {{contactName}},

Trouble ticket {{number}} ({{serviceName}}) is in hand, and there is no news for you yet. This is what is known now:

{{standing}}
{{nextStep}}

You hear from us again no later than {{nextWord}}. Progress:
{{link}}

{{howToReach}}`,
    },
  },
} as const satisfies Readonly<Record<string, Template>>;
