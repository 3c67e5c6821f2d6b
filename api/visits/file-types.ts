import { Refusal } from '../../domain/refusal.ts';

/** Files that a visit takes, each with how its bytes begin; a dot stands for any byte. */
const beginnings: Readonly<Record<FileType, string>> = {
  'image/jpeg': 'ffd8ff',
  'image/png': '89504e470d0a1a0a',
  // RIFF, the length, WEBP
  'image/webp': '52494646........57454250',
  'application/pdf': '255044462d',
};

export const fileTypes = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'] as const;
export type FileType = (typeof fileTypes)[number];

/** Whether the bytes begin as the type says. What follows is for whoever opens it. */
function beginsAs(contents: Buffer, type: FileType): boolean {
  return new RegExp(`^${beginnings[type]}`).test(contents.subarray(0, 16).toString('hex'));
}

export function isFileType(type: string): type is FileType {
  return fileTypes.some((known) => known === type);
}

/** How a file of the type is named when it is downloaded. */
export const extensions: Readonly<Record<FileType, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
};

/** @throws Refusal fileRefused where the bytes are not what the header says */
export function requireHonest(contents: Buffer, type: FileType): void {
  if (beginsAs(contents, type)) return;
  const message = `does not begin as ${type} does`;
  throw new Refusal('fileRefused', `the file ${message}`, [{ path: '', message }]);
}
