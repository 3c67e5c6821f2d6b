import { v7 } from 'uuid';
import { keepAttachment, sameAttachment, type Attachment } from '../../db/visits/attachments.ts';
import type { Tx } from '../../db/client.ts';
import { lockVisit } from '../../db/visits/lock-visit.ts';
import { recordOnVisit } from '../../db/visits/record-on-visit.ts';
import { byOf, type Person } from '../../domain/actor.ts';
import type { Instant } from '../../domain/instant.ts';
import { toldInstant } from '../../domain/visit/told-instant.ts';
import type { Visit } from '../../domain/visit/visit.ts';
import type { SentFile } from './attachment-body.ts';

interface Adding {
  readonly kind: 'photo' | 'signature';
  readonly happenedAt?: Instant | undefined;
  readonly file: SentFile;
  readonly by: Person;
}

/** What was added, and the ticket that tells of it first. */
interface Added {
  readonly attachment: Attachment;
  readonly number: string;
}

/**
 * Adds a file that lies on the disk already, on visits that are over too; sent again it is the same attachment.
 * @throws Refusal notFound, instantInFuture, instantBeforeEpisode
 */
export async function addAttachment(
  tx: Tx,
  visitId: string,
  { kind, happenedAt: told, file, by }: Adding,
): Promise<Added> {
  const head = await lockVisit(tx, visitId);
  const { sha256, mediaType, bytes } = file;
  const before = await sameAttachment(tx, { visitId, kind, sha256 });
  if (before !== null) return { attachment: before, number: firstOf(head.visit) };
  const happenedAt = toldInstant(head.visit, told, head.now);
  const about = { kind, mediaType, bytes, sha256 };
  const row = { ...about, id: v7(), visitId, by: by.id, happenedAt: new Date(happenedAt), addedAt: new Date(head.now) };
  const attachment = await keepAttachment(tx, row);
  const data = { ...about, attachmentId: attachment.id, happenedAt };
  await recordOnVisit(tx, head, [{ type: 'attachmentAdded', by: byOf(by), data }]);
  return { attachment, number: firstOf(head.visit) };
}

function firstOf({ tickets: [first] }: Visit): string {
  if (!first) throw new Error('a visit for nobody');
  return first.number;
}
