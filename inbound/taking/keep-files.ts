import { createHash } from 'node:crypto';
import type { DraftFile, RefusedFile } from '../../domain/inbound-mail.ts';
import { largestFile, originalMail, typeOf } from '../../files/file-types.ts';
import type { KeptFiles } from '../../files/kept-files.ts';
import { safeLine } from '../cleaning/safe-text.ts';
import type { MailFile } from '../mail.ts';

const mostFiles = 20;
const longestName = 200;

export interface Sorted {
  readonly kept: readonly DraftFile[];
  readonly refused: readonly RefusedFile[];
}

/**
 * Puts a mail as it came onto the disk, and those of its files that the desk takes. What is refused is still in the
 * original; nothing is unpacked, so that an archive stays as small as it came.
 */
export async function keepFiles(files: KeptFiles, source: Buffer, attached: readonly MailFile[]): Promise<Sorted> {
  const kept: DraftFile[] = [{ ...(await keep(files, source, null, originalMail)), original: true }];
  const refused: RefusedFile[] = [];
  for (const { name: given, contents } of attached) {
    const name = given === null ? null : safeLine(given, longestName) || null;
    const type = typeOf(contents.subarray(0, largestFile));
    const because = refusal(contents, type, kept.length);
    if (because === null && type !== null) kept.push(await keep(files, contents, name, type));
    else if (refused.length < mostFiles) refused.push({ name, bytes: contents.length, because: because ?? 'type' });
  }
  return { kept, refused };
}

function refusal({ length }: Buffer, type: string | null, kept: number): RefusedFile['because'] | null {
  if (length === 0) return 'empty';
  if (length > largestFile) return 'size';
  if (type === null) return 'type';
  return kept > mostFiles ? 'count' : null;
}

async function keep(files: KeptFiles, contents: Buffer, name: string | null, mediaType: string): Promise<DraftFile> {
  const sha256 = createHash('sha256').update(contents).digest('hex');
  await files.keep(sha256, contents);
  return { name, mediaType, bytes: contents.length, sha256 };
}
