import type { Person, Role } from '../../domain/actor.ts';
import { defaultTerms } from '../../domain/default-terms.ts';
import type { Opening, TextRef, TicketContact, Texts } from '../../domain/events.ts';
import type { Instant } from '../../domain/instant.ts';
import { prioritise } from '../../domain/priority.ts';
import type { Terms } from '../../domain/terms.ts';
import { ticketNumber } from '../../domain/ticket-number.ts';

/** The day on which the stories happen. */
const day = '2026-01-05';

/** An instant of that day: `at('09:30')`. */
export function at(clock: string): Instant {
  return `${day}T${clock}:00.000Z`;
}
export const nineOClock = at('09:00');
export const theNextDay: Instant = '2026-01-06T09:00:00.000Z';

// ---- the people of the desk ------------------------------------------------------------------------------------

function person(id: number, ...roles: Role[]): Person {
  return { kind: 'person', id: `019b8c00-0000-7000-8000-00000000000${id}`, roles };
}
export const amira = person(1, 'agent');
export const sergei = person(2, 'supervisor');
export const dina = person(3, 'dispatcher');
export const nikolai = person(4, 'noc');
export const egor = person(5, 'engineer');
export const stella = person(6, 'storekeeper');
export const anton = person(7, 'admin');
export const portal = person(8, 'integration');

export const everybody: readonly Person[] = [amira, sergei, dina, nikolai, egor, stella, anton, portal];

// ---- the customers' people -------------------------------------------------------------------------------------

function contact(id: number, can: Partial<TicketContact>): TicketContact {
  return {
    id: `019b8c00-0000-7000-9000-00000000000${id}`,
    language: 'ru',
    prefers: [],
    roles: ['reporter'],
    phone: false,
    email: false,
    listed: false,
    ...can,
  };
}
/** Runs the bakery, and reported the fault: phone and e-mail. */
export const vera = contact(1, { phone: true, email: true, prefers: ['email'] });
/** The night watchman of the clinic, has a phone only. */
export const oleg = contact(2, { phone: true, prefers: ['phone'] });
/** The bakery's director: her word closes, by the customer's list; e-mail only. */
export const galina = contact(3, { email: true, roles: ['confirms'], listed: true, language: 'en' });
/** Asked to be kept informed. */
export const irina = contact(4, { phone: true, email: true, roles: ['informed'] });
/** Opens the door on site, and hears nothing. */
export const pavel = contact(5, { phone: true, roles: ['site'] });
/** On nobody's list. */
export const aStranger = contact(9, { phone: true, roles: [] });

// ---- what they are served with ---------------------------------------------------------------------------------

export const bakery = '019b8c00-0000-7000-a000-000000000001';
export const clinic = '019b8c00-0000-7000-a000-000000000002';
export const bakersInternet = '019b8c00-0000-7000-b000-000000000001';
export const bakersTelephony = '019b8c00-0000-7000-b000-000000000002';
export const clinicsInternet = '019b8c00-0000-7000-b000-000000000003';

/** Response, update and restore as by default (P2: 30 minutes, 2 and 8 hours), a ladder on the restoration. */
export const goldTerms: Terms = {
  ...defaultTerms,
  serviceClass: 'gold',
  stopClockReasons: [{ reason: 'customerUnavailable', clocks: ['restore'] }],
  ladder: [
    { clock: 'restore', at: '50%', tell: { role: 'dispatcher' } },
    { clock: 'restore', at: '-PT15M', tell: { role: 'supervisor' }, do: 'raise' },
    { clock: 'restore', at: '100%', tell: { role: 'supervisor' }, do: 'notify' },
    { clock: 'restore', at: '+PT30M', tell: { team: 'noc' }, do: 'reassign' },
  ],
};

const noTargets = { response: null, update: null, arrival: null, restore: null, replacement: null } as const;

/**
 * No clock and no ladder, for stories about something else. First ETA within 30 minutes, warned 15 minutes before, a
 * new one within 15 minutes of a missed one.
 */
export const quietTerms: Terms = {
  ...goldTerms,
  ladder: [],
  priorities: {
    P1: { ...noTargets, dispatch: 'proposed' },
    P2: { ...noTargets, dispatch: 'proposed' },
    P3: { ...noTargets, dispatch: 'never' },
    P4: { ...noTargets, dispatch: 'never' },
  },
};

export const theNumber = ticketNumber(100001);
export const anotherNumber = ticketNumber(100002);

/** What Vera's call at nine makes of her trouble. */
export function opening(overrides: Partial<Opening> = {}): Opening {
  const terms = overrides.terms ?? quietTerms;
  const severity = overrides.severity ?? 'major';
  const { priority, reason: priorityReason } = prioritise(severity, terms);
  return {
    number: theNumber,
    channel: 'phone',
    reportedAt: nineOClock,
    openedAt: nineOClock,
    contacts: [vera],
    severity,
    hypothesis: { ru: 'обрыв линии', en: 'line cut' },
    questionnaire: { id: 'internet', version: 1, answers: { works: false } },
    previous: null,
    serviceId: bakersInternet,
    customerId: bakery,
    contractId: '019b8c00-0000-7000-c000-000000000001',
    terms,
    termsVersion: 2,
    chain: ['019b8c00-0000-7000-d000-000000000001', '019b8c00-0000-7000-d000-000000000002'],
    priority,
    priorityReason,
    ...overrides,
  };
}

/** References to texts that stand elsewhere: `words('reason', 'note')`. */
export function words(...names: string[]): Texts {
  const ref = (name: string): TextRef => ({ id: `text-${name}`, digest: 'd1'.repeat(32) });
  return Object.fromEntries(names.map((name) => [name, ref(name)]));
}
