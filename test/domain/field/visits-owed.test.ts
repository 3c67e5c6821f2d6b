import { describe, expect, it } from 'vitest';
import { visitsOwed } from '../../../domain/field/visits-owed.ts';
import { isOver } from '../../../domain/obligations.ts';
import { amira, at, opening, sergei, vera } from '../../support/cast.ts';
import { hears, restores } from '../../support/deeds.ts';
import {
  accepts,
  arrives,
  completes,
  confirmsZone,
  fails,
  hour,
  partIsKept,
  secondVisit,
  sent,
  theOlt,
  theRouter,
  visitIsBooked,
  visitIsCancelled,
  visitIsMade,
} from '../../support/field-deeds.ts';
import { testsSay } from '../../support/line-deeds.ts';
import { asks, opened, tell, wakesAt, type Story } from '../../support/story.ts';

const owedBy = ({ ticket }: Story) => visitsOwed(ticket);
const wishOf = (story: Story) => {
  const owed = owedBy(story);
  return owed && 'wish' in owed ? owed.wish : null;
};
const window = hour('10:00', '10:30');

describe('a visit is owed', () => {
  it('when the tests find a fault that only somebody on the spot can mend', () => {
    const story = tell(sent(), testsSay('linkDown', at('09:01')));
    expect(wishOf(story)).toMatchObject({ cause: 'verdict', dispatch: 'automatic', zone: 'access', hardware: false });
  });

  it.each(['adminDown', 'plannedWork', 'intermittent', 'noFaultFound', 'customerPower'] as const)(
    'not when they say %s',
    (code) => {
      expect(owedBy(tell(sent(), testsSay(code, at('09:01'))))).toBeNull();
    },
  );

  it('when a person says where the fault lies, whatever the tests said', () => {
    const story = tell(sent(), testsSay('noFaultFound', at('09:01')), confirmsZone('09:10'));
    expect(wishOf(story)).toMatchObject({ cause: 'zone', zone: 'cpe', element: theRouter });
  });

  it.each([
    ['the customer has to mend it', { party: 'customer' }],
    ['a supplier has to', { party: 'supplier' }],
    ['the fault lies beyond our network', { zone: 'upstream' }],
  ] as const)('not when %s', (_what, said) => {
    expect(owedBy(tell(sent(), testsSay('linkDown', at('09:01')), confirmsZone('09:10', said)))).toBeNull();
  });

  it('as a proposal by the Priority Rule, and not at all where it says never', () => {
    const proposed = tell(sent({ severity: 'minor' }), testsSay('linkDown', at('09:01')));
    expect(wishOf(proposed)?.dispatch).toBe('proposed');
    expect(owedBy(tell(sent({ severity: 'none' }), testsSay('linkDown', at('09:01'))))).toBeNull();
  });

  it('as a proposal for a node site where no element is known', () => {
    const story = tell(sent(), confirmsZone('09:10', { zone: 'core', element: null }));
    expect(wishOf(story)?.dispatch).toBe('proposed');
  });

  it('never by a ticket from before the desk sent engineers', () => {
    const before = opened({ localizes: true, terms: opening().terms });
    expect(owedBy(tell(before, testsSay('linkDown', at('09:01')), confirmsZone('09:10')))).toBeNull();
  });

  it('once: not while one is open, and not again when it is completed or called off by a person', () => {
    const made = tell(sent(), confirmsZone('09:10'), visitIsMade('09:11'));
    expect(owedBy(made)).toBeNull();
    expect(owedBy(tell(made, visitIsBooked(window), arrives('10:05'), completes('11:00')))).toBeNull();
    expect(owedBy(tell(made, visitIsCancelled('09:20', 'asked')))).toBeNull();
  });
});

