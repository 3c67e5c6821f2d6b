import type { Terms } from './terms.ts';

/**
 * What the desk promises where it does not know the contract yet: it works on it around the clock, and says when.
 * Times follow the commercial escalation matrix of a carrier (restore 4, 8, 8 and 24 hours).
 */
export const defaultTerms: Terms = {
  validFrom: '2020-01-01T00:00:00.000Z',
  serviceClass: 'default',
  calendarId: '24x7',
  priorityBySeverity: { critical: 'P1', major: 'P2', minor: 'P3', none: 'P4' },
  priorities: {
    P1: { response: 'PT15M', update: 'PT1H', arrival: null, restore: 'PT4H', replacement: null, dispatch: 'proposed' },
    P2: { response: 'PT30M', update: 'PT2H', arrival: null, restore: 'PT8H', replacement: null, dispatch: 'proposed' },
    P3: { response: 'PT1H', update: 'PT8H', arrival: null, restore: 'PT8H', replacement: null, dispatch: 'never' },
    P4: { response: 'PT4H', update: 'PT24H', arrival: null, restore: 'PT24H', replacement: null, dispatch: 'never' },
  },
  stopClockReasons: [],
  ladder: [],
  eta: { firstWithin: 'PT30M', warnBefore: 'PT15M', demandNewWithin: 'PT15M' },
  confirmation: { callWithin: 'PT30M', remindAfter: ['PT24H'], repeatEvery: 'PT24H', escalateAfter: 'PT72H' },
};
