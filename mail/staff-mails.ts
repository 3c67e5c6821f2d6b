import { engineerMails } from './engineer-mails.ts';
import type { StaffCause, Template } from './templates.ts';

/** What the desk's own people read. No personal data: a mailbox of the shift is read by many. */
export const staffMails: Readonly<Record<StaffCause, Template>> = {
  etaWarned: {
    subject: { ru: '{{number}} {{priority}}: срок близко', en: '{{number}} {{priority}}: the ETA is near' },
    body: {
      ru: `Заявка {{number}}, {{priority}}, {{serviceName}}.

Обещанное клиенту время подходит:
{{promisedAt}}

Если к этому времени не успеть, назовите клиенту новый срок сейчас, до нарушения.`,
      en: `Trouble ticket {{number}}, {{priority}}, {{serviceName}}.

The time promised to the customer is near:
{{promisedAt}}

If it can't be kept, promise a new one now, before the breach.`,
    },
  },
  etaDemanded: {
    subject: {
      ru: '{{number}} {{priority}}: срок нарушен, нужен новый',
      en: '{{number}} {{priority}}: ETA missed, a new one is needed',
    },
    body: {
      ru: `Заявка {{number}}, {{priority}}, {{serviceName}}.

Обещанное клиенту время прошло:
{{promisedAt}}

Клиенту сообщено, что срок продлевается. {{nextStep}}`,
      en: `Trouble ticket {{number}}, {{priority}}, {{serviceName}}.

The time promised to the customer has passed:
{{promisedAt}}

The customer was told that it takes longer. {{nextStep}}`,
    },
  },
  ...engineerMails,
  rungFired: {
    subject: {
      ru: '{{number}} {{priority}}: {{clock}}, {{rungAt}}',
      en: '{{number}} {{priority}}: {{clock}}, {{rungAt}}',
    },
    body: {
      ru: `Заявка {{number}}, {{priority}}, {{serviceName}}, степень тяжести: {{severity}}.

По договору: {{clock}}, {{rungAt}}.
Истекает: {{dueAt}}

{{deed}}`,
      en: `Trouble ticket {{number}}, {{priority}}, {{serviceName}}, severity: {{severity}}.

By the contract: {{clock}}, {{rungAt}}.
Due: {{dueAt}}

{{deed}}`,
    },
  },
  escalated: {
    subject: { ru: '{{number}} {{priority}}: эскалация', en: '{{number}} {{priority}}: escalation' },
    body: {
      ru: `Заявка {{number}}, {{priority}}, {{serviceName}}, степень тяжести: {{severity}}.

Причина эскалации: {{reason}}`,
      en: `Trouble ticket {{number}}, {{priority}}, {{serviceName}}, severity: {{severity}}.

Reason of the escalation: {{reason}}`,
    },
  },
  customerWrote: {
    subject: { ru: '{{number}} {{priority}}: клиент написал', en: '{{number}} {{priority}}: the customer wrote' },
    body: {
      ru: `Заявка {{number}}, {{priority}}, {{serviceName}}, степень тяжести: {{severity}}.

Пришло сообщение по этой заявке. Прочтите его в заявке: здесь его текста нет, потому что эту почту читают многие.`,
      en: `Trouble ticket {{number}}, {{priority}}, {{serviceName}}, severity: {{severity}}.

A message came in about this ticket. Read it there: its text is not here, because many read this mailbox.`,
    },
  },
  wordsWanted: {
    subject: {
      ru: '{{number}} {{priority}}: клиент ждёт вестей',
      en: '{{number}} {{priority}}: the customer waits for words',
    },
    body: {
      ru: `Заявка {{number}}, {{priority}}, {{serviceName}}, степень тяжести: {{severity}}.

Клиент давно ничего от нас не слышал. Напишите или позвоните ему до:
{{dueAt}}

Подойдёт звонок, примечание для клиента или новый срок. Если слов не будет, система сама сообщит, что работы идут, и сработает эскалация.`,
      en: `Trouble ticket {{number}}, {{priority}}, {{serviceName}}, severity: {{severity}}.

The customer has heard nothing from us for long. Write or call them by:
{{dueAt}}

A call, a note to the customer, or a new ETA will do. If no words come, the desk itself says that work goes on, and the ladder climbs.`,
    },
  },
  stillBroken: {
    subject: {
      ru: '{{number}} {{priority}}: клиент говорит, что неисправность осталась',
      en: '{{number}} {{priority}}: the customer says it is still broken',
    },
    body: {
      ru: `Заявка {{number}}, {{priority}}, {{serviceName}}, степень тяжести: {{severity}}.

Клиент проверил и сообщил, что неисправность осталась. Работы возобновлены, линия проверяется заново, время восстановления идёт, как если бы не останавливалось. Назовите клиенту новый срок.`,
      en: `Trouble ticket {{number}}, {{priority}}, {{serviceName}}, severity: {{severity}}.

The customer has looked, and it is still broken. Work has resumed, the line is being tested again, and the restoration time counts as if it had never stopped. Promise the customer a new time.`,
    },
  },
  callWanted: {
    subject: {
      ru: '{{number}} {{priority}}: клиент просит позвонить',
      en: '{{number}} {{priority}}: the customer asks for a call',
    },
    body: {
      ru: `Заявка {{number}}, {{priority}}, {{serviceName}}, степень тяжести: {{severity}}.

Клиент просит позвонить ему. Задание на звонок создано, позвонить нужно сейчас.`,
      en: `Trouble ticket {{number}}, {{priority}}, {{serviceName}}, severity: {{severity}}.

The customer asks to be called. The call task is due now.`,
    },
  },
};
