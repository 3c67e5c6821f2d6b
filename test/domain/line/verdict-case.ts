import { expect } from 'vitest';
import { verdictOn, type Verdict } from '../../../domain/line/verdict.ts';
import { bakeryLine, type Story } from './bakery-line.ts';

type Expected = Pick<Verdict, 'code'> & Partial<Verdict>;

/** What happened, what is seen of it, and what the verdict says. */
export type Case = readonly [story: string, seen: Story, expected: Expected];

export function holds(...[, story, expected]: Case): void {
  expect(verdictOn(bakeryLine(story))).toMatchObject(expected);
}
