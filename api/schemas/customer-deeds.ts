import { z } from 'zod';
import { decisions, languages } from '../../domain/words.ts';
import { language, text } from './common.ts';
import { phone } from './phone.ts';
import { timeOfDay } from './reference-time.ts';

/** What customers do by their link: the last part of the address, and the name of the form. */
export const deedNames = ['answer', 'notes', 'photos', 'calls', 'phone', 'quiet-hours', 'language', 'again'] as const;
export type DeedName = (typeof deedNames)[number];

export const customersLink = z.object({ token: z.string() });
export type CustomersLink = z.output<typeof customersLink>;

/** Mail programs and trackers hang parameters of their own on links; a customer is not turned away for that. */
export const customersQuery = z.looseObject({
  language: z.enum(languages).optional().catch(undefined),
  did: z.enum(deedNames).optional().catch(undefined).describe('What the page says thank you for'),
});
export type CustomersQuery = z.output<typeof customersQuery>;

/** The id of a form on the page: two taps on one button do one thing. */
export const formId = z
  .string()
  .max(100)
  .optional()
  .describe('Of the form that was sent; programs send Idempotency-Key');

/** A field of a form that was left empty brings nothing. */
export function left<T extends z.ZodType>(field: T) {
  return z.preprocess(
    (value) => (typeof value === 'string' && value.trim() === '' ? undefined : value),
    field.optional(),
  );
}

export const answerBody = z.strictObject({ decision: z.enum(decisions), note: left(text), formId });
export type AnswerBody = z.output<typeof answerBody>;
export const notesBody = z.strictObject({ text, formId });
export type NotesBody = z.output<typeof notesBody>;
export const phoneBody = z.strictObject({ phone, formId });
export type PhoneBody = z.output<typeof phoneBody>;
export const callsBody = z.strictObject({
  phone: left(phone).describe('Where to call; left out, the number that is known'),
  formId,
});
export type CallsBody = z.output<typeof callsBody>;
export const quietHoursBody = z
  .strictObject({
    from: left(timeOfDay).describe('By the clocks of `you.quietHours.timeZone`, else of `timeZone`'),
    to: left(timeOfDay).describe('Both left out: at any time again'),
    formId,
  })
  .refine(({ from, to }) => from !== undefined || to === undefined, {
    path: ['from'],
    message: 'is needed beside `to`',
  })
  .refine(({ from, to }) => to !== undefined || from === undefined, {
    path: ['to'],
    message: 'is needed beside `from`',
  })
  .refine(({ from, to }) => from === undefined || from !== to, { path: ['to'], message: 'is the same as `from`' });
export type QuietHoursBody = z.output<typeof quietHoursBody>;
export const languageBody = z.strictObject({ language, formId });
export type LanguageBody = z.output<typeof languageBody>;
export const againBody = z.strictObject({ note: left(text), formId });
export type AgainBody = z.output<typeof againBody>;
