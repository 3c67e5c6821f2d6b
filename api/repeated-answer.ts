import type { Database } from '../db/client.ts';
import { recordFact } from '../db/facts.ts';
import { keepTexts } from '../db/private-texts.ts';
import type { By } from '../domain/actor.ts';
import { repeatedAnswer } from '../domain/confirmation.ts';
import { Refusal, type RefusalCode } from '../domain/refusal.ts';
import type { Decision } from '../domain/words.ts';

export interface RepeatedAnswer {
  readonly number: string;
  readonly by: By;
  readonly contactId: string;
  readonly decision: Decision;
  readonly note?: string | undefined;
}

/** What was refused because it came late or again is kept all the same, with what was said to it. */
export function keepRepeatedAnswer({ db }: Database, { number, by, note, ...answer }: RepeatedAnswer): Promise<void> {
  return db.transaction(async (tx) => {
    const texts = await keepTexts(tx, { note });
    await recordFact(tx, number, (known, now) => repeatedAnswer(known, { ...answer, texts }, by, now), null);
  });
}

/** The question was answered, or is not asked any more. */
export function isLateAnswer(error: unknown): error is Refusal {
  return error instanceof Refusal && late.has(error.code);
}

const late: ReadonlySet<RefusalCode> = new Set(['alreadyAnswered', 'nothingToConfirm']);
