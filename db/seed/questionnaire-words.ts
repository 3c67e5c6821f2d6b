import type { Question, QuestionnaireRule } from '../../domain/questionnaire.ts';
import type { Bilingual, Severity } from '../../domain/words.ts';

export function say(ru: string, en: string): Bilingual {
  return { ru, en };
}

type Shown = Pick<Question, 'showIf'>;

export function choice(
  id: string,
  text: Bilingual,
  options: Readonly<Record<string, Bilingual>>,
  shown: Shown = {},
): Question {
  const listed = Object.entries(options).map(([value, words]) => ({ value, text: words }));
  return { id, type: 'choice', required: true, text, options: listed, ...shown };
}

export function yesNo(id: string, text: Bilingual, shown: Shown = {}): Question {
  return { id, type: 'yesNo', required: true, text, ...shown };
}

/** Asked, but a caller who doesn't know is not pressed. */
export function ifKnown(id: string, type: 'text' | 'instant' | 'number', text: Bilingual, shown: Shown = {}): Question {
  return { id, type, required: false, text, ...shown };
}

export function rule(
  when: QuestionnaireRule['when'],
  severity: Severity,
  reason: Bilingual,
  hypothesis?: Bilingual,
): QuestionnaireRule {
  return { when, severity, reason, ...(hypothesis && { hypothesis }) };
}

export const since = ifKnown('since', 'instant', say('Когда это началось?', 'When did it begin?'));
export const details = ifKnown('details', 'text', say('Что ещё важно знать?', 'What else should we know?'));
export const workStopped = yesNo(
  'workStopped',
  say('Работа из-за этого остановилась?', 'Has work stopped because of it?'),
);
