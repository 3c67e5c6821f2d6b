import { Refusal } from '../domain/refusal.ts';

/** A photo that ends in the middle, or whose parts do not fit together. */
export function brokenOff(): Refusal {
  const message = 'breaks off before its end';
  return new Refusal('fileRefused', `the photo ${message}`, [{ path: 'photo', message }]);
}
