import type { RefusalCode } from '../../domain/refusal.ts';
import type { Bilingual } from '../../domain/words.ts';
import type { DeedName } from '../schemas/customer-deeds.ts';

/** What the forms of the customer's page say. */
export const formWords = {
  write: { ru: 'Написать нам', en: 'Write to us' },
  answerTo: { ru: 'Ответить нам', en: 'Answer us' },
  message: { ru: 'Ваше сообщение', en: 'Your message' },
  messageHint: {
    ru: 'Его прочтут все, кто занимается заявкой.',
    en: 'Everybody who works on the ticket will read it.',
  },
  send: { ru: 'Отправить', en: 'Send' },
  written: { ru: 'Что вы написали', en: 'What you wrote' },
  photos: { ru: 'Прислать фото', en: 'Send a photo' },
  photo: { ru: 'Фотография', en: 'Photo' },
  photoHint: {
    ru: 'Например, лампочки на оборудовании или повреждённый кабель. JPEG, PNG или WebP, до 10 МБ. Место съёмки мы из файла удалим.',
    en: 'For example, the lamps of your device or a damaged cable. JPEG, PNG or WebP, up to 10 MB. We take out where it was taken.',
  },
  sendPhoto: { ru: 'Отправить фото', en: 'Send the photo' },
  askCall: { ru: 'Попросить позвонить', en: 'Ask us to call you' },
  callMe: { ru: 'Позвоните мне', en: 'Call me' },
  callAsked: {
    ru: 'Вы попросили позвонить. Позвоним, как только освободится сотрудник.',
    en: 'You asked us to call. We will, as soon as somebody is free.',
  },
  whereToCall: { ru: 'Номер, на который позвонить', en: 'Number to call' },
  phoneExample: { ru: 'Например, +7 495 123-45-67', en: 'For example, +7 495 123-45-67' },
  changePhone: { ru: 'Изменить номер для связи', en: 'Change your callback number' },
  noPhone: { ru: 'Номера телефона у нас нет.', en: 'We have no phone number for you.' },
  newPhone: { ru: 'Новый номер', en: 'New number' },
  savePhone: { ru: 'Сохранить номер', en: 'Save the number' },
  phoneHint: {
    ru: 'Только для звонков по этой заявке.',
    en: 'Only for calls about this ticket.',
  },
  changeLanguage: { ru: 'На каком языке с вами говорить', en: 'The language we use with you' },
  again: { ru: 'Снова не работает?', en: 'Broken again?' },
  againText: {
    ru: 'Сообщите нам: откроем новую заявку на тот же сервис и сразу начнём проверку.',
    en: 'Tell us: we will open a new ticket for the same service and start testing at once.',
  },
  againNote: { ru: 'Что происходит (необязательно)', en: 'What happens (optional)' },
  reportAgain: { ru: 'Снова не работает', en: 'It is broken again' },
  goesOn: { ru: 'Работа продолжается по новой заявке', en: 'Work goes on under a new ticket' },
  openNext: { ru: 'Открыть заявку', en: 'Open ticket' },
} as const satisfies Record<string, Bilingual>;

export function calledAt(ending: string): Bilingual {
  return {
    ru: `Звоним на номер, который оканчивается на ${ending}.`,
    en: `We call the number that ends in ${ending}.`,
  };
}

export function photosSent(count: number): Bilingual {
  return { ru: `Вы прислали ${count} фото.`, en: `You sent ${count} ${count === 1 ? 'photo' : 'photos'}.` };
}

/** Which language messages and calls are in now, and the offer of the other one. */
export const languageChoice = {
  ru: {
    now: { ru: 'Пишем и звоним вам по-русски.', en: 'We write to you and call you in Russian.' },
    take: { ru: 'Пишите и звоните мне по-русски', en: 'Use Russian' },
  },
  en: {
    now: { ru: 'Пишем и звоним вам по-английски.', en: 'We write to you and call you in English.' },
    take: { ru: 'Пишите и звоните мне по-английски', en: 'Use English' },
  },
} as const;

