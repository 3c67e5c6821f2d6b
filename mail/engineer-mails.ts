import type { StaffCause, Template } from './templates.ts';

type EngineerCause = Extract<StaffCause, `visit${string}`>;

/** What engineers read in their own mail: where to go and how to get in, which no mail to a shift says. */
export const engineerMails: Readonly<Record<EngineerCause, Template>> = {
  visitOffered: {
    subject: {
      ru: '{{number}} {{priority}}: вам предложен выезд, {{window}}',
      en: '{{number}} {{priority}}: you are asked to go, {{window}}',
    },
    body: {
      ru: `Вам предложен выезд по заявке {{number}}, {{priority}}, {{serviceName}}, степень тяжести: {{severity}}.

Когда: {{window}}
Подтвердите до: {{acceptBy}}

Где: {{place}}
Доступ на объект: {{access}}

Что сделать: {{work}}
Запасные части: {{parts}}

Если вы не можете поехать, откажитесь сейчас: выезд сразу предложат другому.`,
      en: `You are asked to go for trouble ticket {{number}}, {{priority}}, {{serviceName}}, severity: {{severity}}.

When: {{window}}
Accept by: {{acceptBy}}

Where: {{place}}
Access to the site: {{access}}

What is to be done: {{work}}
Spare parts: {{parts}}

If you can't go, please decline now: the visit is offered to somebody else at once.`,
    },
  },
  visitCalledOff: {
    subject: {
      ru: '{{number}} {{priority}}: ехать не нужно, {{window}}',
      en: '{{number}} {{priority}}: no need to go, {{window}}',
    },
    body: {
      ru: `Ехать по заявке {{number}}, {{priority}}, {{serviceName}}, степень тяжести: {{severity}}, не нужно.

Выезд: {{window}}
Где: {{place}}
Что было нужно: {{work}}
Причина: {{reason}}

Запасные части, которые вы для него получили, верните на склад.`,
      en: `There is no need to go for trouble ticket {{number}}, {{priority}}, {{serviceName}}, severity: {{severity}}.

Visit: {{window}}
Where: {{place}}
What was to be done: {{work}}
Reason: {{reason}}

Please return the spare parts that you were given for it.`,
    },
  },
};
