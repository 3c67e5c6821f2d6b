import { describe, expect, it } from 'vitest';
import { queryOf, queueSearch } from '../../web/src/queue/search.ts';
import { ownAddress } from '../../web/src/sign-in/return-address.ts';

describe('the address of a queue', () => {
  it('is read by its words, and what it cannot mean is left out', () => {
    const address = { status: 'held', priority: 'P9', zone: 'access', assignee: 'me', overdue: 'true', colour: 'red' };
    expect(queueSearch(address)).toEqual({ status: 'held', zone: 'access', assignee: 'me', overdue: 'true' });
  });

  it('asks for what is open, unless it says otherwise or looks for something', () => {
    const open = { stage: 'intake,localization,repair,confirmation' };
    expect(queryOf({})).toEqual(open);
    expect(queryOf({ assignee: 'none' })).toEqual({ assignee: 'none', ...open });
    expect(queryOf({ show: 'all' })).toEqual({});
    expect(queryOf({ status: 'closed' })).toEqual({ status: 'closed' });
    expect(queryOf({ q: 'HD-1000077' })).toEqual({ q: 'HD-1000077' });
  });
});

describe('the way back after the sign-in', () => {
  it.each(['/tickets?status=held', '/tickets/HD-1000077', '/'])('leads to %s', (to) => {
    expect(ownAddress(to)).toBe(to);
  });

  it.each([undefined, 'https://elsewhere.example', '//elsewhere.example', '/\\elsewhere.example', '/sign-in?to=/'])(
    'never leads to %s',
    (to) => expect(ownAddress(to)).toBe('/'),
  );
});
