import { v7 } from 'uuid';
import { byOf } from '../../domain/actor.ts';
import { callLogged } from '../../domain/calls.ts';
import type { Command } from '../../domain/decide.ts';
import type { Ticket } from '../../domain/ticket.ts';
import type { Decision, Zone } from '../../domain/words.ts';
import { amira, at, sergei } from '../support/cast.ts';
import { asks, type Happening } from '../support/past-lives.ts';

const claims = (clock: string) => asks(clock, () => ({ type: 'assign', userId: amira.id }));
const promises = (clock: string, promised: string) =>
  asks(clock, () => ({ type: 'promiseEta', promisedAt: at(promised), texts: {} }));
const restores = (clock: string, restored = clock, zone: Zone = 'access') =>
  asks(clock, () => ({ type: 'resolve', zone, restoredAt: at(restored), texts: {} }), sergei);
const hears = (clock: string, decision: Decision) => asks(clock, (ticket) => word(ticket, decision));
const talks = (clock: string): Happening => ({
  now: at(clock),
  act: ({ episode, contacts }) => {
    const call = { callId: v7(), direction: 'out', outcome: 'answered', happenedAt: at(clock), episode } as const;
    return [callLogged({ ...call, contactId: contacts[0]!.id }, byOf(amira))];
  },
});

function word({ contacts }: Ticket, decision: Decision): Command {
  const contactId = contacts[0]!.id;
  const evidence = { call: { callId: v7(), contactId, direction: 'out' } } as const;
  return { type: 'confirm', decision, contactId, evidence, texts: {} };
}

/** Response by 09:30, an update every two hours, restoration by 17:00. */
const kept = [claims('09:10'), promises('09:15', '12:00'), restores('10:50'), hears('11:00', 'accepted')];
const late = [
  ...[claims('09:40'), promises('09:45', '12:00'), talks('10:30'), talks('13:00'), promises('13:05', '19:00')],
  ...[talks('14:30'), talks('16:00'), restores('17:30', '17:30', 'core'), hears('17:45', 'accepted')],
];
const deniedOnce = [
  ...[claims('09:05'), promises('09:06', '10:00'), restores('09:50'), hears('10:20', 'stillBroken')],
  ...[promises('10:25', '11:00'), restores('11:30', '11:30', 'cpe'), hears('11:40', 'accepted')],
];
const knownLate = [
  ...[claims('09:05'), promises('09:06', '17:30'), talks('10:30'), talks('12:00'), talks('13:30'), talks('15:00')],
  ...[talks('16:30'), restores('17:10', '16:45'), hears('17:20', 'accepted')],
];
const deniedLate = [
  ...[claims('09:05'), promises('09:06', '20:00'), restores('17:30', '17:30', 'customerLan')],
  hears('17:45', 'stillBroken'),
];
const givenUp = [
  claims('09:05'),
  asks('09:20', (_ticket, texts) => ({ type: 'cancel', kind: 'contractEnded', texts }), sergei),
];

/** Tickets of one day, each with another fate of its promises. */
export const reportedLives: readonly (readonly Happening[])[] = [
  kept,
  late,
  deniedOnce,
  deniedLate,
  knownLate,
  givenUp,
];
