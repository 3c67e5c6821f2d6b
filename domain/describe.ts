import { sentencesOfAsking } from './describe-asking.ts';
import { sentencesOfClocks } from './describe-clocks.ts';
import { sentencesOfCustomers } from './describe-customers.ts';
import { sentencesOfVisits } from './describe-field.ts';
import { sentencesOfLife } from './describe-life.ts';
import { sentencesOfLocalization } from './describe-localization.ts';
import { sentencesOfParts } from './describe-parts.ts';
import { sentencesOfPromises } from './describe-promises.ts';
import { sentencesOfTalk } from './describe-talk.ts';
import type { EventOf, EventType, TicketEvent } from './events.ts';
import type { Bilingual } from './words.ts';

/** What an event of each kind reads like. */
export type Sentences<T extends EventType> = { readonly [K in T]: (event: EventOf<K>) => Bilingual };

/** Every kind of event has its sentence: a new one does not compile without. */
const sentences: Sentences<EventType> = {
  ...sentencesOfLife,
  ...sentencesOfPromises,
  ...sentencesOfClocks,
  ...sentencesOfTalk,
  ...sentencesOfAsking,
  ...sentencesOfCustomers,
  ...sentencesOfLocalization,
  ...sentencesOfVisits,
  ...sentencesOfParts,
};

/**
 * One sentence about an event in both languages: in the protocol, on the customer's page, in the audit. Names, free
 * texts and addresses are never in it, so that erasing them leaves nothing behind here; instants are in UTC.
 */
export function describe(event: TicketEvent): Bilingual {
  const sentence = sentences[event.type] as (event: TicketEvent) => Bilingual;
  return sentence(event);
}
