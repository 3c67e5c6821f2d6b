import { describe, expect, it } from 'vitest';
import type { ElementSeen, LineSeen } from '../../../domain/line/line.ts';
import { verdictOn, type Verdict } from '../../../domain/line/verdict.ts';
import type { Zone } from '../../../domain/words.ts';
import { unknownOf } from './bakery-line.ts';

/**
 * Every way in which elements can answer or not, over the line and around it. Of chains of five and more only what can
 * make a difference: before the last that answers all is alike, so it is behind the first that is silent, and more
 * than two unknown between them are as two.
 */
const zonesOf: Readonly<Record<number, readonly Zone[]>> = {
  3: ['cpe', 'access', 'core'],
  4: ['cpe', 'access', 'aggregation', 'core'],
  5: ['cpe', 'demarcation', 'access', 'aggregation', 'core'],
  6: ['customerLan', 'cpe', 'demarcation', 'access', 'aggregation', 'core'],
  7: ['customerLan', 'cpe', 'demarcation', 'access', 'aggregation', 'aggregation', 'core'],
};

type Answer = Pick<ElementSeen, 'alive' | 'outOfBand'>;

const known = [true, false, null] as const;
const answers: readonly Answer[] = known.flatMap((alive) => known.map((outOfBand) => ({ alive, outOfBand })));
const answersOf = (alive: boolean | null) => answers.filter((answer) => answer.alive === alive);

function* everything(length: number): Generator<readonly Answer[]> {
  if (length === 0) return yield [];
  for (const rest of everything(length - 1)) for (const answer of answers) yield [answer, ...rest];
}

/** From the core outwards: some that carry traffic, up to two unknown, and from a silent one on all alike. */
function* whatDiffers(length: number): Generator<readonly Answer[]> {
  for (let living = 0; living <= length; living += 1)
    for (let unknown = 0; unknown <= Math.min(2, length - living); unknown += 1)
      for (const between of products(answersOf(null), unknown))
        for (const before of answersOf(true))
          for (const rest of endings(length - living - unknown))
            yield [...rest, ...between, ...Array<Answer>(living).fill(before)];
}

function* endings(length: number): Generator<readonly Answer[]> {
  if (length === 0) return yield [];
  for (const first of answersOf(false))
    for (const behind of [...answersOf(false), ...answersOf(null)])
      yield [...Array<Answer>(length - 1).fill(behind), first];
}

function* products(of: readonly Answer[], length: number): Generator<readonly Answer[]> {
  if (length === 0) return yield [];
  for (const rest of products(of, length - 1)) for (const one of of) yield [one, ...rest];
}

function lineOf(seen: readonly Answer[]): LineSeen {
  const zones = zonesOf[seen.length] ?? [];
  const chain = zones.map((zone, place) => ({ ...unknownOf(`${zone}-${place}`, zone), ...seen[place] }));
  return { chain, works: [], others: [], earlier: [] };
}

const lengths: readonly (readonly [number, (length: number) => Iterable<readonly Answer[]>])[] = [
  [3, everything],
  [4, everything],
  [5, whatDiffers],
  [6, whatDiffers],
  [7, whatDiffers],
];

interface Spoken {
  readonly verdict: Verdict;
  readonly line: LineSeen;
}

function spokenOf([length, ways]: (typeof lengths)[number]): readonly Spoken[] {
  return [...ways(length)].map(lineOf).map((line) => ({ line, verdict: verdictOn(line) }));
}

/** The first verdict that breaks the rule. */
function breaking(spoken: readonly Spoken[], holds: (verdict: Verdict, line: LineSeen) => boolean): string | undefined {
  const wrong = spoken.find(({ verdict, line }) => !holds(verdict, line));
  return wrong && JSON.stringify(wrong);
}

describe.each(lengths)('of every way in which %i elements can answer, the verdict', (...ways) => {
  const spoken = spokenOf(ways);

  it('says something in both languages, with all names', () => {
    const isSaid = (text: string) => text.length > 10 && !/undefined|null|NaN|\[object/.test(text);
    expect(
      breaking(spoken, ({ text, next }) =>
        [text, ...next.map((one) => one.text)].every(({ ru, en }) => isSaid(ru) && isSaid(en)),
      ),
    ).toBe(undefined);
  });

  it('finds no fault only where nothing is silent at the end of what answers', () => {
    expect(
      breaking(spoken, ({ code }, { chain }) => {
        const beyond = chain.slice(0, firstAlive(chain));
        return code !== 'noFaultFound' || beyond.every(({ alive }) => alive !== false);
      }),
    ).toBe(undefined);
  });

  it('never blames what carries traffic, or what lies beyond the first that is silent', () => {
    expect(
      breaking(spoken, ({ element }, { chain }) => {
        const place = chain.findIndex(({ id }) => id === element);
        const silent = chain.slice(0, firstAlive(chain)).findLastIndex(({ alive }) => alive === false);
        return place < 0 || (place < firstAlive(chain) && place >= silent);
      }),
    ).toBe(undefined);
  });

  it('names a zone where it names an element, and nobody to blame where it names none', () => {
    expect(
      breaking(spoken, ({ element, zone, party }) =>
        element === null ? zone === 'unknown' && party === null : zone !== 'unknown',
      ),
    ).toBe(undefined);
  });

  it('names two neighbours of a cut in the order of the chain', () => {
    expect(
      breaking(spoken, ({ between, code }, { chain }) => {
        const places = between?.map((id) => chain.findIndex((one) => one.id === id)) ?? [];
        return between === null ? code !== 'linkDown' : (places[0] ?? 0) < (places[1] ?? 0);
      }),
    ).toBe(undefined);
  });

  it('stands on nothing where nothing answers', () => {
    expect(
      breaking(spoken, ({ code }, { chain }) => {
        const isSilent = chain.every(({ alive, outOfBand }) => alive !== true && outOfBand !== true);
        return !isSilent || ['probeBlind', 'notTestable', 'noFaultFound'].includes(code);
      }),
    ).toBe(undefined);
  });
});

function firstAlive(chain: readonly ElementSeen[]): number {
  const place = chain.findIndex(({ alive }) => alive === true);
  return place < 0 ? chain.length : place;
}
