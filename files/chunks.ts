import { brokenOff } from './broken-off.ts';

interface Chunk {
  readonly name: string;
  /** As it stands in the file, with its head and whatever fills it up. */
  readonly bytes: Buffer;
}

const pngHead = 8;
/** What a PNG is drawn from, moving ones included. Texts, times and EXIF are none of it. */
const ofPng = new Set([
  ...['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'cHRM', 'gAMA', 'iCCP', 'sBIT', 'sRGB', 'cICP', 'bKGD', 'pHYs'],
  ...['acTL', 'fcTL', 'fdAT'],
]);

/** The picture of a PNG without what was written beside it. Refuses with fileRefused where it breaks off. */
export function barePng(photo: Buffer): Buffer {
  const chunks: Chunk[] = [];
  for (let at = pngHead; chunks.at(-1)?.name !== 'IEND'; at += chunks.at(-1)?.bytes.length ?? 0) {
    // length, name, data, checksum
    chunks.push(chunkAt(photo, at, { name: at + 4, length: 12 + read(photo, at, 'readUInt32BE') }));
  }
  const kept = chunks.filter(({ name }) => ofPng.has(name)).map(({ bytes }) => bytes);
  return Buffer.concat([photo.subarray(0, pngHead), ...kept]);
}

const webpHead = 12;
const ofWebp = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);
/** In the flags of VP8X: there are EXIF, there is XMP. */
const metadataFlags = 0x08 | 0x04;

/** The picture of a WebP without what was written beside it. Refuses with fileRefused where it breaks off. */
export function bareWebp(photo: Buffer): Buffer {
  const end = 8 + read(photo, 4, 'readUInt32LE');
  const chunks: Chunk[] = [];
  for (let at = webpHead; at < end; at += chunks.at(-1)?.bytes.length ?? 0) {
    const length = read(photo, at + 4, 'readUInt32LE');
    // name, length, data, and a byte where the length is odd
    chunks.push(chunkAt(photo, at, { name: at, length: 8 + length + (length % 2) }));
  }
  const kept = chunks.filter(({ name }) => ofWebp.has(name)).map(withoutFlags);
  const body = Buffer.concat([Buffer.from('WEBP', 'latin1'), ...kept]);
  const head = Buffer.alloc(8);
  head.write('RIFF', 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
}

function withoutFlags({ name, bytes }: Chunk): Buffer {
  if (name !== 'VP8X') return bytes;
  const changed = Buffer.from(bytes);
  changed[8] = (changed[8] ?? 0) & ~metadataFlags;
  return changed;
}

function chunkAt(
  photo: Buffer,
  at: number,
  { name, length }: { readonly name: number; readonly length: number },
): Chunk {
  if (at + length > photo.length) throw brokenOff();
  return { name: photo.subarray(name, name + 4).toString('latin1'), bytes: photo.subarray(at, at + length) };
}

function read(photo: Buffer, at: number, how: 'readUInt32BE' | 'readUInt32LE'): number {
  if (at + 4 > photo.length) throw brokenOff();
  return photo[how](at);
}
