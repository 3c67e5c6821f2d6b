import type { Sentences } from './describe.ts';
import { callDirectionWords, callOutcomeWords, causeWords, inUtc, toldWords } from './event-words.ts';
import type { EventOf } from './events.ts';
import type { MessageChannel, Offer, TalkEvents } from './events-of-talk.ts';
import { notOwed } from './telling/not-owed.ts';
import type { Bilingual } from './words.ts';

type TalkEvent = keyof TalkEvents;

/** What was said and written: the texts themselves stand apart, where they can be erased. */
export const sentencesOfTalk: Sentences<TalkEvent> = {
  callLogged,
  noteAdded: ({ data }) =>
    data.visibility === 'customer'
      ? { ru: 'Примечание, видимое клиенту.', en: 'Note that the customer can see.' }
      : { ru: 'Внутреннее примечание.', en: 'Internal note.' },
  fileAttached,
  messageReceived,
  messageQueued,
  messageSent: ({ data }) => {
    const [ru, en] = data.digestId ? [' в сводке', ' in a digest'] : ['', ''];
    return data.possibleDuplicate
      ? { ru: `Сообщение отправлено${ru}, возможно повторно.`, en: `Message sent${en}, possibly for the second time.` }
      : { ru: `Сообщение отправлено${ru}.`, en: `Message sent${en}.` };
  },
  messageDelivered: () => ({ ru: 'Сообщение доставлено.', en: 'Message delivered.' }),
  messageUnconfirmed: () => ({
    ru: 'Доставка сообщения не подтверждена.',
    en: 'Delivery of the message was not confirmed.',
  }),
  messageDeferred: ({ data: { until } }) => ({
    ru: `Сообщение отложено до ${inUtc(until)}: тихие часы.`,
    en: `Message put off until ${inUtc(until)}: quiet hours.`,
  }),
  messageDue: () => ({ ru: 'Тихие часы закончились.', en: 'The quiet hours are over.' }),
  messageFailed: ({ data: { failure } }) => failureWords[failure] ?? notDelivered,
};

const notDelivered: Bilingual = { ru: 'Сообщение не доставлено.', en: 'Message could not be delivered.' };
/** Where it is of use to know why: nothing is wrong with the contact. */
const failureWords: Partial<Record<string, Bilingual>> = {
  notConfigured: {
    ru: 'Сообщения таким способом не отправляются: он не настроен.',
    en: 'No messages go out this way: it is not set up.',
  },
  [notOwed]: {
    ru: 'Сообщение не отправлено: оно больше не нужно.',
    en: 'Message was not sent: it need not be said any more.',
  },
};

function callLogged({ data }: EventOf<'callLogged'>): Bilingual {
  const { ru, en } = callDirectionWords[data.direction];
  const outcome = callOutcomeWords[data.outcome];
  const more = lengthOf(data);
  return { ru: `${ru}: ${outcome.ru}${more.ru}.`, en: `${en}: ${outcome.en}${more.en}.` };
}

function lengthOf({ durationSeconds, interrupted }: EventOf<'callLogged'>['data']): Bilingual {
  const cut = interrupted ? { ru: ', связь прервалась', en: ', cut off' } : { ru: '', en: '' };
  if (durationSeconds === undefined) return cut;
  return { ru: `, ${durationSeconds} с${cut.ru}`, en: `, ${durationSeconds} s${cut.en}` };
}

function messageReceived({ data: { contactId, channel, offers } }: EventOf<'messageReceived'>): Bilingual {
  const how = { email: { ru: 'письмом', en: 'by e-mail' }, link: { ru: 'на своей странице', en: 'on their page' } }[
    channel
  ];
  const who =
    contactId === null
      ? { ru: 'Отправитель, не указанный в заявке,', en: 'Somebody who is no contact of the ticket' }
      : { ru: 'Клиент', en: 'The customer' };
  const likely = offers === undefined ? { ru: '', en: '' } : offerWords[offers];
  return { ru: `${who.ru} написал ${how.ru}${likely.ru}.`, en: `${who.en} wrote ${how.en}${likely.en}.` };
}

const offerWords: Readonly<Record<Offer, Bilingual>> = {
  again: { ru: '; похоже, что неисправность появилась снова', en: '; it seems to be broken again' },
  accepted: { ru: '; похоже, что всё работает', en: '; it seems that all works' },
  stillBroken: { ru: '; похоже, что неисправность осталась', en: '; it seems to be still broken' },
};

function fileAttached({ data: { mediaType, original } }: EventOf<'fileAttached'>): Bilingual {
  if (original) return { ru: 'Письмо сохранено в исходном виде.', en: 'The mail is kept as it came.' };
  const [kind = ''] = mediaType.split('/');
  const { ru, en } = fileWords[kind] ?? { ru: 'документ', en: 'a document' };
  return { ru: `Приложен файл: ${ru}.`, en: `A file was attached: ${en}.` };
}

const fileWords: Readonly<Record<string, Bilingual>> = {
  image: { ru: 'изображение', en: 'a picture' },
  text: { ru: 'текст', en: 'a text' },
};

function messageQueued({ data: { channel, to, cause, digestId } }: EventOf<'messageQueued'>): Bilingual {
  const { ru, en } = toldWords(to);
  const subject = causeWords[cause];
  if (channel === 'phone')
    return { ru: `Нужно позвонить ${ru}: ${subject.ru}.`, en: `A call to ${en} is owed: ${subject.en}.` };
  const ready = digestId
    ? { ru: 'войдёт в сводку', en: 'goes into a digest' }
    : { ru: 'готово к отправке', en: 'is ready to go' };
  const what = channelWords[channel];
  return { ru: `${what.ru} ${ru} ${ready.ru}: ${subject.ru}.`, en: `${what.en} to ${en} ${ready.en}: ${subject.en}.` };
}

const channelWords: Readonly<Record<Exclude<MessageChannel, 'phone'>, Bilingual>> = {
  email: { ru: 'Письмо', en: 'E-mail' },
  sms: { ru: 'СМС', en: 'Text message' },
  webhook: { ru: 'Сообщение программе клиента (webhook)', en: 'Webhook message' },
};
