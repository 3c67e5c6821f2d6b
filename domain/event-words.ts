import type { Role } from './actor.ts';
import type { EscalationCause, EventData } from './events.ts';
import type { MessageCause, Recipient } from './events-of-talk.ts';
import { durationMs, type Duration, type Instant } from './instant.ts';
import type { Rung } from './terms.ts';
import type { Bilingual, CallDirection, CallOutcome, IntakeChannel } from './words.ts';

/** The words that only sentences about events need; the trade's closed lists stand in wording.ts. */
export const intakeWords: Readonly<Record<IntakeChannel, Bilingual>> = {
  phone: { ru: 'по телефону', en: 'by phone' },
  email: { ru: 'по электронной почте', en: 'by e-mail' },
  portal: { ru: 'через портал', en: 'through the portal' },
  monitoring: { ru: 'по сигналу мониторинга', en: 'by monitoring' },
};

export const callDirectionWords: Readonly<Record<CallDirection, Bilingual>> = {
  in: { ru: 'Входящий звонок', en: 'Incoming call' },
  out: { ru: 'Исходящий звонок', en: 'Outgoing call' },
};

export const callOutcomeWords: Readonly<Record<CallOutcome, Bilingual>> = {
  answered: { ru: 'разговор состоялся', en: 'answered' },
  noAnswer: { ru: 'никто не ответил', en: 'no answer' },
  busy: { ru: 'занято', en: 'busy' },
  voicemail: { ru: 'ответил автоответчик', en: 'voicemail' },
  otherPerson: { ru: 'ответил другой человек', en: 'another person answered' },
  wrongNumber: { ru: 'номер неверен', en: 'wrong number' },
};

export const waitEndWords: Readonly<Record<EventData['waitEnded']['because'], Bilingual>> = {
  resumed: { ru: 'работы продолжены', en: 'work goes on' },
  answered: { ru: 'клиент ответил', en: 'the customer answered' },
  untilReached: { ru: 'срок ожидания истёк', en: 'its time is up' },
  restored: { ru: 'сервис восстановлен', en: 'the service is restored' },
  cancelled: { ru: 'заявка отменена', en: 'the ticket is cancelled' },
};

/** What a message tells, as its subject in the protocol. */
export const causeWords: Readonly<Record<MessageCause, Bilingual>> = {
  opened: { ru: 'заявка принята', en: 'the ticket is open' },
  etaPromised: { ru: 'назван срок устранения', en: 'the ETA' },
  etaExtended: { ru: 'срок устранения продлён', en: 'the ETA is extended' },
  etaSooner: { ru: 'устранение ожидается раньше', en: 'the ETA is sooner' },
  etaMissed: { ru: 'срок устранения не выдержан', en: 'the ETA was missed' },
  etaSlipping: { ru: 'срок устранения может сдвинуться', en: 'the ETA may slip' },
  waiting: { ru: 'работы приостановлены', en: 'work waits' },
  resumed: { ru: 'ожидание окончено', en: 'the wait is over' },
  note: { ru: 'сообщение от сотрудника', en: 'a message from the desk' },
  interim: { ru: 'как идут работы', en: 'how things stand' },
  visitAgreed: { ru: 'время выезда инженера', en: 'the time of the visit' },
  visitMoved: { ru: 'время выезда изменилось', en: 'the visit has another time' },
  engineerOnTheWay: { ru: 'инженер в пути', en: 'the engineer is on the way' },
  visitMissed: { ru: 'выезд не состоялся вовремя', en: 'the visit was missed' },
  visitFailed: { ru: 'инженер не смог выполнить работы', en: 'the engineer could not do the work' },
  visitCancelled: { ru: 'выезд отменён', en: 'the visit is cancelled' },
  restored: { ru: 'сервис восстановлен', en: 'the service is restored' },
  reminder: { ru: 'напоминание ответить', en: 'a reminder to answer' },
  closed: { ru: 'заявка закрыта', en: 'the ticket is closed' },
  reopened: { ru: 'работы возобновлены', en: 'work has resumed' },
  cancelled: { ru: 'заявка отменена', en: 'the ticket is cancelled' },
  rejected: { ru: 'заявка отклонена', en: 'the ticket is rejected' },
  callAsked: { ru: 'клиент просил позвонить', en: 'the customer asked for it' },
  etaWarned: { ru: 'срок устранения близко', en: 'the ETA is near' },
  etaDemanded: { ru: 'нужен новый срок устранения', en: 'a new ETA is needed' },
  visitOffered: { ru: 'предложен выезд', en: 'a visit is offered' },
  visitCalledOff: { ru: 'ехать не нужно', en: 'no need to go' },
  rungFired: { ru: 'сработал уровень эскалации', en: 'an escalation rung fired' },
  escalated: { ru: 'эскалация', en: 'escalation' },
  customerWrote: { ru: 'клиент написал', en: 'the customer wrote' },
  wordsWanted: { ru: 'клиент ждёт вестей', en: 'the customer waits for words' },
  stillBroken: { ru: 'неисправность осталась', en: 'it is still broken' },
  callWanted: { ru: 'клиент просит позвонить', en: 'the customer asks for a call' },
};

