import { z } from 'zod';
import { phoneNumber } from '../../runtime/phone-number.ts';

/** A phone in any usual writing (`8 (495) 123-45-67`); handed on as E.164. An extension is not part of it. */
export const phone = z
  .string()
  .max(50)
  .transform((value, context) => {
    const number = phoneNumber(value);
    if (number !== null) return number;
    context.addIssue({ code: 'custom', message: 'is not a phone number' });
    return z.NEVER;
  })
  .describe('A phone number in any usual writing; kept as E.164');
