import { z } from 'zod';
import { questionTypes } from '../../domain/questionnaire.ts';
import { languages, severities } from '../../domain/words.ts';
import { bilingual, id, name } from './common.ts';
import { byNumber } from './ticket-number.ts';
import { messageCauses } from './message-causes.ts';

/** Names of questions become parts of paths and of names of texts. */
const questionId = z.string().regex(/^[a-z][A-Za-z0-9]{0,49}$/, 'is no name such as lampColour');
const answer = z.union([z.string().max(10_000), z.number(), z.boolean()]);
const condition = z.record(questionId, answer);
const option = z.strictObject({ value: z.string().min(1).max(100), text: bilingual });

const question = z.strictObject({
  id: questionId,
  type: z.enum(questionTypes),
  required: z.boolean(),
  text: bilingual,
  options: z.array(option).max(100).exactOptional(),
  showIf: condition.exactOptional(),
});

const rule = z.strictObject({
  when: condition,
  severity: z.enum(severities),
  hypothesis: bilingual.exactOptional(),
  reason: bilingual,
});

export const questionnaire = z.strictObject({
  name: bilingual,
  serviceKind: z.string().regex(/^[a-z][A-Za-z0-9-]{0,49}$/, 'is no kind such as internet, vpn or voice'),
  questions: z.array(question).max(200),
  rules: z.array(rule).max(200),
});

export const template = z.strictObject({
  name,
  cause: z.enum(messageCauses),
  channel: z.enum(['email', 'sms', 'phone', 'webhook']),
  subject: bilingual,
  body: bilingual,
  html: bilingual.exactOptional().describe('For mails; left out: made of the body'),
});

export const templatePreview = z.strictObject({
  ...template.omit({ name: true }).shape,
  language: z.enum(languages),
  ticket: byNumber.shape.number.exactOptional().describe('Its values in place of the sample’s'),
});

export const templateTest = z
  .strictObject({ language: z.enum(languages).exactOptional().describe('Left out: your own') })
  .nullish();

export const templateTested = z.object({
  id,
  template: z.object({ id, version: z.int() }),
  language: z.enum(languages),
  subject: z.string().describe('Marked as a test'),
});

export const templatePreviewed = z.object({
  subject: z.string(),
  text: z.string().describe('Links of customers are masked'),
  html: z.string().nullable().describe('Null where the channel has none'),
});
