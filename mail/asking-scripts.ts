import type { Bilingual } from '../domain/words.ts';

/** What is said on the phone while the customer's word is awaited. */
export const askingScripts = {
  reminder: {
    ru: `Здравствуйте, {{contactName}}! Служба HelpDesk, заявка {{number}}. Продиктуйте номер по цифрам.
Мы сообщали, что сервис «{{serviceName}}» восстановлен: {{restoredAt}}.
Что сделано: {{measures}}
Попросите проверить сейчас, не кладя трубку. Спросите: «Всё работает? Можно закрыть заявку?»
«Да»: запишите «работает», поблагодарите; заявка закроется.
«Нет»: запишите «всё ещё не работает», спросите, что именно; работа продолжится сразу, по той же заявке.
Клиент не готов ответить: спросите, когда перезвонить. Без ответа клиента заявка не закрывается.`,
    en: `Hello {{contactName}}, this is the help desk. It is about trouble ticket {{number}}. Spell out the digits.
We told you that your service "{{serviceName}}" is restored: {{restoredAt}}.
What was done: {{measures}}
Ask to check it now, on the line. Ask: "Does everything work? May we close the ticket?"
Yes: record "it works", say thank you; the ticket closes.
No: record "still broken", ask what exactly; work goes on at once, on the same ticket.
Cannot say now: ask when to call again. Without the customer's word the ticket stays open.`,
  },
  etaSlipping: {
    ru: `Здравствуйте, {{contactName}}! Служба HelpDesk, заявка {{number}}, {{serviceName}}. Продиктуйте номер по цифрам.
Мы обещали устранить неисправность до: {{promisedAt}}. Работы ещё идут, и мы можем не успеть.
Если срок изменится, мы позвоним и назовём новый. Принесите извинения.`,
    en: `Hello {{contactName}}, this is the help desk. It is about trouble ticket {{number}}, {{serviceName}}. Spell out the digits.
We promised to repair the fault by: {{promisedAt}}. Work still goes on, and we may not make it.
If the time changes, we will call and name the new one. Apologise.`,
  },
  waiting: {
    ru: `Здравствуйте, {{contactName}}! Служба HelpDesk, заявка {{number}}, {{serviceName}}. Продиктуйте номер по цифрам.
Работы приостановлены. {{awaited}}
Ждём до: {{until}}
Спросите, всё ли понятно и когда это будет возможно; запишите ответ.`,
    en: `Hello {{contactName}}, this is the help desk. It is about trouble ticket {{number}}, {{serviceName}}. Spell out the digits.
Work has to wait. {{awaited}}
We wait until: {{until}}
Ask whether that is understood and when it will be possible; write down the answer.`,
  },
  resumed: {
    ru: `Здравствуйте, {{contactName}}! Служба HelpDesk, заявка {{number}}, {{serviceName}}. Продиктуйте номер по цифрам.
Ожидание окончено, работы продолжаются. {{nextStep}}`,
    en: `Hello {{contactName}}, this is the help desk. It is about trouble ticket {{number}}, {{serviceName}}. Spell out the digits.
The wait is over, and work goes on. {{nextStep}}`,
  },
  interim: {
    ru: `Здравствуйте, {{contactName}}! Служба HelpDesk, заявка {{number}}, {{serviceName}}. Продиктуйте номер по цифрам.
Заявка в работе. Что известно сейчас:
{{standing}}
{{nextStep}}
Прежде чем звонить, узнайте у исполнителя, нет ли новостей. Следующая весть от нас: не позже {{nextWord}}.`,
    en: `Hello {{contactName}}, this is the help desk. It is about trouble ticket {{number}}, {{serviceName}}. Spell out the digits.
The ticket is in hand. What is known now:
{{standing}}
{{nextStep}}
Before you call, ask whoever works on it for news. They hear from us again no later than {{nextWord}}.`,
  },
} as const satisfies Readonly<Record<string, Bilingual>>;
