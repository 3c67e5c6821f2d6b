import type { Terms } from './terms.ts';
import type { Bilingual, Priority, Severity } from './words.ts';
import { severityWords } from './wording.ts';

export interface Prioritised {
  readonly priority: Priority;
  readonly reason: Bilingual;
}

/** The Priority Rule of the contract: severity × service class, with the reason in words. */
export function prioritise(severity: Severity, terms: Terms, because?: Bilingual): Prioritised {
  const priority = terms.priorityBySeverity[severity];
  const words = severityWords[severity];
  const given = because ?? { ru: '', en: '' };
  return {
    priority,
    reason: {
      ru: sentence(given.ru, `тяжесть «${words.ru}» по классу «${terms.serviceClass}» — приоритет ${priority}`),
      en: sentence(given.en, `severity “${words.en}” under class “${terms.serviceClass}” is priority ${priority}`),
    },
  };
}

function sentence(because: string, rule: string): string {
  return because === '' ? rule : `${because}: ${rule}`;
}
