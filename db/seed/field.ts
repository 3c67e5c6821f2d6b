import { instantOf, msOf, type Instant } from '../../domain/instant.ts';
import type { engineers, shifts, travelTimes, warehouses } from '../schema.ts';
import { demoId } from './ids.ts';
import { demoPeople, moreEngineers } from './people.ts';

type Engineer = typeof engineers.$inferInsert;
type Shift = typeof shifts.$inferInsert;

const [marat, olga] = moreEngineers;
const atPremises = ['router', 'ont', 'cpe', 'demarcation', 'access'];
const everywhere = [...atPremises, 'olt', 'switch', 'aggregation', 'core'];

/** Two for all of Moscow, one day and one night, and one for premises in and around Tver. */
export const demoEngineers: Engineer[] = [
  { id: demoPeople.engineer.id, region: 'Москва', skills: everywhere, languages: ['ru'], overtime: true },
  { id: marat.id, region: 'Москва', skills: everywhere, languages: ['ru', 'en'], overtime: true },
  { id: olga.id, region: 'Тверь', skills: atPremises, languages: ['ru'], overtime: false },
];

const names = new Map([demoPeople.engineer, ...moreEngineers].map(({ id, name }) => [id, name]));

export const demoVans: (typeof warehouses.$inferInsert)[] = demoEngineers.map(({ id, region }, place) => ({
  id: demoId('van', place + 1),
  name: `Машина, ${names.get(id)}`,
  region,
  engineerId: id,
}));

/** The M-11 takes about two and a half hours from town to town. */
export const demoTravelTimes: (typeof travelTimes.$inferInsert)[] = [
  { from: 'Москва', to: 'Тверь', minutes: 150 },
  { from: 'Москва', to: 'Москва', minutes: 40 },
];

const dayMs = 86_400_000;
const hourMs = 3_600_000;
/** Eight in the morning in Moscow, which keeps UTC+3 all year. */
const morningMs = 5 * hourMs;
const shiftMs = 12 * hourMs;
/** Last night's shift may still run. */
const [firstDay, days] = [-1, 366];

/** Twelve hours a day for the coming year; in Moscow day and night change hands each week. */
export function demoShifts(engineerId: string, now: Instant): Shift[] {
  const place = demoEngineers.findIndex(({ id }) => id === engineerId);
  const today = Math.floor(msOf(now) / dayMs) + firstDay;
  return Array.from({ length: days }, (_day, ahead) => {
    const day = today + ahead;
    const from = day * dayMs + morningMs + (isNight(place, day) ? shiftMs : 0);
    const id = demoId('shift', (place + 1) * 1_000_000 + day);
    return { id, engineerId, kind: 'shift', from: new Date(instantOf(from)), to: new Date(instantOf(from + shiftMs)) };
  });
}

/** Weeks turn on Thursdays, as the days of the epoch do. */
function isNight(place: number, day: number): boolean {
  return place < 2 && (Math.floor(day / 7) + place) % 2 === 1;
}
