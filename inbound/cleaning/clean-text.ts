import { cutQuotes } from './cut-quotes.ts';
import { cutSignature } from './cut-signature.ts';
import { safeText } from './safe-text.ts';

/** As much as any text of the desk; the rest is in the original. */
export const longestText = 10_000;
// What stands further down is a quote of quotes; nothing of it is looked at.
const longestLooked = 400_000;

/**
 * What the customer wrote: without quotes, signature and what nobody types. Never longer than what was given; empty
 * where there was only a quote.
 */
export function cleanText(text: string): string {
  const own = cutSignature(cutQuotes(safeText(text.slice(0, longestLooked))));
  return safeText(
    own
      .replace(/\n{3,}/g, '\n\n')
      .trim()
      .slice(0, longestText),
  );
}
