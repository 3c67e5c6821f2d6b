import { createHash } from 'node:crypto';
import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { lockTicket } from '../../db/append.ts';
import type { Tx } from '../../db/client.ts';
import { recordFact } from '../../db/facts.ts';
import { attachedFiles, sentByLink } from '../../db/ticket-attachments.ts';
import { Refusal } from '../../domain/refusal.ts';
import { barePhoto, type BarePhoto } from '../../files/bare-photo.ts';
import type { KeptFiles } from '../../files/kept-files.ts';
import type { Sent } from './deeds.ts';
import type { Holder } from './holder.ts';

/** What one contact may send about one ticket: more than a fault needs, less than fills a disk. */
export const mostPhotos = 20;

export interface SentPhoto extends Sent, BarePhoto {
  readonly sha256: string;
}

/**
 * The one photo of a form, without what tells more than the picture.
 * Refuses with bodyTooLarge, invalidBody where none was chosen, fileRefused for what is none.
 */
export async function photoIn(request: FastifyRequest): Promise<SentPhoto> {
  const { file, contents } = await readFile(request);
  if (contents.length === 0) throw noPhoto('is needed');
  const photo = barePhoto(contents);
  return { ...photo, formId: formIdOf(file), sha256: createHash('sha256').update(photo.contents).digest('hex') };
}

async function readFile(request: FastifyRequest): Promise<{ file: MultipartFile; contents: Buffer }> {
  try {
    const file = await request.file();
    if (file?.fieldname !== 'photo') throw noPhoto('is needed');
    return { file, contents: await file.toBuffer() };
  } catch (error) {
    throw refusalOf(error);
  }
}

/** The reader of forms has codes for some of what it meets, and for a broken form only words. */
function refusalOf(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof Refusal) return error;
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'FST_REQ_FILE_TOO_LARGE') return new Refusal('bodyTooLarge', 'a photo is too large');
  return code.startsWith('FST_') || /multipart/i.test(error.message) ? noPhoto('can’t be read from the form') : error;
}

function noPhoto(message: string): Refusal {
  return new Refusal('invalidBody', `a photo ${message}`, [{ path: 'photo', message }]);
}

function formIdOf({ fields: { formId } }: MultipartFile): string | undefined {
  const field = Array.isArray(formId) ? formId[0] : formId;
  return field?.type === 'field' && typeof field.value === 'string' ? field.value.slice(0, 100) : undefined;
}

/**
 * Takes a photo of the holder of the link, once however often it is sent. The file is on the disk before anything
 * speaks of it. Refuses with fileRefused beyond `mostPhotos`.
 */
export async function takePhoto(tx: Tx, files: KeptFiles, holder: Holder, photo: SentPhoto): Promise<void> {
  const { number } = holder.ticket;
  const { now } = await lockTicket(tx, number);
  const before = await sentByLink(tx, number, holder.contactId);
  if (before.some(({ sha256 }) => sha256 === photo.sha256)) return;
  if (before.length >= mostPhotos) {
    const message = `is one too many: ${mostPhotos} are kept`;
    throw new Refusal('fileRefused', `the photo ${message}`, [{ path: 'photo', message }]);
  }
  await files.keep(photo.sha256, photo.contents);
  const { mediaType, sha256, contents } = photo;
  const by = { kind: 'customer', id: holder.contactId } as const;
  const sending = { by, from: 'link', contactId: holder.contactId, happenedAt: now } as const;
  const attached = await attachedFiles(tx, [{ mediaType, sha256, bytes: contents.length, name: null }], sending);
  await recordFact(tx, number, () => attached, 'factsRecorded');
}
