/** What a camera may say beside the picture. */
export const place = 'GPS 55.7558 N 37.6173 E';

export function segment(marker: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
}

/** EXIF whose first entry says how to turn the picture, with a place behind it. */
export function exif(orientation: number, order: 'II' | 'MM' = 'II'): Buffer {
  const tiff = Buffer.alloc(8 + 2 + 12 + 4);
  const little = order === 'II';
  const short = (value: number, at: number) => (little ? tiff.writeUInt16LE(value, at) : tiff.writeUInt16BE(value, at));
  tiff.write(order, 'latin1');
  short(42, 2);
  if (little) tiff.writeUInt32LE(8, 4);
  else tiff.writeUInt32BE(8, 4);
  short(1, 8);
  short(0x0112, 10);
  short(3, 12);
  short(orientation, 18);
  return segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff, Buffer.from(place)]));
}

const jfif = segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1'));
const table = segment(0xdb, Buffer.alloc(65, 1));
/** A scan whose data hold a stuffed byte, a restart, and more scans behind it. */
const scans = Buffer.concat([
  segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
  Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]),
  segment(0xc4, Buffer.alloc(20, 2)),
  segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
  Buffer.from([0x78, 0x9a]),
]);
export const begin = Buffer.from([0xff, 0xd8]);
const end = Buffer.from([0xff, 0xd9]);
/** A photo, with what stands beside its picture. */
export const jpeg = (...between: Buffer[]) => Buffer.concat([begin, jfif, ...between, table, scans, end]);

/** A form with a file, as a browser sends it. */
export function photoForm(contents: Buffer, { name = 'photo', formId = '' } = {}) {
  const boundary = 'between-the-parts';
  const head = (rest: string) => `--${boundary}\r\nContent-Disposition: form-data; ${rest}\r\n\r\n`;
  const file = `name="${name}"; filename="IMG_1.jpg"\r\nContent-Type: image/jpeg`;
  const payload = Buffer.concat([
    Buffer.from(`${head('name="formId"')}${formId}\r\n${head(file)}`),
    contents,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  return { payload, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } };
}
