import type { Bilingual } from '../domain/words.ts';
import type { CustomerCause } from './templates.ts';

type VisitCause = Extract<CustomerCause, `visit${string}` | 'engineerOnTheWay'>;

/** What is to be said on the phone about an engineer who comes, or did not. */
export const visitScripts: Readonly<Record<VisitCause, Bilingual>> = {
  visitAgreed: {
    ru: `Здравствуйте, {{contactName}}! Служба HelpDesk, заявка {{number}}, {{serviceName}}.
К вам приедет наш инженер: {{window}}.
Спросите, подходит ли время, кто встретит инженера и откроет доступ к оборудованию.`,
    en: `Hello {{contactName}}, this is the help desk. It is about trouble ticket {{number}}, {{serviceName}}.
Our engineer will come to you: {{window}}.
Ask whether the time suits, and who will be there and can give access to the equipment.`,
  },
  visitMoved: {
    ru: `Здравствуйте, {{contactName}}! Служба HelpDesk, заявка {{number}}, {{serviceName}}.
Время выезда инженера изменилось. {{visitStep}}
Принесите извинения. Спросите, подходит ли новое время.`,
    en: `Hello {{contactName}}, this is the help desk. It is about trouble ticket {{number}}, {{serviceName}}.
The time of our engineer’s visit has changed. {{visitStep}}
Apologise. Ask whether the new time suits.`,
  },
  engineerOnTheWay: {
    ru: `Здравствуйте, {{contactName}}! Служба HelpDesk, заявка {{number}}, {{serviceName}}.
Наш инженер выехал к вам. Согласованное время: {{window}}.
Напомните, что инженера нужно встретить.`,
    en: `Hello {{contactName}}, this is the help desk. It is about trouble ticket {{number}}, {{serviceName}}.
Our engineer is on the way to you. Agreed time: {{window}}.
Ask that somebody is there to let the engineer in.`,
  },
  visitMissed: {
    ru: `Здравствуйте, {{contactName}}! Служба HelpDesk, заявка {{number}}, {{serviceName}}.
Выезд инженера по нашей вине не прошёл так, как мы обещали. {{visitStep}}
Принесите извинения.`,
    en: `Hello {{contactName}}, this is the help desk. It is about trouble ticket {{number}}, {{serviceName}}.
Through our fault the visit did not go as we had promised. {{visitStep}}
Apologise.`,
  },
  visitFailed: {
    ru: `Здравствуйте, {{contactName}}! Служба HelpDesk, заявка {{number}}, {{serviceName}}.
Наш инженер приезжал, но выполнить работы не удалось. Причина: {{reason}}
Спросите, когда и кто сможет встретить инженера и открыть доступ, и запишите время.`,
    en: `Hello {{contactName}}, this is the help desk. It is about trouble ticket {{number}}, {{serviceName}}.
Our engineer came but could not do the work. Reason: {{reason}}
Ask when somebody can be there and give access, and write the time down.`,
  },
  visitCancelled: {
    ru: `Здравствуйте, {{contactName}}! Служба HelpDesk, заявка {{number}}, {{serviceName}}.
Выезд инженера отменён. {{visitStep}}
Спросите, остались ли вопросы.`,
    en: `Hello {{contactName}}, this is the help desk. It is about trouble ticket {{number}}, {{serviceName}}.
Our engineer’s visit is cancelled. {{visitStep}}
Ask whether there are any questions.`,
  },
};
