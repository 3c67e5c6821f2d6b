/** How a camera says that a picture is to be turned, from the payload of an EXIF segment; null where it need not be. */
export function orientationIn(exif: Buffer): number | null {
  if (exif.subarray(0, 6).toString('latin1') !== 'Exif\0\0') return null;
  const tiff = exif.subarray(6);
  const read = reader(tiff);
  const directory = read && at(tiff, 4, 4) ? read.long(4) : null;
  if (!read || directory === null || !at(tiff, directory, 2)) return null;
  for (let entry = 0; entry < read.short(directory); entry++) {
    const from = directory + 2 + entry * 12;
    if (!at(tiff, from, 12)) return null;
    if (read.short(from) === orientationTag) return turned(read.short(from + 8));
  }
  return null;
}

const orientationTag = 0x0112;

/** 1 is upright. */
function turned(value: number): number | null {
  return value >= 2 && value <= 8 ? value : null;
}

function at(bytes: Buffer, from: number, count: number): boolean {
  return from >= 0 && from + count <= bytes.length;
}

/** TIFF says by its first two bytes which end of a number comes first. */
function reader(tiff: Buffer) {
  const order = tiff.subarray(0, 2).toString('latin1');
  if (order === 'II')
    return { short: (at: number) => tiff.readUInt16LE(at), long: (at: number) => tiff.readUInt32LE(at) };
  if (order === 'MM')
    return { short: (at: number) => tiff.readUInt16BE(at), long: (at: number) => tiff.readUInt32BE(at) };
  return null;
}
