import { z } from 'zod';
import { parseTicketNumber } from '../../domain/ticket-number.ts';

/** A ticket's number as people write it; one that fails its check digit is nobody's ticket (404). */
export const byNumber = z.strictObject({
  number: z
    .string()
    .max(40)
    .transform((value, context) => {
      const number = parseTicketNumber(value);
      if (number !== null) return number;
      context.addIssue({ code: 'custom', message: 'is no ticket number' });
      return z.NEVER;
    }),
});
