import type { CustomerCause, Template } from './templates.ts';

type EtaCause = Extract<CustomerCause, `eta${string}`>;

/** What customers read about the promise made to them, and what became of it. */
export const etaMails: Readonly<Record<EtaCause, Template>> = {
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
  etaSlipping: {
    subject: {
      ru: 'Заявка {{number}}: срок устранения может сдвинуться',
      en: 'Trouble ticket {{number}}: the repair may take longer',
    },
    body: {
      ru: `Здравствуйте, {{contactName}}!

По заявке {{number}} ({{serviceName}}) мы обещали устранить неисправность до:
{{promisedAt}}

Работы ещё идут, и мы можем не успеть к этому времени. Если срок изменится, мы сообщим новый. Ход работ:
{{link}}`,
      en: `Dear {{contactName}},

We promised to repair the fault of trouble ticket {{number}} ({{serviceName}}) by:
{{promisedAt}}

Work still goes on, and we may not make that time. If it changes, we will tell you the new one. Progress:
{{link}}`,
    },
  },
};
