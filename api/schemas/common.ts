import { z } from 'zod';
import { languages } from '../../domain/words.ts';

/** A line for people, without blanks around it. */
export const name = z.string().trim().min(1).max(200);
export const text = z.string().trim().min(1).max(10_000);
export const description = z.string().trim().min(1).max(4_000);

export const id = z.uuid().describe('An id, as the desk gave it');
export const language = z.enum(languages);
export const email = z.email().max(254);

/** ISO 8601 with an offset; handed on as UTC with milliseconds. */
export const instant = z.iso
  .datetime({ offset: true })
  .refine((value) => !Number.isNaN(Date.parse(value)), 'is no instant')
  .transform((value) => new Date(value).toISOString());

export const bilingual = z.strictObject({ ru: text, en: text });

/** Path parameters of one resource; an ill-formed id answers 404. */
export const byId = z.strictObject({ id });

/** Keyset lists: how many at most, and where the last page ended. */
export const page = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().min(1).max(500).optional(),
};
export const pageQuery = z.strictObject(page);

export function listOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number(),
    detail: z.string(),
    code: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .describe('RFC 9457; clients go by `code`');
