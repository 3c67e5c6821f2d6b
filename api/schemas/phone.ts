import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { z } from 'zod';

/** Where a number without a country code is taken to be. */
const homeCountry = 'RU';

/** A phone in any usual writing (`8 (495) 123-45-67`); handed on as E.164. An extension is not part of it. */
export const phone = z
  .string()
  .max(50)
  .transform((value, context) => {
    const parsed = parsePhoneNumberFromString(value, { defaultCountry: homeCountry, extract: false });
    // By length, not by the numbering plan: new ranges are in use before any table knows them.
    if (parsed?.isPossible()) return String(parsed.number);
    context.addIssue({ code: 'custom', message: 'is not a phone number' });
    return z.NEVER;
  })
  .describe('A phone number in any usual writing; kept as E.164');
