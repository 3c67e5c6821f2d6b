import type { Bilingual } from '../domain/words.ts';
import { askingScripts } from './asking-scripts.ts';
import { noteScript } from './note.ts';
import type { CustomerCause } from './templates.ts';
import { visitScripts } from './visit-scripts.ts';

/** What is to be said on the phone, by who makes the call. */
export const callScripts: Readonly<Record<CustomerCause, Bilingual>> = {
  opened: {
    ru: `Здравствуйте, {{contactName}}! Служба HelpDesk.
Мы приняли вашу заявку, номер {{number}}. Продиктуйте номер по цифрам и попросите повторить.
Сервис: {{serviceName}}. Степень тяжести: {{severity}}.
{{nextStep}}
Спросите, всё ли понято верно.`,
    en: `Hello {{contactName}}, this is the help desk.
We have opened trouble ticket {{number}}. Spell out the digits and have them repeated.
Service: {{serviceName}}. Severity: {{severity}}.
{{nextStep}}
Ask whether we understood everything rightly.`,
  },
  etaPromised: {
    ru: `Здравствуйте, {{contactName}}! Служба HelpDesk, заявка {{number}}, {{serviceName}}.
Рассчитываем устранить неисправность до: {{promisedAt}}.
Основание: {{reason}}
Если срок изменится, позвоним сами.`,
    en: `Hello {{contactName}}, this is the help desk. It is about trouble ticket {{number}}, {{serviceName}}.
We expect to repair the fault by: {{promisedAt}}.
What this is based on: {{reason}}
If the time changes, we will call.`,
  },
  etaExtended: {
    ru: `Здравствуйте, {{contactName}}! Служба HelpDesk, заявка {{number}}, {{serviceName}}.
К сожалению, нам нужно больше времени. Новый срок: {{promisedAt}} (прежний: {{previousPromisedAt}}).
Причина: {{reason}}
Принесите извинения.`,
    en: `Hello {{contactName}}, this is the help desk. It is about trouble ticket {{number}}, {{serviceName}}.
We are sorry, we need more time. New time: {{promisedAt}} (before: {{previousPromisedAt}}).
Reason: {{reason}}
Apologise.`,
  },
  etaSooner: {
    ru: `Здравствуйте, {{contactName}}! Служба HelpDesk, заявка {{number}}, {{serviceName}}.
Хорошая новость: рассчитываем закончить раньше, до: {{promisedAt}} (прежний срок: {{previousPromisedAt}}).
Основание: {{reason}}`,
    en: `Hello {{contactName}}, this is the help desk. It is about trouble ticket {{number}}, {{serviceName}}.
Good news: we expect to finish sooner, by: {{promisedAt}} (before: {{previousPromisedAt}}).
What this is based on: {{reason}}`,
  },
  etaMissed: {
    ru: `Здравствуйте, {{contactName}}! Служба HelpDesk, заявка {{number}}, {{serviceName}}.
Мы не успели к обещанному времени: {{promisedAt}}. Работы продолжаются, срок продлевается.
{{nextStep}}
Принесите извинения.`,
    en: `Hello {{contactName}}, this is the help desk. It is about trouble ticket {{number}}, {{serviceName}}.
We did not make the promised time: {{promisedAt}}. Work goes on and the time is extended.
{{nextStep}}
Apologise.`,
  },
  ...visitScripts,
  ...askingScripts,
  note: noteScript,
  restored: {
    ru: `Здравствуйте, {{contactName}}! Служба HelpDesk, заявка {{number}}. Продиктуйте номер по цифрам.
Сервис «{{serviceName}}» восстановлен: {{restoredAt}}.
Причина: {{cause}}
Что сделано: {{measures}}
Попросите проверить сейчас, не кладя трубку. Спросите: «Всё работает? Можно закрыть заявку?»
«Да»: запишите «работает», поблагодарите; заявка закроется.
«Нет»: запишите «всё ещё не работает», спросите, что именно; работа продолжится сразу, по той же заявке.
Клиент не готов ответить: спросите, когда перезвонить. Без ответа клиента заявка не закрывается.`,
    en: `Hello {{contactName}}, this is the help desk. It is about trouble ticket {{number}}. Spell out the digits.
Your service "{{serviceName}}" is restored: {{restoredAt}}.
Cause: {{cause}}
What was done: {{measures}}
Ask to check it now, on the line. Ask: "Does everything work? May we close the ticket?"
Yes: record "it works", say thank you; the ticket closes.
No: record "still broken", ask what exactly; work goes on at once, on the same ticket.
Cannot say now: ask when to call again. Without the customer's word the ticket stays open.`,
  },
  closed: {
    ru: `Здравствуйте, {{contactName}}! Служба HelpDesk.
Заявка {{number}} ({{serviceName}}) закрыта с вашего согласия.
Причина: {{cause}}
Что сделано: {{measures}}
Поблагодарите.`,
    en: `Hello {{contactName}}, this is the help desk.
Trouble ticket {{number}} ({{serviceName}}) is closed with your consent.
Cause: {{cause}}
What was done: {{measures}}
Say thank you.`,
  },
  reopened: {
    ru: `Здравствуйте, {{contactName}}! Служба HelpDesk, заявка {{number}}, {{serviceName}}.
Мы знаем, что неисправность осталась, и продолжаем работу по той же заявке.
{{nextStep}}
Спросите, что именно не работает сейчас.`,
    en: `Hello {{contactName}}, this is the help desk. It is about trouble ticket {{number}}, {{serviceName}}.
We know that the fault is still there, and are back at work on the same ticket.
{{nextStep}}
Ask what exactly does not work now.`,
  },
  cancelled: {
    ru: `Здравствуйте, {{contactName}}! Служба HelpDesk.
Заявка {{number}} ({{serviceName}}) отменена.
Причина: {{reason}}
Если клиент не согласен, запишите, почему.`,
    en: `Hello {{contactName}}, this is the help desk.
Trouble ticket {{number}} ({{serviceName}}) is cancelled.
Reason: {{reason}}
If the customer disagrees, write down why.`,
  },
  callAsked: {
    ru: `Здравствуйте, {{contactName}}! Служба HelpDesk, заявка {{number}}, {{serviceName}}.
Вы просили вам позвонить. Чем можем помочь?
Выслушайте, ответьте и запишите главное. Если клиент назвал, когда ему удобнее говорить, запишите и это.`,
    en: `Hello {{contactName}}, this is the help desk. It is about trouble ticket {{number}}, {{serviceName}}.
You asked us to call. How can we help?
Listen, answer, and write down what matters. If the customer names a better time to talk, write that down too.`,
  },
  rejected: {
    ru: `Здравствуйте, {{contactName}}! Служба HelpDesk.
Мы не можем принять в работу заявку {{number}} ({{serviceName}}).
Причина: {{reason}}
Если клиент не согласен, запишите, почему.`,
    en: `Hello {{contactName}}, this is the help desk.
We cannot take trouble ticket {{number}} ({{serviceName}}) into work.
Reason: {{reason}}
If the customer disagrees, write down why.`,
  },
};
