import { z } from 'zod';
import { decisions, languages } from '../../domain/words.ts';
import { text } from './common.ts';

export const customersLink = z.object({ token: z.string() });

/** Mail programs and trackers hang parameters of their own on links; a customer is not turned away for that. */
export const customersLanguage = z.looseObject({ language: z.enum(languages).optional().catch(undefined) });

/** What a customer answers; a form that was sent with an empty note brings none. */
export const customersAnswer = z.strictObject({
  decision: z.enum(decisions),
  note: z.preprocess(
    (value) => (typeof value === 'string' && value.trim() === '' ? undefined : value),
    text.optional(),
  ),
});
export type CustomersAnswer = z.infer<typeof customersAnswer>;
