import { v7 } from 'uuid';
import { lockTicket } from '../../db/append.ts';
import type { Tx } from '../../db/client.ts';
import { recordFact } from '../../db/facts.ts';
import { keepReceived } from '../../db/messages.ts';
import { keepTexts } from '../../db/private-texts.ts';
import type { NotesBody } from '../schemas/customer-deeds.ts';
import type { Holder } from './holder.ts';

/** What the holder has to say: it ends a wait for them, proves their word and stands on the ticket, as a mail would. */
export async function takeNote(tx: Tx, { ticket, contactId, language }: Holder, { text }: NotesBody): Promise<void> {
  const { number } = ticket;
  const { now: at } = await lockTicket(tx, number);
  const [id, channel] = [v7(), 'link'] as const;
  const texts = await keepTexts(tx, { text });
  await keepReceived(tx, { id, number, recipient: { contactId }, channel, language, body: text, at });
  const by = { kind: 'customer', id: contactId } as const;
  const said = { messageId: id, contactId, channel, happenedAt: at };
  await recordFact(
    tx,
    number,
    ({ episode }) => [{ type: 'messageReceived', by, data: { ...said, episode }, texts }],
    'factsRecorded',
  );
}
