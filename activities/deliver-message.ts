import type { MessageRow } from '../db/messages.ts';
import { messageIdOf } from '../mail/message-id.ts';
import { withLink } from '../mail/render.ts';
import { deliver, type Send } from './deliver.ts';
import type { Letter } from './smtp.ts';
import type { Asked, Telling, TellingDone } from './telling.ts';

/** One owed message by mail. A repeat bears the same Message-ID, by which a bounce comes back too. */
export async function deliverMessage(telling: Telling, asked: Asked): Promise<TellingDone> {
  return deliver(telling, asked, byMail(telling));
}

function byMail({ mailer }: Telling): Send {
  return async (message, link) => {
    const letter = letterOf(message, link, mailer.from);
    if (letter === null) return null;
    const posted = await mailer.send(letter);
    return posted.outcome === 'sent' ? { ...posted, reference: letter.messageId } : posted;
  };
}

/** The stored text with the link, made for this sending and kept nowhere. Null where text or address were erased meanwhile. */
function letterOf(message: MessageRow, link: string | null, from: string): Letter | null {
  const { number, key, address, subject, body, html, language, possibleDuplicate, receipt } = message;
  if (!address || subject === null || body === null) return null;
  const messageId = messageIdOf(number, key, from);
  return {
    ...{ messageId, to: address, subject, language, possibleDuplicate, about: { number, receipt } },
    ...withLink({ body, html, language }, link),
  };
}
