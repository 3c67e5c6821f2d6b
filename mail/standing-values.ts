import { dueAt } from '../domain/clock.ts';
import { clockOf } from '../domain/clock-starts.ts';
import type { Wait } from '../domain/waits.ts';
import { waitReasonWords, zoneWords } from '../domain/wording.ts';
import type { Bilingual, WaitReason, WaitsFor } from '../domain/words.ts';
import { instantFor } from './told-times.ts';
import type { Told } from './values.ts';
import { visitStep } from './visit-values.ts';

/** What is known of a ticket while there is no news, a sentence a line. */
export function standing(told: Told): string {
  return [atWork(told), found(told), visitAhead(told)].filter((line) => line !== null).join('\n');
}

function atWork({ ticket: { status, wait }, language }: Told): string {
  if (wait) return pausedFor(wait)[language];
  return (status === 'acknowledged' ? searching : working)[language];
}

const searching: Bilingual = { ru: 'Мы ищем, где неисправность.', en: 'We are looking for the fault.' };
const working: Bilingual = { ru: 'Работы идут.', en: 'Work goes on.' };

function found({ ticket: { localization }, language }: Told): string | null {
  const zone = localization?.confirmed?.zone;
  if (!zone) return null;
  const words = zoneWords[zone][language];
  return language === 'ru' ? `Место неисправности найдено: ${words}.` : `We know where the fault is: ${words}.`;
}

function visitAhead(told: Told): string | null {
  const open = told.ticket.field?.visits.some(({ endedAt, agreed }) => endedAt === null && agreed !== null);
  return open ? visitStep(told) : null;
}

/** By when the customer hears again, whatever happens. */
export function nextWord(told: Told): string | null {
  const { ticket } = told;
  const clock = clockOf(ticket, 'update');
  const by = clock?.state === 'running' ? dueAt(clock, ticket) : null;
  return by && instantFor(told, by);
}

/** What is waited for, with what was said of it. */
export function awaited({ entry, texts, language, channel }: Told): string | null {
  if (entry.type !== 'waitStarted') return null;
  // A short message has no room for what somebody wrote.
  const note = channel === 'sms' ? null : texts['note'];
  return [pausedFor(entry.data)[language], note].filter(Boolean).join(' ');
}

export function waitsUntil(told: Told): string | null {
  const { entry } = told;
  const until = entry.type === 'waitStarted' ? entry.data.until : null;
  return until && instantFor(told, until);
}

function pausedFor({ for: whom, reason }: Pick<Wait, 'for' | 'reason'>): Bilingual {
  const [who, why] = [awaitedOf[whom], reasons[reason] ?? waitReasonWords[reason]];
  return { ru: `${who.ru}: ${why.ru}.`, en: `${who.en}: ${why.en}.` };
}

const awaitedOf: Readonly<Record<WaitsFor, Bilingual>> = {
  customer: { ru: 'Мы ждём от вас', en: 'We wait for you' },
  internal: { ru: 'Мы ждём на своей стороне', en: 'We wait on our side' },
  supplier: { ru: 'Мы ждём поставщика', en: 'We wait for a supplier' },
};

/** The reason as it is said to the customer's face. */
const reasons: Readonly<Partial<Record<WaitReason, Bilingual>>> = {
  customerRequest: { ru: 'как вы просили', en: 'as you asked' },
  customerUnavailable: { ru: 'связаться с вами не удалось', en: 'we could not reach you' },
  customerInformation: { ru: 'нужны сведения', en: 'information is needed' },
  customerPower: { ru: 'питание оборудования на вашей стороне', en: 'power for the equipment on your side' },
  customerEquipment: { ru: 'исправность вашего оборудования', en: 'your own equipment' },
  noAccess: { ru: 'доступ на объект', en: 'access to the site' },
};
