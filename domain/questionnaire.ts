import type { Answers } from './events.ts';
import { instantOf, msOf } from './instant.ts';
import { Refusal, type Fault } from './refusal.ts';
import type { Bilingual, Severity } from './words.ts';

export const questionTypes = ['choice', 'yesNo', 'text', 'instant', 'number'] as const;
export type QuestionType = (typeof questionTypes)[number];

export type AnswerValue = string | number | boolean;
type Condition = Readonly<Record<string, AnswerValue>>;

export interface Question {
  readonly id: string;
  readonly type: QuestionType;
  readonly required: boolean;
  readonly text: Bilingual;
  readonly options?: readonly { readonly value: string; readonly text: Bilingual }[];
  /** Asked only where all these questions were answered so. */
  readonly showIf?: Condition;
}

export interface QuestionnaireRule {
  /** Empty: always. */
  readonly when: Condition;
  readonly severity: Severity;
  readonly hypothesis?: Bilingual;
  readonly reason: Bilingual;
}

/** What is asked of a caller about one kind of service; a version never changes once it is in use. */
export interface Questionnaire {
  readonly id: string;
  readonly version: number;
  readonly name: Bilingual;
  readonly serviceKind: string;
  readonly questions: readonly Question[];
  readonly rules: readonly QuestionnaireRule[];
}

export interface Assessment {
  readonly severity: Severity;
  readonly reason: Bilingual;
  readonly hypothesis: Bilingual | null;
}

type Given = Readonly<Record<string, unknown>>;

/**
 * Severity and first hypothesis from the answers: the first rule that matches wins. Refuses answers that are
 * missing, of the wrong type, unknown or given to a hidden question, each with its path.
 */
export function assess(questionnaire: Questionnaire, given: Given): Assessment & { readonly answers: Answers } {
  const faults = faultsIn(questionnaire, given);
  if (faults.length > 0) throw new Refusal('invalidBody', 'the answers do not fit the questionnaire', faults);
  const answers = given as Record<string, AnswerValue>;
  const rule = questionnaire.rules.find(({ when }) => holds(when, answers));
  const { severity, reason, hypothesis } = rule ?? unmatched;
  return { severity, reason, hypothesis: hypothesis ?? null, answers: withoutText(questionnaire, answers) };
}

const unmatched: Omit<QuestionnaireRule, 'when'> = {
  severity: 'major',
  reason: { ru: 'ответы не подошли ни под одно правило', en: 'no rule fits the answers' },
};

function faultsIn({ questions }: Questionnaire, given: Given): Fault[] {
  const known = new Set(questions.map(({ id }) => id));
  const strangers = Object.keys(given).filter((id) => !known.has(id));
  return [
    ...strangers.map((id) => fault(id, 'is not a question of this questionnaire')),
    ...questions.flatMap((question) => faultIn(question, given) ?? []),
  ];
}

function faultIn(question: Question, given: Given): Fault | null {
  const answer = given[question.id];
  const asked = question.showIf === undefined || holds(question.showIf, given);
  if (answer === undefined) return asked && question.required ? fault(question.id, 'needs an answer') : null;
  if (!asked) return fault(question.id, 'was not asked: the question is hidden by other answers');
  const wrong = wrongType(question, answer);
  return wrong === null ? null : fault(question.id, wrong);
}

function fault(id: string, message: string): Fault {
  return { path: `questionnaire.answers.${id}`, message };
}

function holds(condition: Condition, given: Given): boolean {
  return Object.entries(condition).every(([id, value]) => given[id] === value);
}

const isoInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/;

/** What is wrong with an answer's type, or null. */
function wrongType({ type, options = [] }: Question, answer: unknown): string | null {
  switch (type) {
    case 'choice':
      return options.some(({ value }) => value === answer) ? null : 'is not one of the choices';
    case 'yesNo':
      return typeof answer === 'boolean' ? null : 'is neither yes (true) nor no (false)';
    case 'number':
      return typeof answer === 'number' && Number.isFinite(answer) ? null : 'is not a number';
    case 'instant':
      return typeof answer === 'string' && isInstant(answer) ? null : 'is not an instant';
    case 'text':
      return typeof answer === 'string' && answer.trim() !== '' ? null : 'is not a text';
  }
}

/** `Date.parse` takes the 31st of February for the 3rd of March: the day has to come back as it went. */
function isInstant(answer: string): boolean {
  if (!isoInstant.test(answer) || Number.isNaN(Date.parse(answer))) return false;
  const day = answer.slice(0, 10);
  return instantOf(msOf(day)).startsWith(day);
}

/** Free text may hold anything, so it is kept apart, where it can be erased. */
function withoutText({ questions }: Questionnaire, answers: Record<string, AnswerValue>): Answers {
  const texts = new Set(questions.filter(({ type }) => type === 'text').map(({ id }) => id));
  return Object.fromEntries(Object.entries(answers).map(([id, answer]) => [id, texts.has(id) ? null : answer]));
}

/** The free answers, by the name under which the protocol keeps them. */
export function freeAnswers({ questions }: Questionnaire, given: Given): Readonly<Record<string, string>> {
  const free = questions.filter(({ id, type }) => type === 'text' && typeof given[id] === 'string');
  return Object.fromEntries(free.map(({ id }) => [`answers.${id}`, given[id] as string]));
}

/** Faults of a questionnaire itself, found when it is saved: unknown ids, choices without options, double names. */
export function faultsOfQuestionnaire({ questions, rules }: Pick<Questionnaire, 'questions' | 'rules'>): Fault[] {
  const ids = new Set<string>();
  const faults: Fault[] = [];
  questions.forEach(({ id, type, options, showIf }, index) => {
    const path = `questions.${index}`;
    if (ids.has(id)) faults.push({ path: `${path}.id`, message: 'stands twice' });
    if (type === 'choice' && !options?.length)
      faults.push({ path: `${path}.options`, message: 'a choice needs options' });
    faults.push(...unknownIn(showIf, ids, `${path}.showIf`));
    ids.add(id);
  });
  rules.forEach(({ when }, index) => faults.push(...unknownIn(when, ids, `rules.${index}.when`)));
  return faults;
}

function unknownIn(condition: Condition | undefined, ids: ReadonlySet<string>, path: string): Fault[] {
  const strangers = Object.keys(condition ?? {}).filter((id) => !ids.has(id));
  return strangers.map((id) => ({ path: `${path}.${id}`, message: 'is not an earlier question' }));
}
