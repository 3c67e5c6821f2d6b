import { parsePhoneNumberFromString } from 'libphonenumber-js';

/** Where a number without a country code is taken to be. */
const homeCountry = 'RU';
const longest = 50;

/**
 * A phone in any usual writing (`8 (495) 123-45-67`) as E.164, null for what is none. By its length, not by the
 * numbering plan: new ranges are in use before any table knows them. An extension is not part of it.
 */
export function phoneNumber(text: string): string | null {
  if (text.length > longest) return null;
  const parsed = parsePhoneNumberFromString(text, { defaultCountry: homeCountry, extract: false });
  return parsed?.isPossible() ? String(parsed.number) : null;
}
