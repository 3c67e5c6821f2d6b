import { describe, expect, it } from 'vitest';
import { dueAt } from '../../../domain/clock.ts';
import { clockOf } from '../../../domain/clock-starts.ts';
import { amira, at, vera } from '../../support/cast.ts';
import { hears, restores } from '../../support/deeds.ts';
import {
  accepts,
  arrives,
  completes,
  confirmsZone,
  fails,
  fieldTerms,
  hour,
  sent,
  visitIsBooked,
  visitIsMade,
} from '../../support/field-deeds.ts';
import { testsSay } from '../../support/line-deeds.ts';
import { tell, timePassesUntil, wakesAt, type Story } from '../../support/story.ts';

const arrival = ({ ticket }: Story) => clockOf(ticket, 'arrival');
const due = (story: Story) => dueAt(arrival(story)!, story.ticket);
const started = ({ entries }: Story) =>
  entries.flatMap((entry) => (entry.type === 'clockStarted' && entry.data.clock === 'arrival' ? [entry.data] : []));

describe('the arrival', () => {
  const needed = tell(sent(), testsSay('linkDown', at('09:02')), wakesAt(at('09:03')));

  it('counts from the moment when a visit is found to be needed, not from the report', () => {
    expect(arrival(tell(sent(), wakesAt(at('09:01'))))).toBeUndefined();
    expect(started(needed)).toMatchObject([{ because: 'needed', limits: [{ from: at('09:02') }] }]);
    expect(due(needed)).toBe(at('11:02'));
  });

  it('counts whoever sends somebody, and also where nobody is sent by rule', () => {
    const never = {
      ...fieldTerms,
      priorities: { ...fieldTerms.priorities, P2: { ...fieldTerms.priorities.P2, dispatch: 'never' as const } },
    };
    const story = tell(sent({ terms: never }), testsSay('linkDown', at('09:02')), wakesAt(at('09:03')));
    expect(arrival(story)?.state).toBe('running');
  });

  it('is met by the first arrival of the episode, at the instant when it happened', () => {
    const story = tell(
      needed,
      visitIsMade('09:03'),
      visitIsBooked(hour('10:00', '10:30')),
      arrives('10:10'),
      wakesAt(at('12:00')),
    );
    expect(arrival(story)).toMatchObject({ state: 'met', metAt: at('10:10'), breachedAt: null });
  });

  it('is breached where nobody came, and the breach is taken back by an arrival that was told late', () => {
    const late = tell(
      needed,
      visitIsMade('09:03'),
      visitIsBooked(hour('10:00', '10:30')),
      timePassesUntil(at('11:30')),
    );
    expect(arrival(late)?.breachedAt).toBe(at('11:02'));
    const told = tell(late, arrives('10:55'), wakesAt(at('11:40')));
    expect(told.entries.map(({ type }) => type)).toContain('clockBreachWithdrawn');
    expect(arrival(told)).toMatchObject({ state: 'met', metAt: at('10:55'), breachedAt: null });
  });

  it('counts anew from a failure that was ours, not from one of the customer’s', () => {
    const there = tell(
      needed,
      visitIsMade('09:03'),
      visitIsBooked(hour('10:00', '10:30')),
      arrives('10:10'),
      wakesAt(at('10:11')),
    );
    const ours = tell(there, fails('10:40', 'operator'), wakesAt(at('10:41')));
    expect(started(ours).at(-1)).toMatchObject({ because: 'failed', limits: [{ from: at('10:40') }] });
    const theirs = tell(there, fails('10:40', 'customer'), wakesAt(at('10:41')));
    expect(arrival(theirs)).toMatchObject({ state: 'met', metAt: at('10:10') });
  });

  it('stops where nobody of ours has to go after all, and where the service is restored', () => {
    const elsewhere = tell(needed, confirmsZone('09:20', { zone: 'upstream' }), wakesAt(at('09:21')));
    expect(arrival(elsewhere)?.state).toBe('off');
    expect(arrival(tell(needed, restores(amira, '09:30')))?.state).toBe('off');
  });

  it('is met by who was there, also where the restoration is told before the desk has looked', () => {
    const story = tell(needed, visitIsMade('09:03'), arrives('10:10'), restores(amira, '10:11'));
    expect(arrival(story)).toMatchObject({ state: 'met', metAt: at('10:10') });
  });

  it('counts again in the next episode, from the new verdict', () => {
    const again = tell(
      needed,
      visitIsMade('09:03'),
      arrives('09:30'),
      completes('10:00'),
      restores(amira, '10:05'),
      hears(amira, '10:30', vera, 'stillBroken'),
      wakesAt(at('10:31')),
    );
    expect(arrival(again)?.state).not.toBe('running');
    const tested = tell(again, testsSay('linkDown', at('10:32')), wakesAt(at('10:33')));
    expect(arrival(tested)).toMatchObject({ state: 'running', episode: 2 });
    expect(due(tested)).toBe(at('12:32'));
  });
});

describe('a window that the customer chose', () => {
  it('is a wait of theirs until then, there once, and ends with it', () => {
    const window = hour('14:00', '15:00');
    const chosen = visitIsBooked(window, undefined, { chosenBy: 'customer' });
    const story = tell(sent(), confirmsZone('09:10'), visitIsMade('09:11'), chosen, wakesAt(at('09:12')));
    expect(story.ticket.wait).toMatchObject({ reason: 'customerRequest', for: 'customer', until: at('14:00') });
    const over = tell(story, accepts('09:20', window), timePassesUntil(at('14:10')));
    expect(over.ticket.wait).toBeNull();
    expect(over.ticket.waits).toHaveLength(1);
  });
});

describe('the first visit that is booked', () => {
  it('takes an acknowledged ticket into work', () => {
    const story = tell(sent(), testsSay('linkDown', at('09:02')), visitIsMade('09:03'));
    expect(tell(story, wakesAt(at('09:04'))).ticket.status).toBe('acknowledged');
    const booked = tell(story, visitIsBooked(hour('10:00', '10:30')), wakesAt(at('09:05')));
    expect(booked.ticket.status).toBe('inProgress');
  });
});

describe('a visit that is completed', () => {
  it('has the line tested again', () => {
    const story = tell(
      sent(),
      testsSay('linkDown', at('09:02')),
      visitIsMade('09:03'),
      completes('10:00'),
      wakesAt(at('10:01')),
    );
    expect(story.ticket.localization?.underWay).toMatchObject({ because: 'visited' });
    expect(
      tell(story, testsSay('noFaultFound', at('10:02')), wakesAt(at('10:03'))).ticket.localization?.underWay,
    ).toBeNull();
  });
});