/** What the page says first after a form was taken. The answer to our question is thanked for where it stands. */
export const thanksWords: Readonly<Record<Exclude<DeedName, 'answer'>, Bilingual>> = {
  notes: {
    ru: 'Спасибо! Ваше сообщение у тех, кто занимается заявкой.',
    en: 'Thank you! Your message is with those who work on the ticket.',
  },
  photos: {
    ru: 'Спасибо! Фото у тех, кто занимается заявкой.',
    en: 'Thank you! Your photo is with those who work on the ticket.',
  },
  calls: {
    ru: 'Хорошо, позвоним вам, как только освободится сотрудник.',
    en: 'All right, we will call you as soon as somebody is free.',
  },
  phone: { ru: 'Спасибо! Номер для связи сохранён.', en: 'Thank you! Your callback number is saved.' },
  'quiet-hours': {
    ru: 'Хорошо, запомнили, когда вас можно беспокоить.',
    en: 'All right, we have noted when we may reach you.',
  },
  language: { ru: 'Хорошо, запомнили язык.', en: 'All right, we have noted the language.' },
  again: {
    ru: 'Спасибо, что сообщили. Мы открыли новую заявку и начали проверку.',
    en: 'Thank you for telling us. We have opened a new ticket and started testing.',
  },
};

const badPhone: Bilingual = {
  ru: 'Это не похоже на номер телефона. Напишите его с кодом, например +7 495 123-45-67.',
  en: 'This does not look like a phone number. Give it with its code, for example +7 495 123-45-67.',
};

/** What was wrong with a form as a whole, where it is a matter of what was written. */
export const badForm: Readonly<Record<DeedName, Bilingual>> = {
  answer: {
    ru: 'Ответ не записан: выберите «работает» или «всё ещё не работает», комментарий не длиннее 10 000 знаков.',
    en: 'Your answer was not taken: choose “it works” or “still broken”; a comment may have up to 10,000 characters.',
  },
  notes: {
    ru: 'Сообщение не отправлено: напишите хотя бы слово, но не больше 10 000 знаков.',
    en: 'Your message was not sent: write at least a word, and no more than 10,000 characters.',
  },
  photos: {
    ru: 'Фото не принято: выберите снимок JPEG, PNG или WebP до 10 МБ. По одной заявке храним до 20 фото.',
    en: 'The photo was not taken: choose a JPEG, PNG or WebP of up to 10 MB. We keep up to 20 photos for a ticket.',
  },
  calls: badPhone,
  phone: badPhone,
  'quiet-hours': {
    ru: 'Тихие часы не сохранены: укажите их начало и конец, например с 22:00 до 07:00.',
    en: 'Your quiet hours were not saved: give their beginning and their end, for example from 22:00 to 07:00.',
  },
  language: { ru: 'Выберите русский или английский язык.', en: 'Choose Russian or English.' },
  again: {
    ru: 'Сообщение не отправлено: комментарий не длиннее 10 000 знаков.',
    en: 'Your report was not sent: a comment may have up to 10,000 characters.',
  },
};

/** Why the desk could not do what was asked, where that is no matter of what was written. */
export const refusedWords: Partial<Record<RefusalCode, Bilingual>> = {
  nothingToConfirm: {
    ru: 'Сейчас подтверждать нечего: ваш ответ уже получен или работы ещё идут.',
    en: 'There is nothing to confirm now: we have your answer already, or work is still going on.',
  },
  alreadyAnswered: {
    ru: 'Ответ на этот вопрос уже записан, изменить его здесь нельзя.',
    en: 'The question is answered already and can’t be changed here.',
  },
  notAllowed: {
    ru: 'Подтвердить восстановление может другое контактное лицо.',
    en: 'Another contact is the one who may confirm.',
  },
  notReachable: {
    ru: 'У нас нет вашего номера: напишите, куда позвонить.',
    en: 'We have no number of yours: tell us where to call.',
  },
  wrongStatus: {
    ru: 'Эта заявка не закрыта, новая не нужна. Если есть что добавить, напишите нам здесь же.',
    en: 'This ticket is not closed, so no new one is needed. If there is anything to add, write to us here.',
  },
};
