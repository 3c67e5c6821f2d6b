import { Refusal } from '../domain/refusal.ts';

const mebibyte = 1_024 * 1_024;
export const largestFile = 10 * mebibyte;

/** Files that a visit takes. */
export const fileTypes = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'] as const;
export type FileType = (typeof fileTypes)[number];

/** Files that customers attach: besides, what telephones take and what routers say. */
export const attachedTypes = [...fileTypes, 'image/gif', 'image/heic', 'text/plain'] as const;
export type AttachedType = (typeof attachedTypes)[number];

/** A mail as it came. Nobody attaches one: inside another mail it is text. */
export const originalMail = 'message/rfc822';

type Marked = Exclude<AttachedType, 'text/plain'>;

/** How the bytes of a file begin; a dot stands for any half of a byte. */
const beginnings: Readonly<Record<Marked, string>> = {
  'image/jpeg': 'ffd8ff',
  'image/png': '89504e470d0a1a0a',
  // RIFF, the length, WEBP
  'image/webp': '52494646........57454250',
  'application/pdf': '255044462d',
  // GIF87a, GIF89a
  'image/gif': '47494638(37|39)61',
  // the length of the box, ftyp, heic or heix or mif1
  'image/heic': '........66747970(68656963|68656978|6d696631)',
};

/** Whether the bytes begin as the type says. What follows is for whoever opens it. */
function beginsAs(contents: Buffer, type: Marked): boolean {
  return new RegExp(`^${beginnings[type]}`).test(contents.subarray(0, 16).toString('hex'));
}

// What a text has of the control characters: tabs, ends of lines and of pages, and the colours of a terminal's log.
const noText = /[^\t\n\f\r\x1b\x20-\x7e\x80-\xff]/;

/** What the bytes are, whatever the name says; null for what the desk does not take. */
export function typeOf(contents: Buffer): AttachedType | null {
  const marked = attachedTypes.find((type) => type !== 'text/plain' && beginsAs(contents, type));
  if (marked) return marked;
  return contents.length > 0 && !noText.test(contents.toString('latin1')) ? 'text/plain' : null;
}

const extensions: ReadonlyMap<string, string> = new Map([
  ['image/jpeg', 'jpg'],
  ['image/png', 'png'],
  ['image/webp', 'webp'],
  ['application/pdf', 'pdf'],
  ['image/gif', 'gif'],
  ['image/heic', 'heic'],
  ['text/plain', 'txt'],
  [originalMail, 'eml'],
]);

/** How a file of the type is named when it is downloaded. */
export function extensionOf(mediaType: string): string {
  return extensions.get(mediaType) ?? 'bin';
}

/** @throws Refusal fileRefused where the bytes are not what the header says */
export function requireHonest(contents: Buffer, type: FileType): void {
  if (beginsAs(contents, type)) return;
  const message = `does not begin as ${type} does`;
  throw new Refusal('fileRefused', `the file ${message}`, [{ path: '', message }]);
}
