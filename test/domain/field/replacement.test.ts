import { describe, expect, it } from 'vitest';
import { dueAt } from '../../../domain/clock.ts';
import { clockOf } from '../../../domain/clock-starts.ts';
import { amira, at } from '../../support/cast.ts';
import { restores } from '../../support/deeds.ts';
import {
  completes,
  confirmsZone,
  partIsDead,
  partIsKept,
  partIsUsed,
  sent,
  theOlt,
  theRouter,
  visitIsMade,
} from '../../support/field-deeds.ts';
import { testsSay } from '../../support/line-deeds.ts';
import { asks, tell, timePassesUntil, wakesAt, type Story } from '../../support/story.ts';

const replacement = ({ ticket }: Story) => clockOf(ticket, 'replacement');

describe('the replacement', () => {
  const confirmed = tell(
    sent(),
    testsSay('nodeDown', at('09:05')),
    confirmsZone('09:10', { hardware: true }),
    wakesAt(at('09:11')),
  );
  const underWay = tell(confirmed, visitIsMade('09:12'), partIsKept('09:12'));

  it('counts from the moment when hardware is confirmed, and not from a dead line alone', () => {
    expect(replacement(tell(sent(), confirmsZone('09:10'), wakesAt(at('09:11'))))).toBeUndefined();
    expect(dueAt(replacement(confirmed)!, confirmed.ticket)).toBe(at('17:10'));
  });

  it('is met when a part was used and the line is found well since, as of its use', () => {
    const used = tell(underWay, partIsUsed('10:20'), completes('10:30'), wakesAt(at('10:31')));
    expect(replacement(used)?.state).toBe('running');
    const checked = tell(used, testsSay('noFaultFound', at('10:32')), wakesAt(at('10:33')));
    expect(replacement(checked)).toMatchObject({ state: 'met', metAt: at('10:20') });
  });

  it('is met by the restoration, where the line can’t be tested', () => {
    const story = tell(underWay, partIsUsed('10:20'), completes('10:30'), restores(amira, '10:40'));
    expect(replacement(story)).toMatchObject({ state: 'met', metAt: at('10:20') });
  });

  it('goes on where the tests still find the fault, and where the part was dead', () => {
    const failing = tell(
      underWay,
      partIsUsed('10:20'),
      completes('10:30'),
      wakesAt(at('10:31')),
      testsSay('nodeDown', at('10:32')),
    );
    expect(replacement(tell(failing, wakesAt(at('10:33'))))?.state).toBe('running');
    const dead = tell(underWay, partIsUsed('10:20'), partIsDead('10:25'), restores(amira, '10:40'));
    expect(replacement(dead)?.state).toBe('off');
  });

  it('is breached where nothing was replaced in time, and waits for parts never stop it', () => {
    const waiting = asks(amira, at('09:20'), {
      type: 'wait',
      waitId: 'wait-1',
      for: 'supplier',
      reason: 'parts',
      texts: {},
    });
    const late = tell(underWay, waiting, timePassesUntil(at('17:30')));
    expect(replacement(late)?.breachedAt).toBe(at('17:10'));
  });

  it('is off when the zone is confirmed anew without hardware, and on again for another element', () => {
    const without = tell(confirmed, confirmsZone('09:30'), wakesAt(at('09:31')));
    expect(replacement(without)?.state).toBe('off');
    const other = tell(without, confirmsZone('09:40', { hardware: true, element: theOlt }), wakesAt(at('09:41')));
    expect(dueAt(replacement(other)!, other.ticket)).toBe(at('17:40'));
  });

  it('does not run for the customer’s own equipment that the contract does not cover', () => {
    const said = { zone: 'cpe', party: 'operator', hardware: true, element: theRouter, chargeable: true } as const;
    const story = tell(
      sent(),
      asks(amira, at('09:10'), { type: 'confirmZone', ...said, texts: {} }),
      wakesAt(at('09:11')),
    );
    expect(replacement(story)).toBeUndefined();
  });

  it('is not met by a part that was put into another element', () => {
    const story = tell(underWay, partIsUsed('10:20', theOlt), restores(amira, '10:40'));
    expect(replacement(story)?.state).not.toBe('met');
  });
});