/** Why somebody is told, ready for `by 09:30` to follow. By hand it is for the person to say. */
export const escalationWords: Readonly<Record<Exclude<EscalationCause, 'byHand'>, Bilingual>> = {
  etaOverdue: { ru: 'Время устранения не названо', en: 'No ETA was promised' },
  customerSilent: {
    ru: 'Клиент не ответил, работает ли сервис',
    en: 'The customer did not say whether the service works',
  },
  visitNotBooked: { ru: 'На выезд никто не назначен', en: 'Nobody was booked for the visit' },
  visitNotAccepted: { ru: 'Инженер не подтвердил выезд', en: 'The engineer did not accept the visit' },
  visitNotDeparted: { ru: 'Инженер не выехал', en: 'The engineer did not set out' },
  visitLate: { ru: 'Инженер не прибыл на место', en: 'The engineer did not arrive' },
  nobodyFree: { ru: 'Свободного инженера для выезда нет', en: 'No engineer is free for the visit' },
  partShort: { ru: 'Запасной части не хватает', en: 'A spare part is short' },
  customerNotReached: {
    ru: 'Клиент не оповещён ни по одному каналу',
    en: 'The customer could not be told by any channel',
  },
  floorTouched: { ru: 'Затронут неснижаемый остаток', en: 'The emergency floor was touched' },
};

/** Where on its clock a rung of the ladder stands: `50%` of the time, `-PT15M` before its end, `+PT10M` after it. */
export function rungAtWords(at: Rung['at']): Bilingual {
  if (at === '100%') return { ru: 'время истекло', en: 'the time is up' };
  if (at.endsWith('%')) {
    const share = at.slice(0, -1);
    return { ru: `прошло ${share} % времени`, en: `${share} % of the time is gone` };
  }
  const { ru, en } = durationWords(at.slice(1));
  return at.startsWith('-')
    ? { ru: `осталось ${ru}`, en: `${en} left` }
    : { ru: `просрочено на ${ru}`, en: `overdue by ${en}` };
}

/** A length of time for people: `1 ч 30 мин`. */
export function durationWords(duration: Duration): Bilingual {
  const inUnits = (of: (unit: (typeof units)[number]) => string) => {
    const parts = partsOf(durationMs(duration)).map(([count, unit]) => `${count} ${of(unit)}`);
    return parts.length === 0 ? `0 ${of(units.at(-1)!)}` : parts.join(' ');
  };
  return { ru: inUnits(({ ru }) => ru), en: inUnits(({ en }) => en) };
}

const units = [
  { ms: 86_400_000, ru: 'дн.', en: 'd' },
  { ms: 3_600_000, ru: 'ч', en: 'h' },
  { ms: 60_000, ru: 'мин', en: 'min' },
  { ms: 1_000, ru: 'с', en: 's' },
] as const;

function partsOf(ms: number): (readonly [number, (typeof units)[number]])[] {
  let rest = ms;
  return units.flatMap((unit) => {
    const count = Math.floor(rest / unit.ms);
    rest -= count * unit.ms;
    return count === 0 ? [] : [[count, unit] as const];
  });
}

/** Roles in the dative case, as they are told something. */
const toldRoles: Readonly<Record<Role, Bilingual>> = {
  agent: { ru: 'сотруднику HD', en: 'an agent' },
  dispatcher: { ru: 'диспетчеру', en: 'a dispatcher' },
  engineer: { ru: 'выездному инженеру', en: 'a field engineer' },
  storekeeper: { ru: 'кладовщику', en: 'a storekeeper' },
  supervisor: { ru: 'старшему смены', en: 'the shift supervisor' },
  admin: { ru: 'администратору', en: 'an administrator' },
  integration: { ru: 'внешней системе', en: 'an integration' },
  noc: { ru: 'ЦУС', en: 'network operations' },
};

const teamNames: Readonly<Record<string, Bilingual>> = {
  desk: { ru: 'служба HelpDesk', en: 'help desk' },
  noc: { ru: 'ЦУС', en: 'network operations' },
  dispatch: { ru: 'диспетчерская', en: 'dispatch' },
  field: { ru: 'выездная служба', en: 'field service' },
  stores: { ru: 'склад', en: 'stores' },
};

/** The name of a service of the operator; one that the operator named itself stands as it is. */
export function teamWords(team: string): Bilingual {
  return (Object.hasOwn(teamNames, team) && teamNames[team]) || { ru: team, en: team };
}

/** Whom something is told, without saying who that is: people are named beside the protocol only. */
export function toldWords(to: Recipient): Bilingual {
  if ('contactId' in to) return { ru: 'контактному лицу', en: 'the contact' };
  if ('userId' in to) return { ru: 'ответственному', en: 'the person in charge' };
  if ('team' in to) return teamTold(teamWords(to.team));
  return (Object.hasOwn(toldRoles, to.role) && toldRoles[to.role as Role]) || { ru: `«${to.role}»`, en: to.role };
}

function teamTold({ ru, en }: Bilingual): Bilingual {
  return { ru: `группе «${ru}»`, en: `the team “${en}”` };
}

/** An instant as sentences write it: `2026-01-05 09:00 UTC`. */
export function inUtc(instant: Instant): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;
}
