import { theDesk } from '../../../domain/actor.ts';
import type { MessageCause } from '../../../domain/events-of-talk.ts';
import type { VisitTold } from '../../../mail/values.ts';
import {
  accepts,
  confirmsZone,
  departs,
  fails,
  hour,
  sent,
  theVisit,
  visitIsBooked,
  visitIsCancelled,
  visitIsMade,
  visitIsTaken,
} from '../../support/field-deeds.ts';
import { at } from '../../support/cast.ts';
import { happens, tell, type Story } from '../../support/story.ts';

type VisitCause = Extract<MessageCause, `visit${string}` | 'engineerOnTheWay'>;

const window = hour('10:00', '12:00');
const made = tell(sent(), confirmsZone('09:10'), visitIsMade('09:11'));
const offered = tell(made, visitIsBooked(window));
/** Egor comes to Vera between ten and noon (UTC). */
export const agreed = tell(offered, accepts('09:15', window));
export const preempted = tell(agreed, visitIsTaken('preempted'));
const moved = tell(preempted, visitIsBooked(hour('14:00', '16:00')), accepts('09:30', hour('14:00', '16:00')));
export const onTheWay = tell(agreed, departs('09:40'));
export const late = tell(
  agreed,
  happens({ type: 'visitLate', by: theDesk, data: { visitId: theVisit, window, happenedAt: at('12:00') } }),
);
export const failedByUs = tell(onTheWay, fails('10:30', 'operator'));

/** For every message about a visit a ticket that owes it, and the kind of entry that it tells about. */
export const visitStories: Readonly<Record<VisitCause, readonly [Story, string]>> = {
  visitAgreed: [agreed, 'visitAccepted'],
  visitMoved: [moved, 'visitAccepted'],
  engineerOnTheWay: [onTheWay, 'engineerDeparted'],
  visitMissed: [late, 'visitLate'],
  visitFailed: [tell(onTheWay, fails('10:30', 'customer')), 'visitFailed'],
  visitCancelled: [tell(agreed, visitIsCancelled('09:50', 'asked')), 'visitCancelled'],
  visitOffered: [offered, 'visitBooked'],
  visitCalledOff: [preempted, 'visitUnbooked'],
};

/** What the engineer reads of it. */
export const toTheBakery: VisitTold = {
  place: 'Пекарня на Ленина, ул. Ленина, 5',
  access: 'Ключ у охраны',
  element: 'Роутер пекарни',
  parts: [{ name: 'Роутер R1', quantity: 1 }],
  window,
  reason: 'не включается',
};
