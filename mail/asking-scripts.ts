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
    en: `Hello {{contactName}}, this is the help desk about trouble ticket {{number}}. Spell out the digits.
We told you that your service "{{serviceName}}" is restored: {{restoredAt}}.
What was done: {{measures}}
Ask to check it now, on the line. Ask: "Does everything work? May we close the ticket?"
Yes: record "it works", say thank you; the ticket closes.
No: record "still broken", ask what exactly; work goes on at once, on the same ticket.
Cannot say now: ask when to call again. Without the customer's word the ticket stays open.`,
  },
} as const satisfies Readonly<Record<string, Bilingual>>;
