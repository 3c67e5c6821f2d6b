import type { Deadline } from './deadlines.ts';
import { isRole } from './actor.ts';
import type { Addressee, Rung } from './terms.ts';
import type { Bilingual } from './words.ts';
import { clockWords, roleWords } from './wording.ts';

/** What happens at a deadline, in words: on the ticket as `next`, and on the timer in the engine's UI. */
export function deadlineInWords(deadline: Deadline): Bilingual {
  switch (deadline.what) {
    case 'rungFired':
      return rungInWords(deadline.rung);
    case 'clockBreached': {
      const { ru, en } = clockWords[deadline.clock];
      return { ru: `истекает срок по договору: ${ru}`, en: `the contract’s time runs out: ${en}` };
    }
    default:
      return simple[deadline.what];
  }
}

const simple: Readonly<Record<Exclude<Deadline['what'], 'rungFired' | 'clockBreached'>, Bilingual>> = {
  etaDemanded: { ru: 'сообщить старшему смены: срок не назван', en: 'tell the shift lead: no ETA promised' },
  etaWarned: { ru: 'предупредить ответственного: срок близко', en: 'warn the owner: the ETA is near' },
  etaBreached: { ru: 'обещанный срок истекает', en: 'the promised ETA runs out' },
  waitOver: { ru: 'ожидание заканчивается', en: 'the wait is over' },
  reminded: { ru: 'напомнить клиенту', en: 'remind the customer' },
  wordsWanted: {
    ru: 'попросить ответственного сообщить клиенту новости',
    en: 'ask the owner for words to the customer',
  },
  etaSlipping: { ru: 'предупредить клиента: срок может сдвинуться', en: 'warn the customer: the ETA may slip' },
  customerSilent: { ru: 'сообщить старшему смены: клиент молчит', en: 'tell the shift lead: the customer is silent' },
  testsAgain: { ru: 'снова проверить линию', en: 'test the line again' },
  messageDue: { ru: 'тихие часы заканчиваются: сообщить клиенту', en: 'quiet hours end: tell the customer' },
  messageUnconfirmed: { ru: 'сообщение не подтверждено: другой канал', en: 'message not confirmed: another channel' },
  calendarEnds: { ru: 'продлить календарь', en: 'expand the calendar' },
};

function rungInWords({ tell, at, clock, do: does = 'notify' }: Rung): Bilingual {
  const who = addressee(tell);
  const deed = deeds[does];
  const { ru, en } = clockWords[clock];
  return { ru: `${deed.ru}: ${who.ru} (${ru}, ${share(at)})`, en: `${deed.en} ${who.en} (${en}, ${share(at)})` };
}

const deeds: Readonly<Record<NonNullable<Rung['do']>, Bilingual>> = {
  notify: { ru: 'сообщить', en: 'tell' },
  raise: { ru: 'поднять срочность и сообщить', en: 'raise the urgency and tell' },
  reassign: { ru: 'передать', en: 'reassign to' },
  dispatch: { ru: 'передать на выезд и сообщить', en: 'hand to dispatch and tell' },
};

function addressee(to: Addressee): Bilingual {
  if ('role' in to) return isRole(to.role) ? roleWords[to.role] : { ru: to.role, en: to.role };
  if ('team' in to) return { ru: `команда ${to.team}`, en: `team ${to.team}` };
  return { ru: 'названный сотрудник', en: 'the person named' };
}

/** `80%` as people write it: `80 %`. */
function share(at: string): string {
  return at.replace('%', ' %');
}
