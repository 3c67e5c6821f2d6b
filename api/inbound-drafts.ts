import { draftById, decideDraft, lockDraft, type Draft } from '../db/inbound/drafts.ts';
import { writerOn } from '../db/inbound/named-ticket.ts';
import { receiveMessage } from '../db/inbound/receive-message.ts';
import { recordFact } from '../db/facts.ts';
import { attachedFiles } from '../db/ticket-attachments.ts';
import { seeTicket } from '../db/tickets.ts';
import type { Reader, Tx } from '../db/client.ts';
import { byOf, type Person } from '../domain/actor.ts';
import { instantOf, type Instant } from '../domain/instant.ts';
import { Refusal } from '../domain/refusal.ts';
import { parseTicketNumber, type TicketNumber } from '../domain/ticket-number.ts';
import { asUnknown, orUnknown } from './references.ts';
import type { DraftView } from './schemas/inbound-drafts.ts';
import { sightOf } from './sight.ts';

/**
 * Puts a mail onto a ticket, as an agent says. It is a contact's where its sender is one; otherwise it stands there as
 * nobody's, internal, and proves nothing.
 * @throws Refusal notFound, draftDecided, unknownReference
 */
export async function putOnTicket(tx: Tx, id: string, given: string, by: Person): Promise<Draft> {
  const draft = await lockDraft(tx, id);
  const number = orUnknown(parseTicketNumber(given), 'number');
  await seeTicket(tx, number, sightOf(by)).catch(asUnknown('number'));
  const writer = draft.because === 'forged' || !draft.address ? null : await writerOn(tx, number, draft.address);
  await receiveMessage(tx, number, {
    ...{ writer, by: byOf(by), address: draft.address ?? '', subject: draft.subject ?? '', text: draft.body ?? '' },
    ...{ receivedAt: instantOf(draft.receivedAt.getTime()), offers: () => null },
    // An agent says that it belongs here; that it is the contact's own word, nothing proves.
    ...{ byNumber: true, files: draft.files, refused: draft.refused },
  });
  return decideDraft(tx, id, { state: 'onTicket', number, by: by.id });
}

/** @throws Refusal notFound, draftDecided */
export async function dismiss(tx: Tx, id: string, reason: string, by: Person): Promise<Draft> {
  await lockDraft(tx, id);
  return decideDraft(tx, id, { state: 'dismissed', number: null, reason, by: by.id });
}

/** When the mail came that a ticket is opened from: its clocks run from there. @throws Refusal unknownReference */
export async function receiptOf(reader: Reader, draftId: string): Promise<Instant> {
  const { receivedAt } = await draftById(reader, draftId).catch(asUnknown('draft'));
  return instantOf(receivedAt.getTime());
}

/** The mail's files go along with the ticket that was opened from it. @throws Refusal draftDecided */
export async function takeAlong(tx: Tx, draftId: string, opened: OpenedFrom): Promise<void> {
  const { number, by, contactId } = opened;
  const draft = await lockDraft(tx, draftId);
  const happenedAt = instantOf(draft.receivedAt.getTime());
  const attached = await attachedFiles(tx, draft.files, { by: byOf(by), from: 'email', contactId, happenedAt });
  await recordFact(tx, number, () => attached, null);
  await decideDraft(tx, draftId, { state: 'opened', number, by: by.id });
}

interface OpenedFrom {
  readonly number: TicketNumber;
  readonly by: Person;
  /** Of who reported, if that is who wrote. */
  readonly contactId: string | null;
}

/** @throws Refusal notFound */
export async function fileOfDraft(reader: Reader, id: string, sha256: string): Promise<Draft['files'][number]> {
  const file = (await draftById(reader, id)).files.find((one) => one.sha256 === sha256);
  if (!file) throw new Refusal('notFound', 'no such file');
  return file;
}

export function viewDraft(draft: Draft): DraftView {
  const { id, receivedAt, address, name, subject, body, because, suggested, files, refused } = draft;
  const { state, number, reason } = draft;
  return {
    ...{ id, receivedAt: receivedAt.toISOString(), from: { address, name }, subject, text: body, because, suggested },
    files: files.map((file) => ({ ...file, original: file.original ?? false })),
    ...{ refused: [...refused], state, number, reason },
  };
}
