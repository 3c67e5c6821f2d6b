import { durationWords } from '../domain/event-words.ts';
import { msOf, type Instant } from '../domain/instant.ts';
import type { WorksNotice } from '../domain/scheduled-works.ts';
import type { Language } from '../domain/words.ts';
import { htmlOf } from './html.ts';
import { nearDayAndTime, nearInWords } from './near-instants.ts';
import type { Sendable } from './render.ts';

/** A service that scheduled works touch, as its customer knows it. */
export interface TouchedService {
  readonly name: string;
  /** Of the site where it is used; one that can be told in. */
  readonly timeZone: string;
}

/** What a customer is told of scheduled works. The works' own title is for staff. */
export interface WorksTold {
  readonly notice: WorksNotice;
  readonly customerName: string;
  readonly language: Language;
  readonly window: { readonly from: Instant; readonly to: Instant };
  /** When the words are written. */
  readonly now: Instant;
  /** At least one. */
  readonly services: readonly TouchedService[];
  /** The number to call, if the operator has named one. */
  readonly deskPhone: string | null;
}

export interface WorksMail extends Sendable {
  readonly subject: string;
}

/** The mail about scheduled works: when, which services, how long; times in the zones where the services are used. */
export function worksMail(told: WorksTold): WorksMail {
  const { notice, language, window, now, services } = told;
  const wording = words[language];
  const zones = byTimeZone(services);
  const [home] = zones;
  if (!home) throw new Error('works that touch none of the customer’s services are nothing to tell them');
  const paragraphs = [
    wording.greeting(told.customerName),
    wording.opening[notice],
    ...zones.map(({ timeZone, names }) => wording.touched(namedTimes(told, timeZone), names)),
    ...(notice === 'planned' ? [wording.lasts(lengthOf(told))] : []),
    wording.closing[notice],
    wording.howToReach(told.deskPhone),
  ];
  const text = paragraphs.join('\n\n');
  const subject = wording.subject[notice](nearDayAndTime(window.from, { language, timeZone: home.timeZone, now }));
  return { subject, text, html: htmlOf(text, language, null) };
}

interface ServicesOfZone {
  readonly timeZone: string;
  readonly names: readonly string[];
}

/** The zone with the most services first: its time stands in the subject. */
function byTimeZone(services: readonly TouchedService[]): ServicesOfZone[] {
  const zones = new Map<string, string[]>();
  for (const { timeZone, name } of services) zones.set(timeZone, [...(zones.get(timeZone) ?? []), name]);
  const grouped = [...zones].map(([timeZone, names]) => ({ timeZone, names: names.toSorted() }));
  return grouped.toSorted((a, b) => b.names.length - a.names.length || (a.timeZone < b.timeZone ? -1 : 1));
}

function namedTimes({ window, language, now }: WorksTold, timeZone: string) {
  const place = { language, timeZone, now };
  return { from: nearInWords(window.from, place), to: nearInWords(window.to, place) };
}

/** In whole minutes, rounded up: nobody is promised less than the window. */
function lengthOf({ window, language }: WorksTold): string {
  const minutes = Math.ceil((msOf(window.to) - msOf(window.from)) / 60_000);
  return durationWords(`PT${minutes}M`)[language];
}

interface Times {
  readonly from: string;
  readonly to: string;
}

interface Wording {
  readonly subject: Readonly<Record<WorksNotice, (from: string) => string>>;
  greeting(name: string): string;
  readonly opening: Readonly<Record<WorksNotice, string>>;
  touched(times: Times, services: readonly string[]): string;
  lasts(length: string): string;
  readonly closing: Readonly<Record<WorksNotice, string>>;
  howToReach(deskPhone: string | null): string;
}

const words: Readonly<Record<Language, Wording>> = {
  ru: {
    subject: {
      planned: (from) => `Регламентные работы: ${from}`,
      calledOff: (from) => `Регламентные работы отменены: ${from}`,
    },
    greeting: (name) => `Здравствуйте, ${name}!`,
    opening: {
      planned: 'Мы проводим регламентные работы на сети. В это время возможны перерывы в работе ваших сервисов.',
      calledOff: 'Регламентные работы на сети, о которых мы сообщали, отменены. Перерывов из-за них не будет.',
    },
    touched: ({ from, to }, services) => `Начало: ${from}\nОкончание: ${to}\nСервисы:\n${listed(services)}`,
    lasts: (length) => `Продолжительность: не более ${length}`,
    closing: {
      planned:
        'Если сервис не заработает после окончания работ или перестанет работать раньше их начала, сообщите нам: это не связано с работами. Если время вам не подходит, скажите об этом заранее.',
      calledOff: 'Приносим извинения за беспокойство. О новых сроках мы сообщим отдельно.',
    },
    howToReach: (phone) => (phone === null ? 'Служба HelpDesk всегда на связи.' : `Позвонить нам: ${phone}.`),
  },
  en: {
    subject: {
      planned: (from) => `Scheduled works: ${from}`,
      calledOff: (from) => `Scheduled works are called off: ${from}`,
    },
    greeting: (name) => `Dear ${name},`,
    opening: {
      planned: 'We carry out scheduled works on our network. Your services may be interrupted meanwhile.',
      calledOff: 'The scheduled works that we told you about are called off. They will interrupt nothing.',
    },
    touched: ({ from, to }, services) => `Begin: ${from}\nEnd: ${to}\nServices:\n${listed(services)}`,
    lasts: (length) => `Duration: ${length} at most`,
    closing: {
      planned:
        'If a service does not work after the end, or stops before the beginning, please tell us: the works are not the reason. If the time does not suit you, please say so beforehand.',
      calledOff: 'We apologise for the trouble. If another time is set, we will tell you.',
    },
    howToReach: (phone) => (phone === null ? 'The help desk is there at any time.' : `Call us: ${phone}.`),
  },
};

function listed(services: readonly string[]): string {
  return services.map((name) => `- ${name}`).join('\n');
}
