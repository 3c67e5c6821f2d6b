import type { Window } from '../domain/events-of-field.ts';
import type { VisitSeen } from '../domain/field/field.ts';
import { visitCauseWords, zoneWords } from '../domain/wording.ts';
import type { Bilingual, Language } from '../domain/words.ts';
import { windowFor, instantFor } from './told-times.ts';
import type { Told } from './values.ts';

/** Which window a message speaks of: its entry's own, else the one that the customer was told, else the last one. */
export function windowOf(told: Told): string | null {
  const { entry, visit } = told;
  const own = 'window' in entry.data ? entry.data.window : null;
  const seen = visitOf(told);
  const window = own ?? seen?.agreed ?? seen?.window ?? visit?.window ?? null;
  return window && windowFor(told, window);
}

export function acceptBy(told: Told): string | null {
  const { entry } = told;
  const until = entry.type === 'visitBooked' ? entry.data.acceptBy : null;
  return until && instantFor(told, until);
}

/** What is to be done there: why somebody has to go, where the fault lies, what was said by who asked. */
export function work(told: Told): string | null {
  const seen = visitOf(told);
  if (!seen) return null;
  const { language, visit } = told;
  const zone = zoneWords[seen.zone][language];
  return [visitCauseWords[seen.cause][language], zone, visit?.element, visit?.reason].filter(Boolean).join('; ');
}

/** What to take along: `роутер × 2`. */
export function partsOf({ visit }: Told): string | null {
  return visit?.parts.map(({ name, quantity }) => `${name} × ${quantity}`).join(', ') ?? null;
}

/** Why the engineer need not go. */
export function calledOffBecause({ entry, language }: Told): string | null {
  if (entry.type === 'visitUnbooked')
    return taken[entry.data.because === 'preempted' ? 'preempted' : 'rebooked'][language];
  return entry.type === 'visitCancelled' ? taken.cancelled[language] : null;
}

const taken = {
  preempted: { ru: 'вы нужны на более срочном выезде', en: 'you are needed for a more urgent visit' },
  rebooked: { ru: 'выезд назначен иначе', en: 'the visit was booked otherwise' },
  cancelled: { ru: 'выезд отменён', en: 'the visit is cancelled' },
} as const satisfies Record<string, Bilingual>;

/** What the customer may expect of the visit now, in a sentence; as it is when the message is written. */
export function visitStep(told: Told): string {
  const { entry, ticket, language, now } = told;
  const open = ticket.field?.visits.filter(({ endedAt }) => endedAt === null) ?? [];
  const arrived = open.find(({ arrivedAt }) => arrivedAt !== null);
  if (arrived) return sentence(told, 'onSite');
  const agreed = open.find((visit): visit is Agreed => visit.agreed !== null && visit.agreed.to > now);
  if (agreed && entry.type !== 'visitLate') return comes[language](windowFor(told, agreed.agreed));
  return sentence(told, otherwise(told, open));
}

type Agreed = VisitSeen & { readonly agreed: Window };

function otherwise({ entry }: Told, open: readonly VisitSeen[]): Step {
  switch (entry.type) {
    case 'visitLate':
      return open.some(({ departedAt }) => departedAt !== null) ? 'delayed' : 'lookedInto';
    case 'visitCancelled':
      return entry.data.because === 'notNeeded' ? 'notNeeded' : 'withoutVisit';
    default:
      return 'timeFollows';
  }
}

function sentence({ channel, language }: Told, step: Step): string {
  return ((channel === 'sms' && brief[step]) || steps[step])[language];
}

const comes: Readonly<Record<Language, (window: string) => string>> = {
  ru: (window) => `Инженер будет у вас: ${window}.`,
  en: (window) => `Our engineer will be with you: ${window}.`,
};

const steps = {
  onSite: { ru: 'Инженер уже на месте.', en: 'Our engineer is there by now.' },
  delayed: {
    ru: 'Инженер в пути и задерживается. Мы делаем всё, чтобы он был у вас как можно скорее.',
    en: 'Our engineer is on the way and delayed. We do all we can to be with you soon.',
  },
  lookedInto: {
    ru: 'Мы выясняем, что случилось, и сообщим, когда инженер будет у вас.',
    en: 'We are finding out what happened and will tell you when our engineer comes.',
  },
  notNeeded: {
    ru: 'Выезд к вам больше не нужен, работы продолжаются без него.',
    en: 'A visit to you is not needed any more; work goes on without it.',
  },
  withoutVisit: {
    ru: 'Если понадобится другой выезд, мы сообщим его время заранее.',
    en: 'If another visit is needed, we will tell you its time beforehand.',
  },
  timeFollows: {
    ru: 'Новое время выезда мы сообщим, как только оно будет известно.',
    en: 'We will tell you the new time of the visit as soon as it is known.',
  },
} as const satisfies Record<string, Bilingual>;
type Step = keyof typeof steps;

/** Where a short message has no room for the sentence. */
const brief: Readonly<Partial<Record<Step, Bilingual>>> = {
  delayed: { ru: 'Инженер в пути, но задерживается.', en: 'Our engineer is on the way, but late.' },
  lookedInto: { ru: 'Новое время сообщим.', en: 'We will tell you the new time.' },
};

function visitOf({ entry, ticket }: Told): VisitSeen | undefined {
  const visitId = 'visitId' in entry.data ? entry.data.visitId : null;
  return ticket.field?.visits.find(({ id }) => id === visitId);
}
