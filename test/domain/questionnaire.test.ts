import { describe, expect, it } from 'vitest';
import {
  assess,
  faultsOfQuestionnaire,
  freeAnswers,
  type Question,
  type Questionnaire,
} from '../../domain/questionnaire.ts';
import { Refusal } from '../../domain/refusal.ts';

const text = (en: string) => ({ ru: en, en });
const outOfOrder = { severity: 'critical', hypothesis: text('line cut'), reason: text('nothing works') } as const;

const lights: Question = {
  id: 'lights',
  type: 'choice',
  required: true,
  text: text('What do the lights show?'),
  options: [
    { value: 'dark', text: text('dark') },
    { value: 'red', text: text('red') },
  ],
  showIf: { works: false },
};

/** Works at all? If not: lights, and since when. If it does: how many per cent are lost, and in their own words. */
const internet: Questionnaire = {
  id: 'internet',
  version: 3,
  name: text('Internet'),
  serviceKind: 'internet',
  questions: [
    { id: 'works', type: 'yesNo', required: true, text: text('Does it work at all?') },
    lights,
    { id: 'since', type: 'instant', required: false, text: text('Since when?'), showIf: { works: false } },
    { id: 'loss', type: 'number', required: true, text: text('Loss, %'), showIf: { works: true } },
    { id: 'seen', type: 'text', required: false, text: text('In your words') },
  ],
  rules: [
    { when: { works: false, lights: 'red' }, ...outOfOrder },
    { when: { works: false }, severity: 'critical', reason: text('no power perhaps') },
    { when: { loss: 0 }, severity: 'none', reason: text('nothing is lost') },
  ],
};

function faults(given: Readonly<Record<string, unknown>>): string[] {
  try {
    assess(internet, given);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'invalidBody') return error.faults.map(({ path }) => path);
    throw error;
  }
  return [];
}

describe('the answers to a questionnaire', () => {
  it('give severity, hypothesis and reason by the first rule that matches', () => {
    expect(assess(internet, { works: false, lights: 'red' })).toMatchObject(outOfOrder);
    expect(assess(internet, { works: false, lights: 'dark' })).toMatchObject({
      severity: 'critical',
      hypothesis: null,
    });
    expect(assess(internet, { works: true, loss: 0 })).toMatchObject({ severity: 'none' });
  });

  it('that fit no rule are taken as major, and say so', () => {
    const { severity, reason } = assess(internet, { works: true, loss: 7 });
    expect(severity).toBe('major');
    expect(reason.en).toBe('no rule fits the answers');
  });

  it('always fit a rule that asks nothing', () => {
    const rules = [{ when: {}, severity: 'minor' as const, reason: text('always') }];
    expect(assess({ ...internet, rules }, { works: true, loss: 7 }).severity).toBe('minor');
  });

  it('are kept without the free ones, which stand apart', () => {
    const given = { works: true, loss: 3, seen: 'Vera says that it rains' };
    expect(assess(internet, given).answers).toEqual({ works: true, loss: 3, seen: null });
    expect(freeAnswers(internet, given)).toEqual({ 'answers.seen': 'Vera says that it rains' });
  });

  it('are needed only for questions that were asked', () => {
    expect(faults({ works: true, loss: 3 })).toEqual([]);
    expect(faults({ works: false, lights: 'red' })).toEqual([]);
  });

  it('are missed where a required question was asked', () => {
    expect(faults({})).toEqual(['questionnaire.answers.works']);
    expect(faults({ works: false })).toEqual(['questionnaire.answers.lights']);
    expect(faults({ works: true })).toEqual(['questionnaire.answers.loss']);
  });

  it('are refused for questions that other answers hide', () => {
    expect(faults({ works: true, loss: 3, lights: 'red' })).toEqual(['questionnaire.answers.lights']);
  });

  it('are refused for questions that are not there', () => {
    expect(faults({ works: true, loss: 3, mood: 'bad' })).toEqual(['questionnaire.answers.mood']);
    expect(faults(JSON.parse('{"works":true,"loss":3,"__proto__":1}') as Record<string, unknown>)).toEqual([
      'questionnaire.answers.__proto__',
    ]);
  });

  it('are told all their faults at once', () => {
    expect(faults({ works: 'yes', seen: ' ', mood: 1 })).toEqual([
      'questionnaire.answers.mood',
      'questionnaire.answers.works',
      'questionnaire.answers.seen',
    ]);
  });

  it.each([
    ['a yes or no', 'works', 'true'],
    ['a yes or no', 'works', null],
    ['a choice', 'lights', 'green'],
    ['a choice', 'lights', ['red']],
    ['an instant', 'since', 'this morning'],
    ['an instant', 'since', '2026-01-05'],
    ['an instant', 'since', '2026-13-05T09:00:00Z'],
    ['an instant', 'since', '2026-02-31T09:00:00Z'],
    ['a text', 'seen', '   '],
    ['a text', 'seen', 7],
  ])('to %s (%s) are not %j', (_type, id, answer) => {
    const given = { works: false, lights: 'red', [id]: answer };
    expect(faults(given)).toContain(`questionnaire.answers.${id}`);
  });

  it.each(['many', Number.NaN, Number.POSITIVE_INFINITY, true])('to a number are not %j', (answer) => {
    expect(faults({ works: true, loss: answer })).toEqual(['questionnaire.answers.loss']);
  });

  it.each(['2026-01-05T09:00:00Z', '2026-01-05T12:00:00.500+03:00', '2026-01-05T09:00Z', '2028-02-29T09:00Z'])(
    'to an instant may be %s',
    (since) => {
      expect(faults({ works: false, lights: 'red', since })).toEqual([]);
    },
  );
});

describe('a questionnaire', () => {
  it('is taken when all it names is there', () => {
    expect(faultsOfQuestionnaire(internet)).toEqual([]);
  });

  it('names each question once', () => {
    const questions = [...internet.questions, internet.questions[0]!];
    expect(faultsOfQuestionnaire({ questions, rules: [] })).toEqual([
      { path: 'questions.5.id', message: 'stands twice' },
    ]);
  });

  it('gives options to choose from', () => {
    const { options: _none, ...without } = lights;
    const questions = [internet.questions[0]!, without];
    expect(faultsOfQuestionnaire({ questions, rules: [] })[0]?.path).toBe('questions.1.options');
  });

  it('branches only on earlier questions', () => {
    const questions = [lights, internet.questions[0]!];
    expect(faultsOfQuestionnaire({ questions, rules: [] })[0]?.path).toBe('questions.0.showIf.works');
  });

  it('has rules about its own questions only', () => {
    const rules = [{ when: { colour: 'red' }, severity: 'minor' as const, reason: text('red') }];
    expect(faultsOfQuestionnaire({ questions: internet.questions, rules })[0]?.path).toBe('rules.0.when.colour');
  });
});
