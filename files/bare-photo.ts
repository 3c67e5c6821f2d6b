import { Refusal } from '../domain/refusal.ts';
import { barePng, bareWebp } from './chunks.ts';
import { typeOf } from './file-types.ts';
import { bareJpeg } from './jpeg.ts';

/** What a customer's photo may be: telephones send others as one of these where a page asks for these. */
export const photoTypes = ['image/jpeg', 'image/png', 'image/webp'] as const;
export type PhotoType = (typeof photoTypes)[number];

const bare: Readonly<Record<PhotoType, (photo: Buffer) => Buffer>> = {
  'image/jpeg': bareJpeg,
  'image/png': barePng,
  'image/webp': bareWebp,
};

export interface BarePhoto {
  readonly mediaType: PhotoType;
  readonly contents: Buffer;
}

/**
 * A photo by what its bytes are, without what tells more than the picture: where and when it was taken, and with what.
 * Refuses with fileRefused what is no photo, or half of one.
 */
export function barePhoto(contents: Buffer): BarePhoto {
  const type = typeOf(contents);
  const mediaType = photoTypes.find((known) => known === type);
  if (mediaType === undefined) {
    const message = 'is no photo that is taken';
    throw new Refusal('fileRefused', `the file ${message}`, [{ path: 'photo', message }]);
  }
  return { mediaType, contents: bare[mediaType](contents) };
}
