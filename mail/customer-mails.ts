import type { CustomerCause, Template } from './templates.ts';

/** What customers read in their mail. Each says what is known, what comes next, and where to look or call. */
export const customerMails: Readonly<Record<CustomerCause, Template>> = {
  opened: {
    subject: { ru: 'Заявка {{number}} принята', en: 'Trouble ticket {{number}}: we have your report' },
    body: {
      ru: `Здравствуйте, {{contactName}}!

Мы приняли вашу заявку {{number}}. Вот как мы её поняли:

Сервис: {{serviceName}}
Степень тяжести: {{severity}}
Предварительное предположение: {{hypothesis}}
Что сообщено: {{description}}

{{nextStep}}

Ход работ всегда можно посмотреть здесь:
{{link}}

Если мы поняли что-то неверно, скажите нам. {{howToReach}}`,
      en: `Dear {{contactName}},

We have opened trouble ticket {{number}}. This is how we understood you:

Service: {{serviceName}}
Severity: {{severity}}
First hypothesis: {{hypothesis}}
What was reported: {{description}}

{{nextStep}}

You can follow the work here at any time:
{{link}}

If we got something wrong, please tell us. {{howToReach}}`,
    },
  },
  etaPromised: {
    subject: {
      ru: 'Заявка {{number}}: назван срок устранения',
      en: 'Trouble ticket {{number}}: estimated time to repair',
    },
    body: {
      ru: `Здравствуйте, {{contactName}}!

По заявке {{number}} ({{serviceName}}) мы рассчитываем устранить неисправность до:
{{promisedAt}}

Основание: {{reason}}

Если срок изменится, мы сообщим об этом сами. Ход работ:
{{link}}`,
      en: `Dear {{contactName}},

We expect to repair the fault of trouble ticket {{number}} ({{serviceName}}) by:
{{promisedAt}}

What this is based on: {{reason}}

If the time changes, we will tell you. Progress:
{{link}}`,
    },
  },
  etaExtended: {
    subject: {
      ru: 'Заявка {{number}}: срок устранения продлён',
      en: 'Trouble ticket {{number}}: repair will take longer',
    },
    body: {
      ru: `Здравствуйте, {{contactName}}!

К сожалению, по заявке {{number}} ({{serviceName}}) нам нужно больше времени.

Новый срок: {{promisedAt}}
Прежний срок: {{previousPromisedAt}}
Причина: {{reason}}

Приносим извинения за неудобства. Ход работ:
{{link}}`,
      en: `Dear {{contactName}},

We are sorry: trouble ticket {{number}} ({{serviceName}}) needs more time.

New time: {{promisedAt}}
Previous time: {{previousPromisedAt}}
Reason: {{reason}}

We apologise for the inconvenience. Progress:
{{link}}`,
    },
  },
  etaSooner: {
    subject: { ru: 'Заявка {{number}}: устраним раньше', en: 'Trouble ticket {{number}}: repair is expected sooner' },
    body: {
      ru: `Здравствуйте, {{contactName}}!

Хорошая новость по заявке {{number}} ({{serviceName}}): мы рассчитываем закончить раньше.

Новый срок: {{promisedAt}}
Прежний срок: {{previousPromisedAt}}
Основание: {{reason}}

Ход работ:
{{link}}`,
      en: `Dear {{contactName}},

Good news about trouble ticket {{number}} ({{serviceName}}): we expect to finish sooner.

New time: {{promisedAt}}
Previous time: {{previousPromisedAt}}
What this is based on: {{reason}}

Progress:
{{link}}`,
    },
  },
  etaMissed: {
    subject: {
      ru: 'Заявка {{number}}: работы продолжаются дольше',
      en: 'Trouble ticket {{number}}: we need more time',
    },
    body: {
      ru: `Здравствуйте, {{contactName}}!

По заявке {{number}} ({{serviceName}}) мы не успели к обещанному времени:
{{promisedAt}}

Работы продолжаются, срок продлевается. {{nextStep}}

Приносим извинения за неудобства. Ход работ:
{{link}}`,
      en: `Dear {{contactName}},

For trouble ticket {{number}} ({{serviceName}}) we did not make the promised time:
{{promisedAt}}

Work goes on and the time is extended. {{nextStep}}

We apologise for the inconvenience. Progress:
{{link}}`,
    },
  },
  restored: {
    subject: {
      ru: 'Заявка {{number}}: проверьте, пожалуйста, всё ли работает',
      en: 'Trouble ticket {{number}}: please check that it works',
    },
    body: {
      ru: `Здравствуйте, {{contactName}}!

По заявке {{number}} сервис «{{serviceName}}» восстановлен:
{{restoredAt}}

Причина: {{cause}}
Что сделано: {{measures}}

Мы закроем заявку только с вашего согласия. Проверьте, пожалуйста, и ответьте одним нажатием, работает ли всё:
{{link}}

Ответить можно и по телефону. {{howToReach}}`,
      en: `Dear {{contactName}},

Your service "{{serviceName}}" (trouble ticket {{number}}) is restored:
{{restoredAt}}

Cause: {{cause}}
What was done: {{measures}}

We close the ticket only with your consent. Please check, and tell us with one tap whether it works:
{{link}}

You can also answer by phone. {{howToReach}}`,
    },
  },
  closed: {
    subject: { ru: 'Заявка {{number}} закрыта', en: 'Trouble ticket {{number}} is closed' },
    body: {
      ru: `Здравствуйте, {{contactName}}!

Спасибо за подтверждение. Заявка {{number}} ({{serviceName}}) закрыта.

Сервис восстановлен: {{restoredAt}}
Причина: {{cause}}
Что сделано: {{measures}}

Подробности:
{{link}}`,
      en: `Dear {{contactName}},

Thank you for confirming. Trouble ticket {{number}} ({{serviceName}}) is closed.

Service restored: {{restoredAt}}
Cause: {{cause}}
What was done: {{measures}}

Details:
{{link}}`,
    },
  },
  reopened: {
    subject: { ru: 'Заявка {{number}}: продолжаем работу', en: 'Trouble ticket {{number}}: we are back at work' },
    body: {
      ru: `Здравствуйте, {{contactName}}!

Нам сообщили, что неисправность осталась. Мы продолжаем работу по той же заявке {{number}} ({{serviceName}}). {{nextStep}}

Ход работ:
{{link}}

Если есть что добавить, расскажите нам. {{howToReach}}`,
      en: `Dear {{contactName}},

We were told that the fault is still there. We are back at work on the same trouble ticket {{number}} ({{serviceName}}). {{nextStep}}

Progress:
{{link}}

If there is anything to add, please tell us. {{howToReach}}`,
    },
  },
  cancelled: {
    subject: { ru: 'Заявка {{number}} отменена', en: 'Trouble ticket {{number}} is cancelled' },
    body: {
      ru: `Здравствуйте, {{contactName}}!

Заявка {{number}} ({{serviceName}}) отменена.
Причина: {{reason}}

Подробности:
{{link}}

Если это ошибка, сообщите нам. {{howToReach}}`,
      en: `Dear {{contactName}},

Trouble ticket {{number}} ({{serviceName}}) is cancelled.
Reason: {{reason}}

Details:
{{link}}

If this is a mistake, please tell us. {{howToReach}}`,
    },
  },
  rejected: {
    subject: { ru: 'Заявка {{number}} отклонена', en: 'Trouble ticket {{number}} is rejected' },
    body: {
      ru: `Здравствуйте, {{contactName}}!

Мы не можем принять в работу заявку {{number}} ({{serviceName}}).
Причина: {{reason}}

Подробности:
{{link}}

Если вы не согласны, сообщите нам. {{howToReach}}`,
      en: `Dear {{contactName}},

We cannot take trouble ticket {{number}} ({{serviceName}}) into work.
Reason: {{reason}}

Details:
{{link}}

If you disagree, please tell us. {{howToReach}}`,
    },
  },
};
