import { askingMails } from './asking-mails.ts';
import { etaMails } from './eta-mails.ts';
import { noteMail } from './note.ts';
import type { CustomerCause, Template } from './templates.ts';
import { visitMails } from './visit-mails.ts';

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
  ...etaMails,
  ...visitMails,
  ...askingMails,
  note: noteMail,
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
  callAsked: {
    subject: { ru: 'Заявка {{number}}: вы просили позвонить', en: 'Trouble ticket {{number}}: you asked us to call' },
    body: {
      ru: `Здравствуйте, {{contactName}}!

По заявке {{number}} ({{serviceName}}) вы просили вам позвонить, но дозвониться не удалось.

Проверьте, пожалуйста, номер для связи или оставьте нам сообщение на странице заявки:
{{link}}

{{howToReach}}`,
      en: `Dear {{contactName}},

You asked us to call you about trouble ticket {{number}} ({{serviceName}}), but we could not get through.

Please check the number we have for you, or leave us a message, on the page of the ticket:
{{link}}

{{howToReach}}`,
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
