import { describe, expect, it } from 'vitest';
import { verdictOn } from '../../../domain/line/verdict.ts';
import { all, bakeryLine, silent, unknownOf } from './bakery-line.ts';

describe('scheduled works', () => {
  const brokenAtOlt = { ...all(silent, 'till', 'router', 'ont', 'olt') };

  it.each(['olt', 'switch'])('on %s explain a break there, and advise to wait for their end', (elementId) => {
    const works = [{ elementId, title: 'New cards' }];
    const verdict = verdictOn(bakeryLine({ seen: brokenAtOlt, works }));
    expect(verdict).toMatchObject({ code: 'plannedWork', zone: 'access', element: 'olt', party: 'operator' });
    expect(verdict.next[0]?.wait).toBe('plannedWork');
    expect(verdict.text.en).toContain('New cards');
  });

  it('elsewhere on the chain explain nothing, but are told of', () => {
    const verdict = verdictOn(bakeryLine({ seen: brokenAtOlt, works: [{ elementId: 'core', title: 'New software' }] }));
    expect(verdict.code).toBe('noAnswer');
    expect(verdict.text.en).toContain('New software');
  });

  it('do not make a fault of a line that is well', () => {
    expect(verdictOn(bakeryLine({ works: [{ elementId: 'olt', title: 'New cards' }] })).code).toBe('noFaultFound');
  });
});

describe('other services through the same element', () => {
  const seen = all(silent, 'till', 'router', 'ont', 'olt');

  it('that fail too are counted and told of, and the verdict is as sure as without them', () => {
    const alone = verdictOn(bakeryLine({ seen }));
    const among = verdictOn(bakeryLine({ seen, others: [{ elementId: 'olt', failing: 11 }] }));
    expect([alone.affected, among.affected]).toEqual([1, 12]);
    expect(among.confidence).toBe(alone.confidence);
    expect(among.text.ru).toContain('11');
  });

  it('count for nothing where no element is at fault', () => {
    expect(verdictOn(bakeryLine({ others: [{ elementId: 'olt', failing: 3 }] })).affected).toBe(0);
  });
});

describe('a chain', () => {
  const walk = (...chain: Parameters<typeof verdictOn>[0]['chain']) =>
    verdictOn({ chain, works: [], others: [], earlier: [] });
  const alive = { alive: true };

  it('of a private network is walked to both its ends', () => {
    const verdict = walk(
      { ...unknownOf('laboratory', 'cpe'), ...alive },
      { ...unknownOf('switch', 'aggregation'), ...alive },
      { ...unknownOf('core', 'core'), ...alive },
      { ...unknownOf('clinic', 'cpe'), alive: false },
    );
    expect(verdict).toMatchObject({ code: 'noAnswer', zone: 'cpe', element: 'clinic', between: ['core', 'clinic'] });
  });

  it('of two switches of one zone has the fault at the one that is silent', () => {
    const verdict = walk(
      { ...unknownOf('router', 'cpe'), alive: false },
      { ...unknownOf('roof', 'access'), alive: false },
      { ...unknownOf('cellar', 'access'), ...alive },
    );
    expect(verdict).toMatchObject({ code: 'noAnswer', zone: 'access', between: ['roof', 'cellar'] });
  });

  it('without a core still knows that a service behind it answers', () => {
    const verdict = walk(
      { ...unknownOf('router', 'cpe'), alive: false },
      { ...unknownOf('telephones', 'service'), ...alive, working: true },
    );
    expect(verdict).toMatchObject({ code: 'noAnswer', zone: 'cpe', confidence: 'low' });
  });

  it('upstream of which something answers has a core that carries traffic', () => {
    const verdict = walk(
      { ...unknownOf('switch', 'aggregation'), alive: false },
      { ...unknownOf('core', 'core'), alive: false },
      { ...unknownOf('peer', 'upstream', 'supplier'), ...alive },
    );
    expect(verdict).toMatchObject({ code: 'noAnswer', element: 'switch', between: ['switch', 'core'] });
  });
});
