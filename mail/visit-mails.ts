import type { CustomerCause, Template } from './templates.ts';

type VisitCause = Extract<CustomerCause, `visit${string}` | 'engineerOnTheWay'>;

/** What customers read about an engineer who comes to them, or did not. */
export const visitMails: Readonly<Record<VisitCause, Template>> = {
  visitAgreed: {
    subject: {
      ru: 'Заявка {{number}}: к вам приедет инженер',
      en: 'Trouble ticket {{number}}: our engineer comes to you',
    },
    body: {
      ru: `Здравствуйте, {{contactName}}!

По заявке {{number}} ({{serviceName}}) к вам приедет наш инженер:
{{window}}

Пожалуйста, позаботьтесь, чтобы в это время инженера встретили и открыли доступ к оборудованию. Если время вам не подходит, скажите нам заранее. {{howToReach}}

Ход работ:
{{link}}`,
      en: `Dear {{contactName}},

For trouble ticket {{number}} ({{serviceName}}) our engineer will come to you:
{{window}}

Please see to it that somebody is there then and can give access to the equipment. If the time does not suit you, please tell us beforehand. {{howToReach}}

Progress:
{{link}}`,
    },
  },
  visitMoved: {
    subject: {
      ru: 'Заявка {{number}}: время выезда инженера изменилось',
      en: 'Trouble ticket {{number}}: the visit has another time',
    },
    body: {
      ru: `Здравствуйте, {{contactName}}!

По заявке {{number}} ({{serviceName}}) время выезда инженера изменилось. {{visitStep}}

Приносим извинения за неудобства. Если новое время вам не подходит, скажите нам. {{howToReach}}

Ход работ:
{{link}}`,
      en: `Dear {{contactName}},

The time of our engineer’s visit for trouble ticket {{number}} ({{serviceName}}) has changed. {{visitStep}}

We apologise for the inconvenience. If the new time does not suit you, please tell us. {{howToReach}}

Progress:
{{link}}`,
    },
  },
  engineerOnTheWay: {
    subject: {
      ru: 'Заявка {{number}}: инженер в пути',
      en: 'Trouble ticket {{number}}: our engineer is on the way',
    },
    body: {
      ru: `Здравствуйте, {{contactName}}!

По заявке {{number}} ({{serviceName}}) наш инженер выехал к вам.
Согласованное время: {{window}}

Пожалуйста, позаботьтесь, чтобы инженера встретили и открыли доступ к оборудованию. {{howToReach}}

Ход работ:
{{link}}`,
      en: `Dear {{contactName}},

Our engineer is on the way to you for trouble ticket {{number}} ({{serviceName}}).
Agreed time: {{window}}

Please see to it that somebody is there and can give access to the equipment. {{howToReach}}

Progress:
{{link}}`,
    },
  },
  visitMissed: {
    subject: {
      ru: 'Заявка {{number}}: выезд не состоялся вовремя',
      en: 'Trouble ticket {{number}}: we missed the visit',
    },
    body: {
      ru: `Здравствуйте, {{contactName}}!

По заявке {{number}} ({{serviceName}}) выезд инженера по нашей вине не прошёл так, как мы обещали. {{visitStep}}

Приносим извинения. {{howToReach}}

Ход работ:
{{link}}`,
      en: `Dear {{contactName}},

Through our fault the visit for trouble ticket {{number}} ({{serviceName}}) did not go as we had promised. {{visitStep}}

We apologise. {{howToReach}}

Progress:
{{link}}`,
    },
  },
  visitFailed: {
    subject: {
      ru: 'Заявка {{number}}: инженер не смог выполнить работы',
      en: 'Trouble ticket {{number}}: our engineer could not do the work',
    },
    body: {
      ru: `Здравствуйте, {{contactName}}!

По заявке {{number}} ({{serviceName}}) наш инженер приезжал, но выполнить работы не удалось.
Причина: {{reason}}

Чтобы продолжить, нам нужны доступ к месту работ и время, когда инженера могут встретить. Сообщите его нам. {{howToReach}}

Ход работ:
{{link}}`,
      en: `Dear {{contactName}},

Our engineer came for trouble ticket {{number}} ({{serviceName}}) but could not do the work.
Reason: {{reason}}

To go on we need access to the place of work, and a time when somebody is there. Please tell us one. {{howToReach}}

Progress:
{{link}}`,
    },
  },
  visitCancelled: {
    subject: {
      ru: 'Заявка {{number}}: выезд инженера отменён',
      en: 'Trouble ticket {{number}}: the visit is cancelled',
    },
    body: {
      ru: `Здравствуйте, {{contactName}}!

Выезд инженера по заявке {{number}} ({{serviceName}}) отменён. {{visitStep}}

Если у вас есть вопросы, спросите нас. {{howToReach}}

Ход работ:
{{link}}`,
      en: `Dear {{contactName}},

Our engineer’s visit for trouble ticket {{number}} ({{serviceName}}) is cancelled. {{visitStep}}

If you have any questions, please ask. {{howToReach}}

Progress:
{{link}}`,
    },
  },
};
