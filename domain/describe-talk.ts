import type { Sentences } from './describe.ts';
import { callDirectionWords, callOutcomeWords, causeWords, toldWords } from './event-words.ts';
import type { EventOf } from './events.ts';
import type { Bilingual } from './words.ts';

type TalkEvent = 'callLogged' | 'noteAdded' | 'messageQueued' | 'messageSent' | 'messageDelivered' | 'messageFailed';

/** What was said and written: the texts themselves stand apart, where they can be erased. */
export const sentencesOfTalk: Sentences<TalkEvent> = {
  callLogged,
  noteAdded: ({ data }) =>
    data.visibility === 'customer'
      ? { ru: 'Примечание, видимое клиенту.', en: 'Note that the customer can see.' }
      : { ru: 'Внутреннее примечание.', en: 'Internal note.' },
  messageQueued,
  messageSent: ({ data }) =>
    data.possibleDuplicate
      ? { ru: 'Сообщение отправлено, возможно повторно.', en: 'Message sent, possibly for the second time.' }
      : { ru: 'Сообщение отправлено.', en: 'Message sent.' },
  messageDelivered: () => ({ ru: 'Сообщение доставлено.', en: 'Message delivered.' }),
  messageFailed: () => ({ ru: 'Сообщение не доставлено.', en: 'Message could not be delivered.' }),
};

function callLogged({ data: { direction, outcome, durationSeconds } }: EventOf<'callLogged'>): Bilingual {
  const { ru, en } = callDirectionWords[direction];
  const length =
    durationSeconds === undefined ? { ru: '', en: '' } : { ru: `, ${durationSeconds} с`, en: `, ${durationSeconds} s` };
  return {
    ru: `${ru}: ${callOutcomeWords[outcome].ru}${length.ru}.`,
    en: `${en}: ${callOutcomeWords[outcome].en}${length.en}.`,
  };
}

function messageQueued({ data: { channel, to, cause } }: EventOf<'messageQueued'>): Bilingual {
  const { ru, en } = toldWords(to);
  const subject = causeWords[cause];
  return channel === 'phone'
    ? { ru: `Нужно позвонить ${ru}: ${subject.ru}.`, en: `A call to ${en} is owed: ${subject.en}.` }
    : { ru: `Письмо ${ru} готово к отправке: ${subject.ru}.`, en: `E-mail to ${en} is ready to go: ${subject.en}.` };
}