describe('a second visit', () => {
  const failed = (fault: 'operator' | 'customer') =>
    tell(sent(), confirmsZone('09:10'), visitIsMade('09:11'), visitIsBooked(window), fails('10:40', fault));

  it('is sent at once where the first led to nothing by our fault', () => {
    expect(wishOf(failed('operator'))).toMatchObject({ cause: 'again', dispatch: 'automatic' });
  });

  it('is only proposed where the customer let nobody in', () => {
    expect(wishOf(failed('customer'))).toMatchObject({ cause: 'again', dispatch: 'proposed' });
  });

  it('is only proposed where the tests still find a fault after one that was completed', () => {
    const done = tell(sent(), testsSay('linkDown', at('09:01')), visitIsMade('09:11'), completes('11:00'));
    expect(owedBy(done)).toBeNull();
    const tested = tell(done, wakesAt(at('11:01')), testsSay('linkDown', at('11:02')));
    expect(wishOf(tested)).toMatchObject({ cause: 'verdict', dispatch: 'proposed' });
    expect(wishOf(tell(tested, confirmsZone('11:10')))).toMatchObject({ cause: 'zone', dispatch: 'automatic' });
  });
});

describe('an open visit', () => {
  const made = tell(sent(), testsSay('linkDown', at('09:01')), visitIsMade('09:02'));

  it('is amended when hardware turns out to be broken', () => {
    const story = tell(
      made,
      arrives('09:40'),
      confirmsZone('09:50', { zone: 'access', element: theOlt, hardware: true }),
    );
    expect(wishOf(story)).toMatchObject({ cause: 'hardware', hardware: true, element: theOlt });
    expect(owedBy(tell(story, partIsKept('09:51')))).toBeNull();
  });

  it('hears of another severity', () => {
    const severity = { type: 'changeSeverity', severity: 'critical', kind: 'changed' } as const;
    const story = tell(made, asks(amira, at('09:05'), { ...severity, texts: {} }));
    expect(wishOf(story)?.ticket).toMatchObject({ priority: 'P1' });
    expect(owedBy(tell(story, arrives('09:40')))).toBeNull();
  });

  it('is given up when a person says that the fault lies elsewhere', () => {
    expect(owedBy(tell(made, confirmsZone('09:30', { zone: 'upstream' })))).toEqual({ leave: 'notNeeded' });
    const moved = tell(made, confirmsZone('09:30', { zone: 'cpe' }), visitIsCancelled('09:31', 'notNeeded'));
    expect(wishOf(moved)).toMatchObject({ cause: 'zone', zone: 'cpe' });
  });

  it('is given up when the service is restored, but not while somebody is on site', () => {
    expect(owedBy(tell(made, restores(amira, '09:30')))).toEqual({ leave: 'restored' });
    expect(owedBy(tell(made, arrives('09:20'), restores(amira, '09:30')))).toBeNull();
  });

  it('keeps a ticket that has ended from being over until it is given up', () => {
    const cancelled = tell(
      made,
      asks(sergei, at('09:30'), {
        type: 'cancel',
        kind: 'contractEnded',
        texts: { document: { id: 'd', digest: 'd' } },
      }),
    );
    expect(owedBy(cancelled)).toEqual({ leave: 'ticketOver' });
    expect(isOver({ ...cancelled.ticket, owed: [] })).toBe(false);
    const left = tell(cancelled, visitIsCancelled('09:31', 'ticketOver'));
    expect(isOver({ ...left.ticket, owed: [] })).toBe(true);
  });
});

describe('after “still broken”', () => {
  const again = tell(
    sent(),
    confirmsZone('09:10'),
    visitIsMade('09:11'),
    completes('10:00'),
    restores(amira, '10:05'),
    hears(amira, '10:30', vera, 'stillBroken'),
  );

  it('what was known of the first fault sends nobody by itself', () => {
    expect(owedBy(again)).toBeNull();
  });

  it('a new verdict does', () => {
    expect(wishOf(tell(again, testsSay('linkDown', at('10:31'))))).toMatchObject({ cause: 'verdict' });
  });

  it('and the visits of both episodes are told apart', () => {
    const story = tell(again, testsSay('linkDown', at('10:31')), visitIsMade('10:32', secondVisit));
    expect(story.ticket.field?.visits.map(({ episode }) => episode)).toEqual([1, 2]);
    expect(owedBy(tell(story, visitIsBooked(window, secondVisit), accepts('10:40', window, secondVisit)))).toBeNull();
  });
});
