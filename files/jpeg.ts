import { brokenOff } from './broken-off.ts';
import { orientationIn } from './orientation.ts';

const start = Buffer.from([0xff, 0xd8]);
const end = Buffer.from([0xff, 0xd9]);
const [scan, application] = [0xda, { first: 0xe0, exif: 0xe1, profile: 0xe2, adobe: 0xee, last: 0xef }];
const comment = 0xfe;

interface Segment {
  readonly marker: number;
  /** With its marker and, of a scan, the picture's data behind it. */
  readonly bytes: Buffer;
}

/**
 * The picture of a JPEG, bit by bit, without what the camera wrote beside it: position, instant, device, previews, and
 * whatever hangs behind its end. How it is to be turned stays. Refuses with fileRefused where it breaks off.
 */
export function bareJpeg(photo: Buffer): Buffer {
  const segments = segmentsOf(photo);
  const exif = segments.find(({ marker }) => marker === application.exif);
  const turned = exif === undefined ? null : orientationIn(exif.bytes.subarray(4));
  const kept = segments.filter(isOfPicture).map(({ bytes }) => bytes);
  return Buffer.concat([start, ...(turned === null ? [] : [exifSegment(turned)]), ...kept, end]);
}

/** Colours need the ICC profile and Adobe's transform; JFIF says that it is one. */
function isOfPicture({ marker, bytes }: Segment): boolean {
  if (marker === application.profile) return bytes.subarray(4).toString('latin1').startsWith('ICC_PROFILE');
  if (marker === application.first || marker === application.adobe) return true;
  return marker !== comment && !(marker > application.first && marker <= application.last);
}

function segmentsOf(photo: Buffer): Segment[] {
  const segments: Segment[] = [];
  for (let at = start.length; ;) {
    while (photo[at] === 0xff && photo[at + 1] === 0xff) at++;
    const marker = photo[at] === 0xff ? photo[at + 1] : undefined;
    if (marker === 0xd9) return segments;
    if (marker === undefined || at + 4 > photo.length) throw brokenOff();
    const head = at + 2 + photo.readUInt16BE(at + 2);
    const next = marker === scan ? endOfScan(photo, head) : head;
    if (next > photo.length || head < at + 4) throw brokenOff();
    segments.push({ marker, bytes: photo.subarray(at, next) });
    at = next;
  }
}

/** Where the next marker stands that is none of the data: neither a stuffed byte nor a restart. */
function endOfScan(photo: Buffer, from: number): number {
  for (let at = photo.indexOf(0xff, from); at !== -1; at = photo.indexOf(0xff, at + 1)) {
    const marker = photo[at + 1] ?? 0;
    if (marker !== 0 && marker !== 0xff && (marker < 0xd0 || marker > 0xd7)) return at;
  }
  throw brokenOff();
}

/** The least that says how to turn a picture: one entry, a tag of type SHORT. */
function exifSegment(orientation: number): Buffer {
  const head = [0xff, application.exif, 0, 34, ...Buffer.from('Exif\0\0MM\0*', 'latin1'), 0, 0, 0, 8];
  return Buffer.from([...head, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]);
}
