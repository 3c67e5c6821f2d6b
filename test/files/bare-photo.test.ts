import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barePhoto } from '../../files/bare-photo.ts';
import { begin, exif, jpeg, place, segment } from '../support/photos.ts';
import { refusalOf } from '../support/story.ts';

function chunk(name: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return Buffer.concat([length, Buffer.from(name, 'latin1'), data, Buffer.alloc(4)]);
}
const png = (...between: Buffer[]) =>
  Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', Buffer.alloc(13, 1)),
    ...between,
    chunk('IDAT', deflateSync(Buffer.alloc(4))),
    chunk('IEND', Buffer.alloc(0)),
  ]);

function riff(name: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
}
const webp = (...chunks: Buffer[]) => riff('RIFF', Buffer.concat([Buffer.from('WEBP', 'latin1'), ...chunks]));

describe('a customer’s photo', () => {
  it('loses its place, its comments, its previews and what hangs behind its end', () => {
    const told = [exif(1), segment(0xed, Buffer.from(place)), segment(0xfe, Buffer.from(place))];
    const preview = segment(0xe2, Buffer.from(`MPF\0${place}`));
    const photo = Buffer.concat([jpeg(...told, preview), Buffer.from(place)]);
    const { mediaType, contents } = barePhoto(photo);
    expect(mediaType).toBe('image/jpeg');
    expect(contents).toEqual(jpeg());
  });

  it.each(['II', 'MM'] as const)('stays as it is to be turned (%s)', (order) => {
    const { contents } = barePhoto(jpeg(exif(6, order)));
    expect(contents.toString('latin1')).not.toContain('GPS');
    expect(barePhoto(contents).contents).toEqual(contents);
    expect(contents.indexOf(Buffer.from([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6]))).toBeGreaterThan(0);
  });

  it('keeps its colours', () => {
    const colours = [
      segment(0xe2, Buffer.from('ICC_PROFILE\0\x01\x01abc', 'latin1')),
      segment(0xee, Buffer.from('Adobe')),
    ];
    expect(barePhoto(jpeg(...colours)).contents).toEqual(jpeg(...colours));
  });

  it('is taken as PNG and WebP too, without what was written beside the picture', () => {
    const beside = ['eXIf', 'tEXt', 'iTXt', 'tIME', 'prVt'].map((name) => chunk(name, Buffer.from(place)));
    expect(barePhoto(Buffer.concat([png(...beside), Buffer.from(place)])).contents).toEqual(png());
    const canvas = (flags: number) => riff('VP8X', Buffer.from([flags, 0, 0, 0, 1, 0, 0, 1, 0, 0]));
    const picture = riff('VP8 ', Buffer.from([1, 2, 3]));
    const told = [riff('EXIF', Buffer.from(place)), riff('XMP ', Buffer.from(place))];
    expect(barePhoto(webp(canvas(0x2c), picture, ...told)).contents).toEqual(webp(canvas(0x20), picture));
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a page', Buffer.from('<html><script>alert(1)</script>')],
    ['a PDF', Buffer.from('%PDF-1.7 …')],
    ['a text', Buffer.from('не работает')],
    ['a JPEG that breaks off', jpeg().subarray(0, 60)],
    ['a JPEG without an end', jpeg().subarray(0, -2)],
    ['a PNG that breaks off', png().subarray(0, -4)],
    ['a WebP that says it is longer', webp(riff('VP8 ', Buffer.from([1, 2]))).subarray(0, -1)],
  ])('is not %s', (_what, contents) => {
    expect(refusalOf(() => barePhoto(contents))).toBe('fileRefused');
  });

  it('is taken or refused, whatever follows its first bytes, and never grows by more than how to turn it', () => {
    const heads = [
      begin,
      Buffer.from('89504e470d0a1a0a', 'hex'),
      Buffer.from('RIFF\x10\0\0\0WEBP', 'latin1'),
      jpeg(exif(3)),
    ];
    fc.assert(
      fc.property(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 300 }), (head, rest) => {
        const photo = Buffer.concat([head, rest]);
        try {
          expect(barePhoto(photo).contents.length).toBeLessThanOrEqual(photo.length + 36);
        } catch (error) {
          expect(error).toMatchObject({ code: 'fileRefused' });
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
