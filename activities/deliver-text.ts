import type { MessageRow } from '../db/messages.ts';
import { withLink } from '../mail/render.ts';
import type { Carrier, Parcel } from './carriers/carrier.ts';
import { deliver, type Send } from './deliver.ts';
import type { Asked, Telling, TellingDone } from './telling.ts';

/** One owed message as a text to a phone. */
export async function deliverText(telling: Telling, asked: Asked): Promise<TellingDone> {
  return deliver(telling, asked, byCarrier(telling.carriers.sms));
}

/** One owed message to a program of the customer's. */
export async function callWebhook(telling: Telling, asked: Asked): Promise<TellingDone> {
  return deliver(telling, asked, byCarrier(telling.carriers.webhook));
}

function byCarrier(carrier: Carrier | null): Send | null {
  return (
    carrier &&
    (async (message, link) => {
      const parcel = parcelOf(message, link);
      return parcel && carrier.send(parcel);
    })
  );
}

/** As a letter: the link is made for this sending and kept nowhere. Null where text or address were erased meanwhile. */
function parcelOf({ id, address, body, language, possibleDuplicate }: MessageRow, link: string | null): Parcel | null {
  if (!address || body === null) return null;
  return { id, to: address, text: withLink({ body, html: null, language }, link).text, language, possibleDuplicate };
}
