import type { Bilingual } from '../../domain/words.ts';
import { zoneInWords } from '../../mail/instants.ts';
import { escapeHtml as e } from '../../mail/html.ts';
import type { CustomerView } from '../schemas/customer-view.ts';
import { folded, form, timeField, type Place } from './form.ts';

const words = {
  title: { ru: 'Тихие часы: когда вас не беспокоить', en: 'Quiet hours: when not to disturb you' },
  meaning: {
    ru: 'В тихие часы мы не пишем и не звоним по этой заявке: новости придут, когда они закончатся. Сразу узнаете только то, чего ждёте: позвоним, если вы об этом попросили, и напишем, что следует из вашего ответа.',
    en: 'In your quiet hours we neither write nor call about this ticket: news comes when they are over. At once comes only what you are waiting for: a call that you asked for, and what follows from your answer.',
  },
  from: { ru: 'Начало тихих часов', en: 'Quiet from' },
  to: { ru: 'Конец тихих часов', en: 'Quiet until' },
  save: { ru: 'Сохранить тихие часы', en: 'Save the quiet hours' },
  atAnyTime: { ru: 'Пишите и звоните в любое время', en: 'Write and call at any time' },
} as const satisfies Record<string, Bilingual>;

/** When the reader is left in peace, by the clocks of where they are; what was chosen can be taken back. */
export function quietHoursPart(view: CustomerView, place: Place): string {
  const { language, you } = view;
  const hour = (name: 'from' | 'to') =>
    timeField(view, place, { form: 'quiet-hours', name, label: words[name], value: you.quietHours?.[name] });
  const fields = [hour('from'), hour('to'), `<button class="do">${words.save[language]}</button>`].join('\n');
  const parts = [
    `<p>${words.meaning[language]}</p><p>${e(standing(view)[language])}</p>`,
    form(view, place, 'quiet-hours', fields),
    you.quietHours && form(view, place, 'quiet-hours', `<button class="do">${words.atAnyTime[language]}</button>`),
  ];
  return folded(words.title[language], place, 'quiet-hours', parts.filter(Boolean).join('\n'));
}

function standing({ language, openedAt, timeZone, you: { quietHours } }: CustomerView): Bilingual {
  const zone = zoneInWords(openedAt, language, quietHours?.timeZone ?? timeZone);
  if (quietHours === null) return { ru: `Время: ${zone}.`, en: `Times: ${zone}.` };
  const { from, to } = quietHours;
  return { ru: `Сейчас: с ${from} до ${to} (${zone}).`, en: `Now: from ${from} to ${to} (${zone}).` };
}
