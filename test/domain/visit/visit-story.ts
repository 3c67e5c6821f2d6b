import type { Person } from '../../../domain/actor.ts';
import { theDesk } from '../../../domain/actor.ts';
import type { Instant } from '../../../domain/instant.ts';
import { bookVisit, preempt, type Booking } from '../../../domain/visit/booking.ts';
import { evolveVisit } from '../../../domain/visit/evolve-visit.ts';
import { cancelVisit, leaveVisit } from '../../../domain/visit/leaving.ts';
import { act, type VisitAction } from '../../../domain/visit/progress.ts';
import { visitDeadlines, visitDue } from '../../../domain/visit/visit-deadlines.ts';
import type { VisitEntry, VisitEvent, VisitEventType } from '../../../domain/visit/visit-events.ts';
import { joinVisit, openVisit, type VisitRequest } from '../../../domain/visit/visit-request.ts';
import { factsFor } from '../../../domain/visit/told-to-tickets.ts';
import type { Visit, VisitTicket } from '../../../domain/visit/visit.ts';
import { anotherNumber, at, dina, egor, theNumber } from '../../support/cast.ts';

/** A visit and its log so far. */
export interface VisitStory {
  readonly visit: Visit;
  readonly entries: readonly VisitEntry[];
}
export type VisitStep = (story: VisitStory) => VisitStory;

/** Egor's colleague, on the same shift. */
export const fedor: Person = { kind: 'person', id: '019b8c00-0000-7000-8000-000000000015', roles: ['engineer'] };

export const theVisit = '019b8c00-0000-7000-d000-000000000001';
export const theRouter = '019b8c00-0000-7000-e000-000000000001';
const why = { ru: 'ближе всех', en: 'the nearest' };

export function waiting(overrides: Partial<VisitTicket> = {}): VisitTicket {
  return { number: theNumber, priority: 'P3', urgency: 0, arriveBy: at('17:00'), ...overrides };
}

/** Somebody is to look at the bakery's router, arranged by a dispatcher. */
export function request(overrides: Partial<VisitRequest> = {}): VisitRequest {
  return {
    cause: 'verdict',
    dispatch: 'proposed',
    zone: 'access',
    element: theRouter,
    siteId: null,
    region: 'north',
    skills: ['router'],
    language: 'ru',
    parts: [],
    wanted: null,
    ticket: waiting(),
    ...overrides,
  };
}

/** The visit as it was asked for at nine, and after each step in turn. */
export function visitAfter(...steps: readonly VisitStep[]): Visit {
  return tellVisit(requested(), ...steps).visit;
}

export function tellVisit(story: VisitStory, ...steps: readonly VisitStep[]): VisitStory {
  return steps.reduce((told, step) => step(told), story);
}

export function requested(overrides: Partial<VisitRequest> = {}): VisitStory {
  const [first] = openVisit(theVisit, request(overrides), theDesk, at('09:00'));
  const entry = { ...first, position: 1 } as VisitEntry;
  return { visit: evolveVisit(null, entry), entries: [entry] };
}

/** Whatever a rule says follows, appended to the log. */
export function follows(rule: (visit: Visit) => readonly VisitEvent[]): VisitStep {
  return (story) => rule(story.visit).reduce(appended, story);
}

function appended({ visit, entries }: VisitStory, event: VisitEvent): VisitStory {
  const entry = { ...event, position: visit.foldedUpTo + 1 } as VisitEntry;
  return { visit: evolveVisit(visit, entry), entries: [...entries, entry] };
}

/** From eleven to twelve, twenty minutes away. */
export function booking(overrides: Partial<Booking> = {}): Booking {
  const window = { from: at('11:00'), to: at('12:00') };
  return { engineerId: egor.id, window, travelMs: 20 * 60_000, why, ...overrides };
}

export function books(clock = '09:10', overrides: Partial<Booking> = {}, by: Person = dina): VisitStep {
  return follows((visit) => bookVisit(visit, booking(overrides), by, at(clock)));
}

export function makesRoom(clock: string): VisitStep {
  return follows((visit) => preempt(visit, at(clock)));
}

/** The engineer tells it as it happens, or at `told`, with the instant when it happened. */
export function does(action: VisitAction, clock: string, by: Person = egor): VisitStep {
  return follows((visit) => act(visit, action, by, at(clock)));
}
export const accepts = (clock: string, by?: Person) => does({ type: 'accept' }, clock, by);
export const departs = (clock: string, by?: Person) => does({ type: 'depart' }, clock, by);
export const arrives = (clock: string, by?: Person) => does({ type: 'arrive' }, clock, by);
export const declines = (clock: string, by?: Person) => does({ type: 'decline' }, clock, by);
export const completes = (clock: string, by?: Person) => does({ type: 'complete', zone: 'access' }, clock, by);
export const fails = (clock: string, by?: Person) => does({ type: 'fail', fault: 'customer' }, clock, by);

export function joins(overrides: Partial<VisitTicket> = {}, more: Partial<VisitRequest> = {}): VisitStep {
  const asked = request({ ...more, ticket: waiting({ number: anotherNumber, ...overrides }) });
  return follows((visit) => joinVisit(visit, asked, theDesk, at('09:30')));
}

export function leaves(number: string, clock: string): VisitStep {
  return follows((visit) => leaveVisit(visit, number, 'restored', at(clock)));
}

export function isCalledOff(clock: string): VisitStep {
  return follows((visit) => cancelVisit(visit, 'asked', dina, at(clock)));
}

/** The visit's workflow wakes at every deadline up to then. */
export function timePasses(clock: string): VisitStep {
  return (story) => upTo(story, at(clock));
}

function upTo(story: VisitStory, now: Instant): VisitStory {
  const next = visitDeadlines(story.visit).find(({ what }) => what !== 'lookAgain');
  const due = follows((visit) => visitDue(visit, next && next.at < now ? next.at : now))(story);
  return due.entries.length === story.entries.length ? story : upTo(due, now);
}

/** The kinds of the entries after the request. */
export function typesOf({ entries }: VisitStory): readonly VisitEventType[] {
  return entries.slice(1).map(({ type }) => type);
}

/** What all that happened has told, entry by entry. */
export function toldIn({ entries }: VisitStory) {
  let before: Visit | null = null;
  return entries.map((entry) => {
    const after = evolveVisit(before, entry);
    const facts = factsFor(after, before, entry);
    before = after;
    return facts;
  });
}

/** What the last entry has told. */
export function told(story: VisitStory) {
  return toldIn(story)
    .at(-1)!
    .map(({ event, to }) => ({ type: event.type, data: event.data, by: event.by, to }));
}
