import { v7 } from 'uuid';
import type { Tx } from '../../db/client.ts';
import { recordFact } from '../../db/facts.ts';
import { keepTexts } from '../../db/private-texts.ts';
import type { NotesBody } from '../schemas/customer-deeds.ts';
import type { Holder } from './holder.ts';

/** What the holder has to say: it ends a wait for them, and proves their word like a mail would. */
export async function takeNote(tx: Tx, { ticket: { number }, contactId }: Holder, { text }: NotesBody): Promise<void> {
  const texts = await keepTexts(tx, { text });
  const by = { kind: 'customer', id: contactId } as const;
  const said = { messageId: v7(), contactId, channel: 'link' } as const;
  await recordFact(
    tx,
    number,
    ({ episode }, happenedAt) => [{ type: 'messageReceived', by, data: { ...said, episode, happenedAt }, texts }],
    'factsRecorded',
  );
}
