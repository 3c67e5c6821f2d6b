import { inUtc } from './event-words.ts';
import type { Instant } from './instant.ts';
import type { Bilingual } from './words.ts';

/** What a receipt proves of the protocol as it is now. */
export type ReceiptVerdict =
  /** All of the protocol is intact, and this is the entry that the receipt was given for. */
  | { readonly verdict: 'stands'; readonly entry: { readonly at: Instant; readonly text: Bilingual } }
  /** Up to the receipt's entry nothing was changed; what came after it was. */
  | { readonly verdict: 'brokenLater'; readonly brokenAt: number }
  /** That entry or one before it is not what it was. `brokenAt` is null where every hash was computed anew. */
  | { readonly verdict: 'rewritten'; readonly brokenAt: number | null }
  /** The protocol ends before that entry. */
  | { readonly verdict: 'cutOff'; readonly positions: number }
  /** There is no ticket of that number (any more). */
  | { readonly verdict: 'unknown' };

/** The verdict in a sentence, for whoever kept the receipt. */
export function receiptSentence(verdict: ReceiptVerdict): Bilingual {
  switch (verdict.verdict) {
    case 'stands':
      return stands(verdict.entry);
    case 'brokenLater':
      return {
        ru: `до этой записи история цела, но протокол изменён позже: запись ${verdict.brokenAt}`,
        en: `up to this entry history is intact, but the protocol was changed later: entry ${verdict.brokenAt}`,
      };
    case 'rewritten':
      return rewritten(verdict.brokenAt);
    case 'cutOff':
      return {
        ru: `ИСТОРИЯ УКОРОЧЕНА: записи нет, в протоколе осталось записей: ${verdict.positions}`,
        en: `HISTORY WAS CUT OFF: there is no such entry, the protocol has ${verdict.positions} left`,
      };
    case 'unknown':
      return {
        ru: 'НЕИЗВЕСТНО: заявки с таким номером здесь нет',
        en: 'UNKNOWN: there is no ticket of this number here',
      };
  }
}

function stands({ at, text }: { readonly at: Instant; readonly text: Bilingual }): Bilingual {
  return {
    ru: `протокол цел, это запись от ${inUtc(at)}: ${text.ru}`,
    en: `the protocol is intact, this is the entry of ${inUtc(at)}: ${text.en}`,
  };
}

function rewritten(brokenAt: number | null): Bilingual {
  return brokenAt === null
    ? {
        ru: 'ИСТОРИЯ ПЕРЕПИСАНА: эта запись или записи до неё другие, все хеши пересчитаны',
        en: 'HISTORY WAS REWRITTEN: this entry or entries before it are others, all hashes were computed anew',
      }
    : {
        ru: `ИСТОРИЯ ПЕРЕПИСАНА: протокол нарушен на записи ${brokenAt}`,
        en: `HISTORY WAS REWRITTEN: the protocol is broken at entry ${brokenAt}`,
      };
}
