import type { Bilingual } from '../../domain/words.ts';
import type { CustomerCause } from '../templates.ts';

/**
 * What customers read in a short message, and what their programs are told: the number, what matters, what is asked, the
 * link. English keeps to the alphabet of GSM: one other character halves what a message holds.
 */
export const smsTexts: Readonly<Record<CustomerCause, Bilingual>> = {
  opened: {
    ru: 'Заявка {{number}} принята. {{nextStep}} {{link}}',
    en: 'Ticket {{number}} is opened. {{nextStep}} {{link}}',
  },
  etaPromised: {
    ru: 'Заявка {{number}}: устраним до {{promisedAt}}. {{link}}',
    en: 'Ticket {{number}}: repair is expected by {{promisedAt}}. {{link}}',
  },
  etaExtended: {
    ru: 'Заявка {{number}}: извините, нужно больше времени. Новый срок: {{promisedAt}}. {{link}}',
    en: 'Ticket {{number}}: sorry, we need more time. New time: {{promisedAt}}. {{link}}',
  },
  etaSooner: {
    ru: 'Заявка {{number}}: закончим раньше, до {{promisedAt}}. {{link}}',
    en: 'Ticket {{number}}: good news, repair is expected sooner, by {{promisedAt}}. {{link}}',
  },
  etaMissed: {
    ru: 'Заявка {{number}}: извините, не успели к сроку, работаем дальше. {{nextStep}} {{link}}',
    en: 'Ticket {{number}}: sorry, we did not make the promised time. Work goes on. {{nextStep}} {{link}}',
  },
  etaSlipping: {
    ru: 'Заявка {{number}}: можем не успеть до {{promisedAt}}. Тогда назовём новый срок. {{link}}',
    en: 'Ticket {{number}}: we may not make {{promisedAt}}. If so, we name a new time. {{link}}',
  },
  waiting: {
    ru: 'Заявка {{number}}: работы приостановлены. {{awaited}} {{link}}',
    en: 'Ticket {{number}}: work has to wait. {{awaited}} {{link}}',
  },
  resumed: {
    ru: 'Заявка {{number}}: работы продолжаются. {{nextStep}} {{link}}',
    en: 'Ticket {{number}}: work goes on. {{nextStep}} {{link}}',
  },
  note: {
    ru: 'Заявка {{number}}: {{note}} {{link}}',
    en: 'Ticket {{number}}: {{note}} {{link}}',
  },
  interim: {
    ru: 'Заявка {{number}} в работе, новостей пока нет. Следующее сообщение: {{nextWord}}. {{link}}',
    en: 'Ticket {{number}} is in hand, no news yet. You hear from us again: {{nextWord}}. {{link}}',
  },
  visitAgreed: {
    ru: 'Заявка {{number}}: инженер приедет {{window}}. Встретьте его, пожалуйста. {{link}}',
    en: 'Ticket {{number}}: our engineer comes {{window}}. Please be there. {{link}}',
  },
  visitMoved: {
    ru: 'Заявка {{number}}: время выезда изменилось. {{visitStep}} {{link}}',
    en: 'Ticket {{number}}: the visit has another time. {{visitStep}} {{link}}',
  },
  engineerOnTheWay: {
    ru: 'Заявка {{number}}: инженер едет к вам, {{window}}. Встретьте его, пожалуйста. {{link}}',
    en: 'Ticket {{number}}: our engineer is on the way, {{window}}. Please be there. {{link}}',
  },
  visitMissed: {
    ru: 'Заявка {{number}}: извините, выезд сорвался по нашей вине. {{visitStep}} {{link}}',
    en: 'Ticket {{number}}: sorry, we missed the visit. {{visitStep}} {{link}}',
  },
  visitFailed: {
    ru: 'Заявка {{number}}: инженер приезжал, но не смог всё сделать. Когда вас застать? {{link}}',
    en: 'Ticket {{number}}: our engineer came but could not do the work. When may we come? {{link}}',
  },
  visitCancelled: {
    ru: 'Заявка {{number}}: выезд инженера отменён. {{visitStep}} {{link}}',
    en: 'Ticket {{number}}: the visit is cancelled. {{visitStep}} {{link}}',
  },
  restored: {
    ru: 'Заявка {{number}}: сервис восстановлен. Проверьте и ответьте, всё ли работает: {{link}}',
    en: 'Ticket {{number}}: your service is restored. Please check and tell us whether it works: {{link}}',
  },
  reminder: {
    ru: 'Заявка {{number}}: всё ли работает? Закроем только с вашего согласия: {{link}}',
    en: 'Ticket {{number}}: does everything work? We close it only with your consent: {{link}}',
  },
  closed: {
    ru: 'Заявка {{number}} закрыта с вашего согласия. Спасибо! {{link}}',
    en: 'Ticket {{number}} is closed with your consent. Thank you! {{link}}',
  },
  reopened: {
    ru: 'Заявка {{number}}: неисправность осталась, продолжаем работу. {{nextStep}} {{link}}',
    en: 'Ticket {{number}}: the fault is still there, we are back at work. {{nextStep}} {{link}}',
  },
  cancelled: {
    ru: 'Заявка {{number}} отменена. Почему: {{link}}',
    en: 'Ticket {{number}} is cancelled. Why: {{link}}',
  },
  rejected: {
    ru: 'Заявка {{number}} отклонена. Почему: {{link}}',
    en: 'Ticket {{number}} is rejected. Why: {{link}}',
  },
  callAsked: {
    ru: 'Заявка {{number}}: вы просили позвонить, но мы не дозвонились. Проверьте номер: {{link}}',
    en: 'Ticket {{number}}: you asked us to call, but we could not get through. Please check the number: {{link}}',
  },
};
