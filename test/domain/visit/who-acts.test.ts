import { describe, expect, it } from 'vitest';
import type { Person } from '../../../domain/actor.ts';
import { act, type VisitAction } from '../../../domain/visit/progress.ts';
import { amira, at, dina, egor, sergei, stella } from '../../support/cast.ts';
import { refusalOf } from '../../support/story.ts';
import { books, fedor, visitAfter } from './visit-story.ts';

const booked = () => visitAfter(books());
const refused = (action: VisitAction, by: Person, visit = booked()) =>
  refusalOf(() => act(visit, action, by, at('09:20')));

describe('who acts on a visit', () => {
  it('is its engineer, without a call', () => {
    expect(act(booked(), { type: 'accept', callId: 'call-1' }, egor, at('09:20'))[0]?.data).toEqual({
      happenedAt: at('09:20'),
    });
  });

  it.each([dina, sergei])('is a dispatcher or a supervisor on their behalf, with the call', (somebody) => {
    expect(refused({ type: 'accept' }, somebody)).toBe('evidenceRequired');
    const [event] = act(booked(), { type: 'accept', callId: 'call-1' }, somebody, at('09:20'));
    expect(event).toMatchObject({ by: { id: somebody.id }, data: { callId: 'call-1' } });
  });

  it('keeps the call by which somebody declined', () => {
    const [event] = act(booked(), { type: 'decline', callId: 'call-1' }, dina, at('09:20'));
    expect(event).toMatchObject({ type: 'visitUnbooked', data: { engineerId: egor.id, callId: 'call-1' } });
  });

  it('is nobody on behalf of nobody', () => {
    expect(refused({ type: 'accept', callId: 'call-1' }, dina, visitAfter())).toBe('visitFinished');
  });

  it('is nobody else: another engineer does not find it, others may not', () => {
    expect(refused({ type: 'accept' }, fedor)).toBe('notFound');
    expect(refused({ type: 'accept', callId: 'call-1' }, fedor)).toBe('notFound');
    expect([amira, stella].map((somebody) => refused({ type: 'accept', callId: 'call-1' }, somebody))).toEqual([
      ...['notAllowed', 'notAllowed'],
    ]);
  });

  it('may be a dispatcher who goes themselves', () => {
    const both = { ...egor, roles: ['engineer', 'dispatcher'] } as const;
    expect(act(booked(), { type: 'accept' }, both, at('09:20'))).toHaveLength(1);
  });
});
