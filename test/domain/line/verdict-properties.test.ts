import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verdictCodes, type LineSeen } from '../../../domain/line/line.ts';
import { confidences, type Zone } from '../../../domain/words.ts';
import { verdictOn, type Verdict } from '../../../domain/line/verdict.ts';
import { anyLines, inOrder, onlyHeard } from './any-lines.ts';
import { seenInPart, aspects, trueStories, type TrueStory } from './true-stories.ts';

const runs = { numRuns: 1_200, seed: 17 };

/** For each element and aspect whether it is seen at first (2), only later (1), or never (0). */
const whatIsSeen = fc.array(fc.constantFrom(0, 1, 2, 2), {
  minLength: 9 * aspects.length,
  maxLength: 9 * aspects.length,
});
const shown = (story: TrueStory, seen: readonly number[], from: number): LineSeen =>
  seenInPart(story, (element, aspect) => (seen[element * aspects.length + aspect] ?? 0) >= from);

const always = (says: (story: TrueStory, less: LineSeen, more: LineSeen) => void) =>
  fc.assert(
    fc.property(trueStories, whatIsSeen, (story, seen) => {
      says(story, shown(story, seen, 2), shown(story, seen, 1));
    }),
    runs,
  );

const atPremises: readonly (Zone | undefined)[] = ['demarcation', 'cpe', 'customerLan'];

const rank = ({ confidence }: Verdict) => confidences.indexOf(confidence);

describe('of a line of which all is seen, the verdict', () => {
  it('names the zone where the fault is', () => {
    always(({ full, zone, truth }) => {
      const verdict = verdictOn(full);
      if (verdict.confidence === 'high') expect(verdict.zone, JSON.stringify(truth)).toBe(zone);
    });
  });

  it('is not sure only of what lies before the customer’s own, which nobody can ask around the line', () => {
    always(({ full, truth }) => {
      const { confidence, element } = verdictOn(full);
      const far = 'at' in truth ? full.chain[full.chain.length - 3 - truth.at] : undefined;
      if (confidence !== 'high' && far) expect([far.owner, far.id]).toEqual(['customer', element]);
    });
  });

  it('says that it is well only if it is', () => {
    always(({ full, truth }) => expect(verdictOn(full).code === 'noFaultFound').toBe(truth.what === 'well'));
  });
});

describe('of a line of which only a part is seen, the verdict', () => {
  it('is right wherever it is sure and names a place', () => {
    always(({ zone }, part) => {
      const verdict = verdictOn(part);
      if (verdict.confidence === 'high' && verdict.element !== null) expect(verdict.zone).toBe(zone);
    });
  });

  it('finds no fault on a line that is well', () => {
    always(({ truth }, part) => {
      if (truth.what === 'well') expect(['noFaultFound', 'notTestable']).toContain(verdictOn(part).code);
    });
  });

  it('grows no less sure of a zone when more is seen', () => {
    always((_, less, more) => {
      const [before, after] = [verdictOn(less), verdictOn(more)];
      if (before.zone === after.zone)
        expect(rank(after), `${before.code} → ${after.code}`).toBeGreaterThanOrEqual(rank(before));
    });
  });

  it('blames nobody where the probe stands alone', () => {
    always(({ truth }, part) => {
      const { party, code } = verdictOn(part);
      if (truth.what === 'probeAlone' || code === 'probeBlind') expect(party).toBe(null);
    });
  });

  it('blames the customer only for power and for what is theirs, never for a way that leads to them', () => {
    always(({ truth, full }, part) => {
      const { party, code } = verdictOn(part);
      if (party !== 'customer' || code === 'customerPower') return;
      const place = 'at' in truth ? full.chain.length - 3 - truth.at : -1;
      expect(full.chain[place]?.owner).toBe('customer');
      const isLastMile = 'at' in truth && truth.what === 'cut' && !atPremises.includes(full.chain[place + 1]?.zone);
      expect(isLastMile).toBe(false);
    });
  });
});

describe('of any line at all, however little it makes sense, the verdict', () => {
  const ofAny = (says: (line: LineSeen, verdict: Verdict) => void) =>
    fc.assert(
      fc.property(anyLines, (line) => {
        says(line, verdictOn(line));
      }),
      runs,
    );

  it('says something in both languages, and what to do next', () => {
    ofAny((_, { text, next }) => {
      expect(next.length).toBeGreaterThan(0);
      for (const { ru, en } of [text, ...next.map((advice) => advice.text)]) {
        expect(ru).toMatch(/^[«А-Я].{10,}[.»]$/su);
        expect(en).toMatch(/^[“A-Z].{10,}[.”]$/su);
        expect(ru + en).not.toMatch(/undefined|null|NaN|\[object/);
      }
    });
  });

  it('can be any of them', () => {
    const codes = new Set<string>();
    ofAny((_, { code }) => codes.add(code));
    expect([...codes].sort()).toEqual([...verdictCodes].sort());
  });

  it('is the same for its copy', () => {
    ofAny((line, verdict) => {
      expect(verdictOn(JSON.parse(JSON.stringify(line)) as LineSeen)).toStrictEqual(verdict);
    });
  });

  it('names elements of its chain, and nobody to blame where it names no zone', () => {
    ofAny(({ chain }, { element, between, zone, party }) => {
      const ids = chain.map(({ id }) => id);
      for (const id of [element, ...(between ?? [])]) if (id !== null) expect(ids).toContain(id);
      if (element === null) expect([zone, party]).toEqual(['unknown', null]);
    });
  });

  it('never looks behind the first silent element while nothing but silence is known', () => {
    ofAny(({ chain: all, ...rest }) => {
      const chain = inOrder(all).map(onlyHeard);
      const { element } = verdictOn({ ...rest, chain, works: [] });
      const alive = chain.findIndex((one) => one.alive === true);
      const silent = chain.slice(0, alive < 0 ? undefined : alive).findLastIndex((one) => one.alive === false);
      if (element !== null && silent >= 0)
        expect(chain.findIndex(({ id }) => id === element)).toBeGreaterThanOrEqual(silent);
    });
  });
});

describe('the truths of these properties', () => {
  it('lead to many verdicts, so that they say something', () => {
    const counts = new Map<string, number>();
    always((_, part) => {
      const { code } = verdictOn(part);
      counts.set(code, (counts.get(code) ?? 0) + 1);
    });
    for (const code of [
      'nodeDown',
      'linkDown',
      'noAnswer',
      'customerLan',
      'customerPower',
      'probeBlind',
      'probeUplink',
    ])
      expect(counts.get(code) ?? 0, code).toBeGreaterThan(2);
  });
});
